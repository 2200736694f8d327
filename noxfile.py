"""Test with the oldest dependencies that the packages allow, and with the newest: `make test-versions`.

One session alone: `.venv/bin/python -m nox --session oldest`. Arguments after `--` replace the levels that pytest runs.
"""

from pathlib import Path

import nox
from tests.packaging.pythons import installed_pythons

nox.options.default_venv_backend = "uv"

LEVELS = ("tests/unit", "tests/emulator", "tests/protocol")  # those that need no Pulumi CLI
PYTHONS = [str(path) for path in installed_pythons().values()]


@nox.session(python=PYTHONS[0])
def oldest(session: nox.Session) -> None:
    """The oldest version of each declared dependency, on the oldest Python."""
    _test(session, "lowest-direct")


@nox.session(python=PYTHONS[-1])
def newest(session: nox.Session) -> None:
    """The newest version of each dependency, on the newest Python of this machine."""
    _test(session, "highest")


def _test(session: nox.Session, resolution: str) -> None:
    pins = Path(session.create_tmp()) / "pins.txt"
    projects = ("pyproject.toml", "emulator/pyproject.toml", "--extra", "aws", "--extra", "cli")
    compile_pins = ("uv", "pip", "compile", "--quiet", *projects, "--upgrade", "--resolution", resolution)
    session.run(*compile_pins, "--output-file", str(pins))
    session.install("--requirement", str(pins), "--editable", ".", "--editable", "./emulator", "--group", "test")
    session.run("uv", "pip", "list")
    session.run("pytest", "-n", "auto", *(session.posargs or LEVELS))
