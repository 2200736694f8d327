"""The environment of every process that is started here: nothing of the machine's AWS, Pulumi and proxy settings."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_THEIRS = ("AWS_", "PULUMI_", "PYTHON", "WELLARCHITECTED_EMULATOR_")
_PROXIES = ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


def clean_environment() -> dict[str, str]:
    """The machine's environment without them, and with this Python first on PATH."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_THEIRS) and name.upper() not in _PROXIES
    }
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
