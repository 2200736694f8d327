"""What imports cost a new interpreter, by `-X importtime`: for the program, the provider's process, and botocore."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from statistics import median

from .environment import clean_environment
from .measurements import Import

_TIMES = 5
_LINE = re.compile(r"import time: +\d+ \| +(?P<microseconds>\d+) \| (?P<depth> *)(?P<module>\S+)")

_PROGRAM = "import pulumi"
_PLUGIN = "import pulumi, pulumi.dynamic, dill, grpc"  # what `python -m pulumi.dynamic` has imported when it answers
_OURS = "import pulumi_wellarchitected"
_OURS_IN_PLUGIN = "import pulumi_wellarchitected.dynamic"


def measure_imports() -> list[Import]:
    """Measure each import several times, and take the median."""
    return [
        _measure("the program: pulumi", _PROGRAM),
        _without_botocore(_measure("the program: LensShare, on top of it", _OURS, after=_PROGRAM)),
        _measure("the provider's process: pulumi.dynamic", _PLUGIN),
        _without_botocore(_measure("the provider's process: LensShare, on top of it", _OURS_IN_PLUGIN, after=_PLUGIN)),
        _measure("the first call: botocore", "import botocore.session", after=f"{_PLUGIN}\n{_OURS_IN_PLUGIN}"),
    ]


def _without_botocore(measured: Import) -> Import:
    return replace(measured, is_to_do_without=True)


def _measure(what: str, statement: str, after: str = "pass") -> Import:
    reports = [_report(after, statement) for _ in range(_TIMES)]
    has_botocore = any(re.search(r"\| *boto(3|core)$", report, re.MULTILINE) for report in reports)
    return Import(what, round(median(imported_in(report) for report in reports), 1), has_botocore)


def imported_in(report: str) -> float:
    """The milliseconds of a report: modules that were imported by others are in those others' times."""
    lines = (_LINE.match(line) for line in report.splitlines())
    return sum(int(line["microseconds"]) for line in lines if line and not line["depth"]) / 1000


def _report(already: str, statement: str) -> str:
    """What the interpreter tells of the imports of one statement, without those that came before."""
    mark = "-- measured --"
    program = f"{already}\nimport sys\nprint({mark!r}, file=sys.stderr, flush=True)\n{statement}"
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-X", "importtime", "-c", program],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stderr.partition(mark)[2]
