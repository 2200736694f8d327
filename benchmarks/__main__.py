"""`python -m benchmarks`: run the programs in turn against the emulator, and write into docs/ what comes of it."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .chart import draw
from .conditions import Conditions
from .contenders import CONTENDERS, OURS
from .machine import MOST_BUSY, busy_share, describe_machine
from .measurements import Results
from .phases import PHASES
from .plan import MOST_SHARES, Plan
from .profile_report import write_profile
from .profiling import measure_profile
from .report import write_report
from .rounds import run_rounds
from .service import ServiceError, running_service
from .single_create import count_calls
from .stack import CommandError
from .startup import measure_imports

if TYPE_CHECKING:
    from .service import Service

_DOCS = Path(__file__).parents[1] / "docs" / "benchmarks"


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; returns the exit code."""
    options = _parser().parse_args(arguments)
    conditions = Conditions(options.latency, options.throttle, options.skip_checkpoints)
    path = options.out / conditions.file_name
    if options.report_only:
        _write(Results.load(path.with_suffix(".json")), path)
        return 0
    plan = Plan(
        sizes=sorted(set(options.sizes)),
        runs=options.runs,
        contenders=[CONTENDERS[name] for name in options.programs],
        phases=[PHASES[name] for name in options.phases],
        conditions=conditions,
        limit_seconds=options.limit,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # an end by a signal stops what was started as well
    # A shell lets what it puts into the background ignore SIGINT, and so would the plugins: the engine asks them with
    # it to end, and waits five seconds for each that does not.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder, running_service(Path(folder) / "s") as service:
            if options.profile:
                write_profile(measure_profile(plan, service, _say), options.out / "profile")
                return 0
            results = _measure(plan, service, path.with_suffix(".json"))
    except (ServiceError, CommandError) as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("Interrupted: everything that was started is stopped. --report-only reports the rounds that have ended.")
        return 130
    _write(results, path)
    return 0


def _measure(plan: Plan, service: Service, file: Path) -> Results:
    busy: list[float] = []

    def before_round() -> None:
        busy.append(busy_share())
        if busy[-1] > MOST_BUSY:
            _say(f"Others take {busy[-1]:.0%} of the processors: the figures of this round are worth little.")

    _say("Imports, and one create on a lens with 300 shares")
    imports = measure_imports()
    single_create_calls = count_calls(plan, service) if OURS in plan.contenders else {}
    results = Results(
        machine=describe_machine(),
        conditions=plan.conditions,
        busy=busy,
        measurements=[],
        imports=imports,
        single_create_calls=single_create_calls,
    )
    for measured in run_rounds(plan, service, _say, before_round):
        results.measurements.extend(measured)
        results.save(file)  # the rounds that have ended outlive an interruption
    return results


def _write(results: Results, path: Path) -> None:
    results.save(path.with_suffix(".json"))
    draw(results, path)
    write_report(results, path.with_suffix(".md"))
    _say(f"Wrote {path.name}.md, .json, .png and .svg into {path.parent}.")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    usual = Plan()
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure LensShare against the engine's own floor and the naive provider, on an idle machine.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--sizes", type=_size, nargs="+", default=usual.sizes, metavar="N", help=f"shares, {MOST_SHARES} at most")
    add("--runs", type=_at_least_one, default=usual.runs, metavar="N", help="rounds of each size")
    add("--programs", choices=CONTENDERS, nargs="+", default=list(CONTENDERS), help="what to compare")
    add("--phases", choices=PHASES, nargs="+", default=list(PHASES), help="the commands to run, in this order")
    add("--latency", type=int, default=0, metavar="MS", help="what the service takes for each call")
    add("--throttle", action="store_true", help="the service lets 10 calls a second pass")
    add("--skip-checkpoints", action="store_true", help="the engine writes the state at the end of a command alone")
    add("--limit", type=float, metavar="SECONDS", help="the most that a command may take; None goes by the size")
    add("--out", type=Path, default=_DOCS, metavar="DIR", help="where the page, the chart and the figures go")
    add("--profile", action="store_true", help="where the time of an up goes, at the largest of the sizes")
    add("--report-only", action="store_true", help="write the page and the chart anew from the figures that are there")
    return parser


def _size(text: str) -> int:
    size = int(text)
    if not 1 <= size <= MOST_SHARES:
        raise argparse.ArgumentTypeError(f"{size} is not between 1 and {MOST_SHARES}")
    return size


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
