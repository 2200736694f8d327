"""Programs of their own, in an environment without the machine's AWS and Pulumi settings."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def clean_environment(**variables):
    """The machine's environment, less what AWS SDKs, Pulumi and the emulator would read, plus some variables."""
    theirs = ("AWS_", "PULUMI_", "WELLARCHITECTED_EMULATOR_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")
    inherited = {name: value for name, value in os.environ.items() if not name.upper().startswith(theirs)}
    return {**inherited, **variables}


def run(command, *, check=True, cwd=None, **variables):
    """Run a command to its end; a failure shows what it said."""
    done = subprocess.run(  # noqa: S603  # our own commands
        [str(part) for part in command],
        env=clean_environment(**variables),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert not check or 0 == done.returncode, f"{command}\n{done.stdout}\n{done.stderr}"
    return done
