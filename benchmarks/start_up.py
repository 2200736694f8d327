"""How long imports take in a new interpreter, and whether they import boto3 or botocore."""

import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median

_TIMES = 5
_SCRIPT = """
import json, sys, time
{before}
began = time.perf_counter()
{statement}
print(json.dumps([1000 * (time.perf_counter() - began), bool({{"boto3", "botocore"}} & sys.modules.keys())]))
"""
_PROGRAM = "import pulumi"
_PLUGIN = "import pulumi, pulumi.dynamic, dill, grpc"  # what `python -m pulumi.dynamic` imports before it answers
_OURS = "from pulumi_wellarchitected import LensShare"
_OURS_IN_PLUGIN = (
    "from pulumi_wellarchitected.dynamic import lens_share; lens_share.verbs; "
    "from pulumi_wellarchitected.shares import api, directory, lifecycle"
)


@dataclass(frozen=True, slots=True)
class Import:
    """The time of an import. LensShare's must not import boto3 or botocore."""

    what: str
    is_ours: bool
    milliseconds: float
    has_boto3: bool


def measure_imports() -> list[Import]:
    """Measure each import in five new interpreters, and take the median."""
    return [
        _measure("pulumi in the program", "pass", _PROGRAM),
        _measure("LensShare in the program", _PROGRAM, _OURS, is_ours=True),
        _measure("pulumi.dynamic in the plugin", "pass", _PLUGIN),
        _measure("LensShare in the plugin", _PLUGIN, _OURS_IN_PLUGIN, is_ours=True),
        _measure("boto3 at the first call", f"{_PLUGIN}\n{_OURS_IN_PLUGIN}", "import boto3"),
    ]


def _measure(what: str, before: str, statement: str, *, is_ours: bool = False) -> Import:
    seen = [_run(_SCRIPT.format(before=before, statement=statement)) for _ in range(_TIMES)]
    milliseconds = round(median(each[0] for each in seen), 1)
    return Import(what, is_ours, milliseconds, has_boto3=any(each[1] for each in seen))


def _run(script: str) -> tuple[float, bool]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60)  # noqa: S603
    milliseconds, has_boto3 = json.loads(done.stdout)
    return milliseconds, has_boto3
