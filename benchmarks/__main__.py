"""`python -m benchmarks`: measure the programs, write the results into docs/, and print the targets."""

import argparse
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.environment import isolate_process
from wellarchitected_emulator.background import StartError

from .chart import draw
from .machine import MOST_BUSY, busy_part, describe_machine
from .measurements import Results
from .plan import BARE, PHASES, PROGRAMS, Conditions, Plan
from .report import page, target_table
from .rounds import CommandError, count_calls_of_single_create, run_rounds
from .service import Service, running_service
from .start_up import measure_imports
from .targets import evaluate

_DOCS = Path(__file__).parents[1] / "docs" / "benchmarks"


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; the exit code is 1 if a target is missed."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    conditions = Conditions(options.latency, options.throttle, options.skip_checkpoints)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / conditions.file_name
    if options.report_only:
        return _report(Results.load(path.with_suffix(".jsonl")), path)
    programs, phases = [PROGRAMS[name] for name in options.programs], [PHASES[name] for name in options.phases]
    if options.throttle:
        programs = [program for program in programs if program is not BARE]  # it gives up after a few attempts
    plan = Plan(sorted(set(options.sizes)), options.runs, programs, phases, conditions)
    isolate_process()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop the emulator and the engine then as well
    try:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder, running_service(Path(folder)) as service:
            results = _measure(plan, service, shlex.join(given), path.with_suffix(".jsonl"))
    except (StartError, CommandError, subprocess.TimeoutExpired) as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("Interrupted. Everything is stopped; --report-only reports the rounds that have ended.")
        return 130
    return _report(results, path)


def _measure(plan: Plan, service: Service, arguments: str, file: Path) -> Results:
    busy: list[float] = []

    def before_round() -> None:
        busy.append(busy_part())
        if busy[-1] > MOST_BUSY:
            _say(f"Other work takes {busy[-1]:.0%} of the processors: the figures of this round are not reliable.")

    _say("Imports, and one create on a full lens")
    imports, single_create_calls = measure_imports(), count_calls_of_single_create(service, plan.conditions)
    results = Results(arguments, describe_machine(), plan.conditions, busy, imports, single_create_calls, [])
    for measured in run_rounds(plan, service, _say, before_round):
        results.measurements.extend(measured)
        results.save(file)  # an interruption keeps the rounds that have ended
    return results


def _report(results: Results, path: Path) -> int:
    draw(results, path.with_suffix(".svg"))
    path.with_suffix(".md").write_text("\n".join(page(results, path.name)) + "\n")
    targets = evaluate(results)
    print(*target_table(targets), sep="\n")
    _say(f"Wrote {path.name}.md, .jsonl and .svg into {path.parent}.")
    return 0 if all(each.is_met for each in targets) else 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    usual = Plan()
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure LensShare against a lean resource and a bare boto3 client, on an idle machine.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--sizes", type=_positive, nargs="+", default=usual.sizes, metavar="N", help="shares, at most 4500")
    add("--runs", type=_positive, default=usual.runs, metavar="N", help="rounds of each size")
    add("--programs", choices=PROGRAMS, nargs="+", default=list(PROGRAMS), help="what to compare")
    add("--phases", choices=PHASES, nargs="+", default=list(PHASES), help="the commands to run, in this order")
    add("--latency", type=int, default=0, metavar="MS", help="how long the service takes for a call")
    add("--throttle", action="store_true", help="let the service accept only 10 calls a second; without bare_boto3")
    add("--skip-checkpoints", action="store_true", help="let the engine write its state only at the end of a command")
    add("--out", type=Path, default=_DOCS, metavar="DIR", help="the folder for the results")
    add("--report-only", action="store_true", help="write the page and the chart again from the figures in the folder")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
