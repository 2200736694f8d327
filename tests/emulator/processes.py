"""Run programs in an environment without the machine's AWS and Pulumi settings."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def clean_environment(**variables):
    """The machine's environment without the variables of AWS, Pulumi, proxies and the emulator, plus `variables`."""
    removed = ("AWS_", "PULUMI_", "WELLARCHITECTED_EMULATOR_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY")
    inherited = {name: value for name, value in os.environ.items() if not name.upper().startswith(removed)}
    return {**inherited, **variables}


def run(command, *, check=True, cwd=None, **variables):
    """Run a command. A failure shows its output."""
    done = subprocess.run(  # noqa: S603  # commands of the tests
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
