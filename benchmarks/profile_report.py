"""The page of a profile, and its figures as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from .contenders import CONTENDERS
from .machine import MOST_BUSY
from .processes import ENGINE, OTHER, PROGRAM, PROVIDER
from .profiling import SETTINGS, median_seconds
from .report import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .profiling import Profile, Trace

_ROLES = {
    ENGINE: "the engine",
    PROGRAM: "the program's process",
    PROVIDER: "the provider's process",
    OTHER: "shells and the language host",
}
_MARKER = "<!-- Made by `python -m benchmarks --profile`: do not edit. -->"


def write_profile(profile: Profile, path: Path) -> None:
    """Write `path`.md and `path`.json."""
    path.with_suffix(".md").write_text("\n".join(_page(profile)) + "\n")
    path.with_suffix(".json").write_text(json.dumps(asdict(profile), indent=1) + "\n")


def _page(profile: Profile) -> Iterator[str]:
    machine = profile.machine
    yield from (_MARKER, "", "# What an `up` does with its time", "")
    yield (
        f"An `up` that creates {profile.shares:,} resources, on {machine.cores} cores ({machine.system}) on "
        f"{machine.date}; Pulumi {machine.pulumi_cli} with the file backend, Python {machine.python}. The engine's own "
        f"traces (`--otel-traces`) slow it down a little."
    )
    if profile.busy > MOST_BUSY:
        yield from ("", f"**The machine was busy with other things ({profile.busy:.0%}): do not cite this.**")
    titles = [CONTENDERS[trace.contender].title for trace in profile.traces]
    yield from ("", *table(("", *titles), _rows(profile.traces)))
    yield from ("", "## What users can set against it", "", f"{_runs(profile)}, in seconds, without traces.", "")
    names = [trace.contender for trace in profile.traces]
    rows = ([setting, *(f"{median_seconds(profile, setting, name):.1f}" for name in names)] for setting in SETTINGS)
    yield from table(("", *titles), rows)


def _runs(profile: Profile) -> str:
    runs = min(len(times) for setting in profile.settings.values() for times in setting.values())
    return f"Medians of {runs} runs" if runs > 1 else "One run each"


def _rows(traces: list[Trace]) -> Iterator[list[str]]:
    yield ["whole command, s", *(f"{each.seconds:.1f}" for each in traces)]
    yield ["the program runs, s", *(f"{each.program_seconds:.1f}" for each in traces)]
    yield ["at least one call to the provider is under way, s", *(f"{each.calling_seconds:.1f}" for each in traces)]
    for call in ("Check", "Create"):
        yield [f"all {call} calls together, s", *(_call(each, call) for each in traces)]
    yield ["the checkpoint is written, s", *(f"{each.checkpoint_seconds:.1f}" for each in traces)]
    yield ["times that it is written", *(f"{each.checkpoint_writes:,}" for each in traces)]
    yield ["its size in the end, MB", *(f"{each.checkpoint_bytes / 1e6:.2f}" for each in traces)]
    yield ["all that the engine wrote, MB", *(f"{each.written_mb:,.0f}" for each in traces)]
    for role, title in _ROLES.items():
        yield [f"processor time of {title}, s", *(f"{each.cpu_seconds[role]:.1f}" for each in traces)]


def _call(trace: Trace, name: str) -> str:
    number, seconds = trace.calls.get(name, (0, 0.0))
    return f"{seconds:.1f} ({number:,} calls)"
