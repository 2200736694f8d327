"""The page of results: targets, times, calls, sizes, memory and start-up as Markdown tables."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from .contenders import CONTENDERS, FLOOR
from .machine import MOST_BUSY
from .phases import PHASES
from .plan import Plan, lens_count
from .ratios import Figures
from .targets import PLUGIN_THREADS, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .measurements import Measurement, Results
    from .targets import Target

MARKER = "<!-- Made by `make bench` (python -m benchmarks): do not edit. -->"
_ENOUGH_RUNS = 3


def write_report(results: Results, file: Path) -> None:
    """Write the page beside the chart, whose name is the same."""
    file.write_text("\n".join(page(results, file.stem)) + "\n")


def page(results: Results, name: str) -> Iterator[str]:
    """The page, line by line."""
    figures = Figures(results.measurements)
    yield from (MARKER, "", f"# {_title(results)}", "", *_introduction(results), "")
    yield from (f"![Times against the floor]({name}.svg)", "")
    yield from ("## Targets", "", *_targets(evaluate(results)), "")
    yield from ("## Times", "", *_times(results, figures), "")
    yield from ("## Calls to the service", "", *_calls(results, figures), "")
    yield from ("## Checkpoint and memory", "", *_sizes(results, figures), "")
    yield from ("## Start-up", "", *_imports(results), "")
    if failures := [each for each in results.measurements if each.error]:
        yield from ("## What could not run", "", *_failures(failures), "")
    yield from ("## How it is measured", "", *_method(results, name))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, with figures on the right."""
    yield f"| {' | '.join(head)} |"
    yield f"|---{'|--:' * (len(head) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _title(results: Results) -> str:
    conditions = " and ".join(each.words for each in results.conditions.stated)
    return f"What a share costs where {conditions}" if conditions else "What a share costs"


def _introduction(results: Results) -> Iterator[str]:
    machine = results.machine
    runs = ", ".join(f"{results.runs(shares)} of {shares:,}" for shares in results.sizes)
    checkpoints = " and PULUMI_SKIP_CHECKPOINTS" if results.conditions.skips_checkpoints else ""
    yield (
        f"Measured on {machine.date} on {machine.cores} cores ({machine.system}), the service's emulator and all; "
        f"Pulumi {machine.pulumi_cli} with the file backend{checkpoints}, its SDK {machine.pulumi_sdk}, Python "
        f"{machine.python}, botocore {machine.botocore}; interleaved runs: {runs}. Seconds are this machine's: it is "
        f"the ratios that count. To measure on yours: `{_command(results)}`."
    )
    if few := [f"{shares:,}" for shares in results.sizes if results.runs(shares) < _ENOUGH_RUNS]:
        yield from ("", f"**Fewer than {_ENOUGH_RUNS} runs of {' and '.join(few)}: nothing about these is settled.**")
    if any(busy > MOST_BUSY for busy in results.busy):
        yield from (
            "",
            f"**The machine was busy with other things (up to {max(results.busy):.0%}): do not cite this.**",
        )


def _command(results: Results) -> str:
    usual = Plan()
    programs = [name for name in CONTENDERS if any(name == each.contender for each in results.measurements)]
    phases = [name for name in PHASES if any(name == each.phase for each in results.measurements)]
    runs = {results.runs(shares) for shares in results.sizes}
    unusual = {
        f"--sizes {' '.join(map(str, results.sizes))}": tuple(results.sizes) != tuple(usual.sizes),
        f"--runs {max(runs)}": runs != {usual.runs},
        f"--programs {' '.join(programs)}": programs != list(CONTENDERS),
        f"--phases {' '.join(map(shlex.quote, phases))}": phases != list(PHASES),
    }
    conditions = [each.option for each in results.conditions.stated]
    given = " ".join([*conditions, *(option for option, is_given in unusual.items() if is_given)])
    return f'make bench B="{given}"' if given else "make bench"


def _targets(targets: list[Target]) -> Iterator[str]:
    met = sum(each.is_met for each in targets)
    yield from (f"{met} of {len(targets)} are met.", "")
    yield from table(
        ("target", "at most", "measured", "met"),
        (
            (
                each.what,
                f"{'exactly ' if each.exact else ''}{_number(each.limit)} {each.unit}",
                _number(each.measured),
                "yes" if each.is_met else "**no**",
            )
            for each in targets
        ),
    )


def _times(results: Results, figures: Figures) -> Iterator[str]:
    yield "Medians in seconds, and the median of the ratios to the floor of the same round (lowest to highest)."
    for shares in results.sizes:
        yield from ("", f"{shares:,} shares, lenses: {lens_count(shares)}", "")
        yield from table(("", *PHASES), _time_rows(figures, shares))


def _time_rows(figures: Figures, shares: int) -> Iterator[list[str]]:
    for contender in CONTENDERS.values():
        cells = [_time(figures, contender.name, shares, phase) for phase in PHASES]
        if any(cells):
            yield [contender.title, *(cell or "-" for cell in cells)]


