"""The machine that a run measures on, and whether other work keeps it busy."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import version

import psutil

MOST_BUSY = 0.1
"""The part of the processors that other work may take; above it the figures are not reliable."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The processors, the versions and the date of a run."""

    cores: int
    system: str
    python: str
    pulumi_cli: str
    pulumi_sdk: str
    boto3: str
    date: str


def describe_machine() -> Machine:
    """Look up the versions."""
    environment = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    cli = subprocess.run(["pulumi", "version"], env=environment, capture_output=True, text=True, check=True)  # noqa: S607
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        pulumi_cli=cli.stdout.strip().removeprefix("v"),
        pulumi_sdk=version("pulumi"),
        boto3=version("boto3"),
        date=datetime.now(tz=timezone.utc).date().isoformat(),
    )


def busy_part() -> float:
    """The part of the processors that is in use during one second without a measurement."""
    return float(psutil.cpu_percent(interval=1)) / 100
