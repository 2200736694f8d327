"""What it is measured on, and whether others keep it busy; no names and no paths."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from .environment import clean_environment
from .measurements import Machine

MOST_BUSY = 0.1
"""The share of the processors that others may take before figures are worth little."""
_LOOK_SECONDS = 1.0


def describe_machine() -> Machine:
    """Ask everything for its version."""
    environment = {**clean_environment(), "PULUMI_SKIP_UPDATE_CHECK": "true"}
    cli = subprocess.run(["pulumi", "version"], env=environment, capture_output=True, text=True, check=True)  # noqa: S607
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        pulumi_cli=cli.stdout.strip().removeprefix("v"),
        pulumi_sdk=version("pulumi"),
        botocore=version("botocore"),
        date=datetime.now(tz=timezone.utc).date().isoformat(),
    )


def busy_share() -> float:
    """The share of the processors that is taken while nothing is measured; takes a second."""
    idle, total = _ticks()
    time.sleep(_LOOK_SECONDS)
    idle_then, total_then = _ticks()
    return round(1 - (idle_then - idle) / max(1, total_then - total), 3)


def _ticks() -> tuple[int, int]:
    ticks = [int(part) for part in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)  # idle and waiting for a disk
