"""The Pythons of this machine that the packages support: those on PATH, and those of pyenv."""

import os
import re
import subprocess
from pathlib import Path

OLDEST_MINOR = 10


def installed_pythons() -> dict[int, Path]:
    """One interpreter of each Python 3 that is supported and starts, by its minor version, oldest first."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [*map(Path, os.get_exec_path()), *sorted(pyenv.glob("versions/*/bin"))]
    found: dict[int, Path] = {}
    for path in (path for folder in folders for path in folder.glob("python3.*")):
        match = re.fullmatch(r"python3\.(\d+)", path.name)
        minor = int(match[1]) if match else 0
        if minor >= OLDEST_MINOR and minor not in found and _starts(path):
            found[minor] = path
    return dict(sorted(found.items()))


def _starts(python: Path) -> bool:
    """Whether it is an interpreter. A shim of pyenv is a script that fails for a version that is not selected."""
    return 0 == subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode  # noqa: S603
