"""What is built for users: what lies in it, what it says of itself, and that it installs where nothing else is."""

import re
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from tests.packaging.pythons import installed_pythons

ROOT = Path(__file__).parents[2]
PYTHONS = installed_pythons()
OLDEST_AND_NEWEST = sorted({min(PYTHONS), max(PYTHONS)})
ALWAYS_IN_AN_SDIST = {".gitignore", "PKG-INFO", "pyproject.toml"}


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
    """Build the project in a folder, once a session."""
    built = {}

    def build(folder):
        if folder not in built:
            target = tmp_path_factory.mktemp("dist")
            uv("build", "--quiet", "--build-constraint", "constraints.txt", "--out-dir", target, folder)
            (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
            built[folder] = Distributions(sdist, wheel)
        return built[folder]

    return build


@pytest.fixture(params=["pulumi_wellarchitected", "wellarchitected_emulator"])
def package(request):
    return request.param


@pytest.fixture
def distributions(build, package):
    return build({"pulumi_wellarchitected": ".", "wellarchitected_emulator": "emulator"}[package])


def test_the_sdist_holds_the_package_its_readme_and_its_license_only(distributions, package):
    with tarfile.open(distributions.sdist) as sdist:
        paths = {name.partition("/")[2] for name in sdist.getnames()}
    own = {path.removeprefix("providers/") for path in paths - ALWAYS_IN_AN_SDIST}
    assert {"LICENSE", "README.md", package} == {path.partition("/")[0] for path in own}


def test_the_wheel_holds_the_package_and_its_license_only(distributions, package):
    with zipfile.ZipFile(distributions.wheel) as wheel:
        names = wheel.namelist()
    own = [name for name in names if ".dist-info/" not in name]
    assert {package} == {name.partition("/")[0] for name in own}
    assert f"{package}/py.typed" in own
    assert [] == [name for name in own if "__pycache__" in name]
    assert 1 == len([name for name in names if name.endswith(".dist-info/licenses/LICENSE")])


def test_the_metadata_names_license_and_pythons(distributions):
    metadata = distributions.metadata
    assert ("Apache-2.0", ["LICENSE"]) == (metadata["License-Expression"], metadata.get_all("License-File"))
    assert ">=3.10" == metadata["Requires-Python"]
    prefix = "Programming Language :: Python :: 3."
    named = [text.removeprefix(prefix) for text in metadata.get_all("Classifier") if text.startswith(prefix)]
    assert ["10", "11", "12", "13"] == named


def test_the_description_has_no_link_that_leads_nowhere_outside_the_repository(distributions):
    description = distributions.metadata.get_payload()
    assert "text/markdown" == distributions.metadata["Description-Content-Type"]
    assert description.startswith("# ")
    links = re.findall(r"\]\(([^)]+)\)", description)
    assert [] == [link for link in links if not link.startswith("https://")]


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
@pytest.mark.parametrize("minor", OLDEST_AND_NEWEST)
def test_it_installs_into_an_empty_environment(distributions, package, minor, kind, tmp_path):
    python = tmp_path / "bin" / "python"
    uv("venv", "--quiet", "--python", PYTHONS[minor], tmp_path)
    uv("pip", "install", "--quiet", "--python", python, "--constraint", "constraints.txt",
       "--build-constraint", "constraints.txt", getattr(distributions, kind))  # fmt: skip
    uv("pip", "check", "--python", python)
    script = f"import {package}; print({package}.__file__)"
    done = subprocess.run([python, "-I", "-c", script], check=True, capture_output=True, text=True)  # noqa: S603
    assert Path(done.stdout.strip()).is_relative_to(tmp_path)
