"""Made-up results of a benchmark."""

from benchmarks.machine import Machine
from benchmarks.measurements import Measurement, Results
from benchmarks.plan import Conditions
from benchmarks.targets import evaluate


def measurement(program="ours", shares=300, run=1, phase="up", **values):
    return Measurement(program, shares, run, phase, **{"seconds": 1.0, "checkpoint_bytes": 1000, **values})


def rounds(own, other, base="floor", **values):
    """A measurement of LensShare and one of another program for each pair of times."""
    pairs = list(zip(own, other, strict=True))
    ours = [measurement(run=run, seconds=seconds, **values) for run, (seconds, _) in enumerate(pairs)]
    return ours + [measurement(base, run=run, seconds=seconds, **values) for run, (_, seconds) in enumerate(pairs)]


def results_from(*measurements, **values):
    usual = {
        "arguments": "--sizes 300",
        "machine": Machine(2, "Linux x86_64", "3.11.7", "3.274.1", "3.272.0", "1.44.5", "2026-01-01"),
        "conditions": Conditions(),
        "busy": [0.01],
        "imports": [],
        "single_create_calls": {"CreateLensShare": 1},
        "measurements": list(measurements),
    }
    return Results(**{**usual, **values})


def find_target(results, what, unit=""):
    return next(each for each in evaluate(results) if each.what == what and each.unit.startswith(unit))
