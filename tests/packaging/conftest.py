"""Builds both packages once a session, and makes environments in which nothing else is installed."""

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"pulumi_wellarchitected": ".", "wellarchitected_emulator": "emulator"}


@dataclass(frozen=True, slots=True)
class Distributions:
    """The sdist of a project, and the wheel that is built from that sdist."""

    sdist: Path
    wheel: Path

    @property
    def metadata(self) -> Message:
        with zipfile.ZipFile(self.wheel) as wheel:
            (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
            return message_from_bytes(wheel.read(name))


def uv(*arguments):
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", "uv", *map(str, arguments)], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def build(tmp_path_factory):
    """Build a package, once a session."""
    built = {}

    def build(package):
        if package not in built:
            target = tmp_path_factory.mktemp("dist")
            uv("build", "--quiet", "--build-constraint", "constraints.txt", "--out-dir", target, FOLDERS[package])
            (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
            built[package] = Distributions(sdist, wheel)
        return built[package]

    return build


@pytest.fixture(params=FOLDERS)
def package(request):
    return request.param


@pytest.fixture
def distributions(build, package):
    return build(package)


@pytest.fixture
def install(tmp_path):
    """Install requirements into an empty environment. Returns its folder of programs."""

    def install(python, *requirements):
        folder = tmp_path / "environment"
        uv("venv", "--quiet", "--python", python, folder)
        uv("pip", "install", "--quiet", "--python", folder / "bin" / "python", "--constraint", "constraints.txt",
           "--build-constraint", "constraints.txt", *requirements)  # fmt: skip
        uv("pip", "check", "--python", folder / "bin" / "python")
        return folder / "bin"

    return install
