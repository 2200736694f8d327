"""Where the time of an `up` goes, and what users can do about it.

The engine traces itself (`--otel-traces file:`): each call to a provider, each write of the checkpoint, the program's
run. Beside it stands the processor time of each process. The settings that spare the engine work on the checkpoint are
then timed without traces, in turn.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from .contenders import FLOOR, OURS
from .machine import busy_share, describe_machine
from .phases import UP
from .processes import ENGINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .contenders import Contender
    from .measurements import Machine
    from .plan import Plan
    from .service import Service
    from .stack import Command, Stack

SETTINGS: Mapping[str, Mapping[str, str]] = {
    "as it comes": {},
    "PULUMI_DIY_BACKEND_GZIP": {"PULUMI_DIY_BACKEND_GZIP": "true"},
    "PULUMI_DIY_BACKEND_ZSTD": {"PULUMI_DIY_BACKEND_ZSTD": "true"},
    "PULUMI_DISABLE_CHECKPOINT_BACKUPS": {"PULUMI_DISABLE_CHECKPOINT_BACKUPS": "true"},
    "PULUMI_SKIP_CHECKPOINTS": {"PULUMI_SKIP_CHECKPOINTS": "true"},
}

_CALLS = "pulumirpc.ResourceProvider/"
_WRITES = "gocloud.dev/blob.NewWriter"
_COPIES = "gocloud.dev/blob.Copy"


@dataclass(frozen=True, slots=True)
class Span:
    """One thing that the engine traced; times are seconds."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Trace:
    """One traced `up`."""

    contender: str
    seconds: float
    calls: dict[str, tuple[int, float]]
    """The calls to the provider by name: their number, and the sum of their times."""
    calling_seconds: float
    """How long at least one call was under way."""
    program_seconds: float
    checkpoint_writes: int
    checkpoint_seconds: float
    """How long the backend wrote checkpoints and their copies; making their text is not in it."""
    checkpoint_bytes: int
    """The size of the last."""
    written_mb: float
    """Everything the engine's process wrote."""
    cpu_seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """Traced runs, and the times with each setting."""

    machine: Machine
    shares: int
    busy: float
    traces: list[Trace]
    settings: dict[str, dict[str, list[float]]]
    """Seconds of each run, by setting and program."""


def measure_profile(plan: Plan, service: Service, say: Callable[[str], None]) -> Profile:
    """Profile `up` at the largest size of a plan."""
    shares, contenders = max(plan.sizes), [each for each in (FLOOR, OURS) if each in plan.contenders]
    busy = busy_share()
    traces = []
    for contender in contenders:
        traces.append(_trace(_Up(plan, service, contender, shares)))
        say(f"Traced {contender.name}: {traces[-1].seconds:.1f} s")
    settings: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for run in range(1, plan.runs + 1):
        for setting, variables in SETTINGS.items():
            for contender in contenders:
                seconds = _time(_Up(plan, service, contender, shares), variables)
                settings[setting][contender.name].append(round(seconds, 3))
                say(f"Run {run}, {setting}, {contender.name}: {seconds:.1f} s")
    return Profile(describe_machine(), shares, busy, traces, {name: dict(each) for name, each in settings.items()})


@dataclass(frozen=True, slots=True)
class _Up:
    """An `up` that creates everything."""

    plan: Plan
    service: Service
    contender: Contender
    shares: int

    def new_stack(self, folder: Path, variables: Mapping[str, str]) -> Stack:
        """Make the stack, with an environment of its own."""
        self.service.renew(self.plan.conditions)
        lenses = self.service.publish_lenses(self.contender, self.shares)
        return self.service.new_stack(self.contender, lenses, self.shares, folder, variables)

    def run(self, stack: Stack, *options: str) -> Command:
        """Run it."""
        arguments = (*UP.arguments, *options)
        return stack.engine(arguments, self.plan.limit(self.shares), f"{self.shares + 1} {UP.result}")


def _time(up: _Up, variables: Mapping[str, str]) -> float:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        return up.run(up.new_stack(Path(folder), variables)).seconds


def _trace(up: _Up) -> Trace:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        stack = up.new_stack(Path(folder), {})
        file = Path(folder) / "traces.json"
        command = up.run(stack, "--otel-traces", file.as_uri())
        with file.open() as lines:
            spans = read_spans(lines)
        return _sum_up(up.contender, command, spans, stack.checkpoint_bytes)


def read_spans(lines: Iterable[str]) -> list[Span]:
    """What the CLI's own process traced; the language host traces the same calls once more."""
    return [
        Span(each["name"], int(each["startTimeUnixNano"]) / 1e9, int(each["endTimeUnixNano"]) / 1e9)
        for line in lines
        for resource in json.loads(line)["resourceSpans"]
        if _service_name(resource) == "pulumi-cli"
        for scope in resource["scopeSpans"]
        for each in scope["spans"]
    ]


def _service_name(resource: dict[str, Any]) -> str:
    attributes = {each["key"]: each["value"] for each in resource["resource"]["attributes"]}
    return str(attributes.get("service.name", {}).get("stringValue", ""))


def seconds_covered(spans: Iterable[Span]) -> float:
    """How long at least one of the spans lasted."""
    covered, until = 0.0, float("-inf")
    for span in sorted(spans, key=lambda each: each.start):
        covered += max(0.0, span.end - max(span.start, until))
        until = max(until, span.end)
    return covered


def _sum_up(contender: Contender, command: Command, spans: list[Span], checkpoint_bytes: int) -> Trace:
    calls = [span for span in spans if span.name.startswith(_CALLS)]
    writes = [span for span in spans if span.name == _WRITES]
    copies = [span for span in spans if span.name == _COPIES]
    by_name: dict[str, list[Span]] = defaultdict(list)
    for span in calls:
        by_name[span.name.removeprefix(_CALLS)].append(span)
    return Trace(
        contender.name,
        round(command.seconds, 3),
        {name: (len(each), round(sum(s.end - s.start for s in each), 3)) for name, each in sorted(by_name.items())},
        round(seconds_covered(calls), 3),
        round(seconds_covered(span for span in spans if span.name == "run-program"), 3),
        len(writes),
        round(seconds_covered([*writes, *copies]), 3),
        checkpoint_bytes,
        round(sum(each.written_mb for each in command.watch.of(ENGINE)), 1),
        {role: round(seconds, 2) for role, seconds in command.watch.cpu_seconds().items()},
    )


def median_seconds(profile: Profile, setting: str, contender: str) -> float:
    """The median time of an `up` with a setting."""
    return median(profile.settings[setting][contender])
