"""The page of results: targets, times, calls, state, memory and imports as Markdown tables."""

from collections.abc import Iterable, Iterator, Sequence

from .machine import MOST_BUSY
from .measurements import Ratio, Results
from .plan import BARE, EXCLUSIVE, FLOOR, OURS, PHASES, PROGRAMS, SHARES_A_LENS, UP
from .targets import Target, evaluate

MARKER = "<!-- Made by `make bench` (python -m benchmarks): do not edit. -->"
_ENOUGH_ROUNDS = 3
_METHOD = """\
- The programs are in `benchmarks/programs`. The [floor](../../benchmarks/programs/floor.py) is the leanest dynamic
  resource that can represent a share: four properties, a short ID, and no calls.
  [Bare boto3](../../benchmarks/programs/bare_boto3.py) is the same resource with the calls of a boto3 client, and
  nothing else. [LensSharesExclusive](../../benchmarks/programs/exclusive.py) is one resource for each lens, on as few
  lenses as AWS's quota of {quota} shares allows.
- Each program runs the same command before the next command starts, and each round changes their order. A time is that
  of the whole command of the CLI, whose result is checked. All figures are in [{name}.jsonl]({name}.jsonl).
- Calls are counted in the emulator's request log. The table shows the run with the most calls.
- The state is the backend's file after `up`, divided by the number of shares. The engine stores a stack trace with each
  resource, so a part of the size is the paths of Python files, which depend on where Pulumi and the package are.
- The plugin is the provider's process (`python -m pulumi.dynamic`). Its resident memory is read ten times a second; the
  table shows the most in any command. The growth is that in the second half of its time in `up`.
- Imports are measured in new interpreters, with the imports that come before them; the median of five."""
_LATENCY_METHOD = """\
- A create and a delete of the floor also take {ms} ms, in the {threads} threads of every plugin. Its reads do not wait.
  The pages of a listing come one after the other, since each contains the token of the next. So the limit of a refresh
  is a multiple of the floor's time and the pages of a lens."""
_PLUGIN_THREADS = 4


def page(results: Results, name: str) -> Iterator[str]:
    """The lines of the page, whose chart and figures have the same name."""
    targets = evaluate(results)
    met = sum(each.is_met for each in targets)
    yield from (MARKER, "", f"# {_title(results)}", "", *_introduction(results), "")
    yield from (f"![Times against the floor]({name}.svg)", "")
    yield from ("## Targets", "", f"{met} of {len(targets)} are met.", "", *target_table(targets), "")
    yield from ("## Times", "", *_times(results), "")
    yield from ("## Calls to the service", "", *_calls(results), "")
    yield from ("## State and memory", "", *_sizes(results), "")
    yield from ("## Imports", "", *_imports(results), "")
    if results.failures:
        yield from ("## Failures", "", *_failures(results), "")
    yield from ("## Method", "", *_METHOD.format(name=name, quota=SHARES_A_LENS).splitlines())
    if ms := results.conditions.latency_ms:
        yield from _LATENCY_METHOD.format(ms=ms, threads=_PLUGIN_THREADS).splitlines()