def _time(figures: Figures, contender: str, shares: int, phase: str) -> str:
    seconds, ratio = figures.seconds(contender, shares, phase), figures.time_ratio(contender, shares, phase)
    if seconds is None:
        return ""
    if ratio is None or contender == FLOOR.name:
        return f"{seconds:.1f}"
    spread = f" ({ratio.lowest:.2f} to {ratio.highest:.2f})" if ratio.pairs > 1 else ""
    return f"{seconds:.1f} = {ratio.median:.2f} x{spread}"


def _calls(results: Results, figures: Figures) -> Iterator[str]:
    rows = [
        [f"{contender.title}, {shares:,}", *(_operations(figures, contender.name, shares, phase) for phase in PHASES)]
        for shares in results.sizes
        for contender in CONTENDERS.values()
        if contender.makes_calls and figures.of_all_phases(contender.name, shares)
    ]
    yield from table(("", *PHASES), rows)
    if results.single_create_calls:
        yield from ("", f"One create on a lens with 300 shares: {_by_operation(results.single_create_calls)}.")
    throttled = sum(sum(each.throttled.values()) for each in results.measurements)
    if throttled:
        yield from ("", f"Beside these, {throttled:,} calls were throttled and made again.")


def _operations(figures: Figures, contender: str, shares: int, phase: str) -> str:
    calls = figures.most_calls(contender, shares, phase)
    return "-" if calls is None else _by_operation(calls)


def _by_operation(calls: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {operation}" for operation, number in sorted(calls.items())) or "none"


def _sizes(results: Results, figures: Figures) -> Iterator[str]:
    rows = (
        [
            f"{contender.title}, {shares:,}",
            _quantity(figures.checkpoint_bytes_a_share(contender.name, shares), ".0f"),
            _quantity(ratio.median if (ratio := figures.checkpoint_ratio(contender.name, shares)) else None, ".2f"),
            _quantity(figures.peak_mb(contender.name, shares), ".1f"),
            _quantity(figures.growth_mb(contender.name, shares), ".1f"),
        ]
        for shares in results.sizes
        for contender in CONTENDERS.values()
        if figures.of(contender.name, shares, "up")
    )
    head = ("", "checkpoint, bytes a share", "x floor", "provider's process, MB", "growth late in up, MB")
    yield from table(head, rows)


def _imports(results: Results) -> Iterator[str]:
    rows = ((each.what, f"{each.milliseconds:.0f}", "yes" if each.has_botocore else "no") for each in results.imports)
    yield from table(("imported by", "ms", "botocore in it"), rows)


def _failures(failures: list[Measurement]) -> Iterator[str]:
    yield from table(
        ("", "command", "what it said"),
        (
            (f"{CONTENDERS[each.contender].title}, {each.shares:,}", each.phase, each.error.replace("|", " "))
            for each in failures
        ),
    )


def _method(results: Results, name: str) -> Iterator[str]:
    yield (
        f"- The programs are in [benchmarks/programs](../../benchmarks/programs). In each round a command runs for one "
        f"program after the other before the next command comes; the rounds turn the order. A time is that of the "
        f"whole command of the CLI, and each is seen to have done all of its work. The figures of every run are "
        f"in [{name}.json]({name}.json)."
    )
    yield (
        f"- {CONTENDERS['naive'].title[0].upper()}{CONTENDERS['naive'].title[1:]}: runs once, and not with more than "
        f"{CONTENDERS['naive'].most_shares} shares, where the SDK runs out of its recursion limit; there it is tried "
        f"with a first preview."
    )
    yield "- Calls are counted in the emulator's log of requests, and each is the run with the most of them."
    yield "- The checkpoint is the file of the backend after `up`, divided by the number of shares."
    yield (
        "- The memory of the provider's process (`python -m pulumi.dynamic`) is the kernel's high-water mark (VmHWM), "
        "looked at ten times a second; the highest of all commands. Its growth is what its resident memory gained in "
        "the second half of its time in `up`, at most."
    )
    if results.conditions.latency_ms:
        yield (
            f"- A create and a delete of the floor take {results.conditions.latency_ms} ms as well, in the "
            f"{PLUGIN_THREADS} threads that every plugin has: what it shows is an engine whose provider does nothing "
            f"but wait. Its reads wait for nothing. A share cannot be read before its lens is listed, and each page of "
            f"a listing names the next: a refresh is held against the floor's time and a lens's pages one after the "
            f"other. That supposes that the first {PLUGIN_THREADS} reads are for as many lenses. The engine sends them "
            f"in no certain order, and where two are for one lens, another is listed only when the first listings have "
            f"ended."
        )
    yield "- Imports: `-X importtime` in a new interpreter, the median of five."


def _quantity(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