def target_table(targets: Iterable[Target]) -> Iterator[str]:
    """The table of targets."""
    rows = (
        (
            each.what,
            f"{'exactly ' if each.exact else ''}{_number(each.limit)} {each.unit}",
            _number(each.measured),
            "yes" if each.is_met else "**no**",
        )
        for each in targets
    )
    return _table(("target", "at most", "measured", "met"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---{'|--:' * (len(head) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _title(results: Results) -> str:
    conditions = " and ".join(results.conditions.stated.values())
    return f"What a share costs where {conditions}" if conditions else "What a share costs"


def _introduction(results: Results) -> Iterator[str]:
    machine = results.machine
    rounds = ", ".join(f"{results.rounds(shares)} of {shares:,}" for shares in results.sizes)
    command = f'make bench B="{results.arguments}"' if results.arguments else "make bench"
    yield (
        f"Measured on {machine.date} on {machine.cores} cores ({machine.system}), which the emulator shares; Pulumi "
        f"{machine.pulumi_cli} with the file backend, its SDK {machine.pulumi_sdk}, Python {machine.python}, boto3 "
        f"{machine.boto3}. Rounds: {rounds}. Seconds depend on the machine, ratios much less. To measure on yours: "
        f"`{command}`."
    )
    if few := [f"{shares:,}" for shares in results.sizes if results.rounds(shares) < _ENOUGH_ROUNDS]:
        yield from ("", f"**Fewer than {_ENOUGH_ROUNDS} rounds of {' and '.join(few)}: the times are not reliable.**")
    if max(results.busy, default=0) > MOST_BUSY:
        yield from ("", f"**Other work kept the machine busy (up to {max(results.busy):.0%}): do not cite this.**")


def _times(results: Results) -> Iterator[str]:
    yield "Median seconds, and the median of the ratios within a round (lowest to highest)."
    for shares in results.sizes:
        yield from ("", f"{shares:,} shares, lenses: {len(OURS.shares_a_lens(shares))}", "")
        seconds = [
            [program.title, *(_quantity(results.seconds(program, shares, phase)) for phase in PHASES)]
            for program in PROGRAMS.values()
        ]
        ratios = [
            [f"{own.title} / {base.title}", *(_ratio(results.time_ratio(own, base, shares, phase)) for phase in PHASES)]
            for own, base in ((BARE, FLOOR), (OURS, FLOOR), (OURS, BARE), (EXCLUSIVE, FLOOR))
        ]
        yield from _table(("", *PHASES), [*seconds, *ratios])


def _calls(results: Results) -> Iterator[str]:
    rows = (
        [f"{program.title}, {shares:,}", *(_operations(results.most_calls(program, shares, phase)) for phase in PHASES)]
        for shares in results.sizes
        for program in PROGRAMS.values()
        if program.makes_calls
    )
    yield from _table(("", *PHASES), rows)
    yield from ("", f"One create on a lens with {SHARES_A_LENS} shares: {_operations(results.single_create_calls)}.")
    if throttled := sum(each.throttled for each in results.measurements):
        yield from ("", f"In addition, {throttled:,} calls were throttled and repeated.")


def _operations(calls: dict[str, int] | None) -> str:
    if calls is None:
        return "-"
    return ", ".join(f"{number:,} {operation}" for operation, number in sorted(calls.items())) or "none"


def _sizes(results: Results) -> Iterator[str]:
    rows = (
        [
            f"{program.title}, {shares:,}",
            f"{runs[0].checkpoint_bytes / shares:,.0f}",
            _ratio(results.state_ratio(program, FLOOR, shares)),
            _quantity(results.peak_mb(program, shares)),
            _quantity(results.growth_mb(program, shares)),
        ]
        for shares in results.sizes
        for program in PROGRAMS.values()
        if (runs := results.find(program, shares, UP.name))
    )
    yield from _table(("", "state, bytes a share", "x the floor", "plugin, MB", "growth late in up, MB"), rows)


def _imports(results: Results) -> Iterator[str]:
    rows = ((each.what, f"{each.milliseconds:.0f}", "yes" if each.has_boto3 else "no") for each in results.imports)
    yield from _table(("import of", "ms", "imports boto3 or botocore"), rows)


def _failures(results: Results) -> Iterator[str]:
    rows = (
        (f"{PROGRAMS[each.program].title}, {each.shares:,}", each.phase, each.error.replace("|", " "))
        for each in results.failures
    )
    yield from _table(("", "command", "error"), rows)


def _ratio(ratio: Ratio | None) -> str:
    if ratio is None:
        return "-"
    spread = f" ({ratio.lowest:.2f} to {ratio.highest:.2f})" if ratio.lowest < ratio.highest else ""
    return f"{ratio.median:.2f}{spread}"


def _quantity(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
