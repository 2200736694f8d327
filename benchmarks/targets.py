"""The targets, and whether the figures meet them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import ceil

from .measurements import Results
from .plan import BARE, DESTROY, EXCLUSIVE, FLOOR, NO_CHANGE, OURS, PROGRAMS, REFRESH, SHARES_A_LENS, UP, Program

TIMES: dict[tuple[Program, Program], dict[str, float]] = {
    (OURS, FLOOR): {"up": 1.15, "destroy": 1.15, "preview": 1.10, "no-change up": 1.10, "refresh": 1.30},
    (OURS, BARE): {"up": 1.08, "destroy": 1.08},
    (EXCLUSIVE, FLOOR): {"up": 0.50, "destroy": 0.40, "no-change up": 0.50},
}
"""The most time that a program may take for a command, as a multiple of what another program takes."""
TIMED_SIZES = {OURS: (300, 1000), EXCLUSIVE: (300,)}
STATE = 1.10
MEMORY_SIZE = 1000
MEMORY_MB = 120
GROWTH = 0.05
"""The part of its peak by which the plugin may grow in the second half of an `up`."""
SINGLE_CREATE_CALLS = 3
LOOKUP_CALLS_A_LENS = 3
_PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Target:
    """A limit, and the figure that has to be within it, or equal to it."""

    what: str
    limit: float
    measured: float
    unit: str
    exact: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure is within the limit."""
        return self.measured == self.limit if self.exact else self.measured <= self.limit


def evaluate(results: Results) -> list[Target]:
    """Every target that the results have figures for."""
    return [
        *_times(results),
        *_states(results),
        *_calls(results),
        *_memory(results),
        *_imports(results),
        *_failures(results),
    ]


def _times(results: Results) -> Iterator[Target]:
    if results.conditions.throttled or results.conditions.skips_checkpoints:
        return  # the limits are for the usual service and engine
    for (program, base), limits in TIMES.items():
        for phase, limit in limits.items():
            if program.declares_lists and phase == DESTROY.name and results.conditions.latency_ms:
                continue  # ten deletes wait side by side, and four of the floor: where calls are slow, only up counts
            for shares in (size for size in results.sizes if size in TIMED_SIZES[program]):
                waits = _listing_seconds(results, shares) if (base, phase) == (FLOOR, REFRESH.name) else 0
                if ratio := results.time_ratio(program, base, shares, phase, waits):
                    unit = f"x {base.title}{' and listing' if waits else ''}"
                    yield Target(_what(program, phase, shares), limit, ratio.median, unit)


def _what(program: Program, phase: str, shares: int) -> str:
    return f"{phase} of {'a list of ' if program.declares_lists else ''}{shares:,}"


def _listing_seconds(results: Results, shares: int) -> float:
    """The latency of a refresh's calls, at least. The floor's reads do not wait for it.

    The last page of a lens comes when all pages before it have come, since each contains the token of the next one. All
    lenses can be listed at once.
    """
    return ceil(max(OURS.shares_a_lens(shares)) / _PAGE_SIZE) * results.conditions.latency_ms / 1000


def _states(results: Results) -> Iterator[Target]:
    for shares in results.sizes:
        if ratio := results.state_ratio(OURS, FLOOR, shares):
            yield Target(f"state of {shares:,}", STATE, ratio.median, f"x {FLOOR.title}")


def _calls(results: Results) -> Iterator[Target]:
    for program, shares in product((OURS, EXCLUSIVE), results.sizes):
        lenses = program.shares_a_lens(shares)
        pages = sum(ceil(each / _PAGE_SIZE) for each in lenses)
        lookups = len(lenses) * (1 if program.declares_lists else LOOKUP_CALLS_A_LENS)
        limits = {REFRESH: pages, UP: shares + lookups, NO_CHANGE: 0, DESTROY: shares}
        for phase, limit in limits.items():
            calls = results.most_calls(program, shares, phase.name)
            if calls is not None:
                what = f"{_what(program, phase.name, shares)} on {len(lenses)}"
                is_exact = program.declares_lists or phase is not UP
                yield Target(what, limit, sum(calls.values()), "calls", is_exact)
    one_create = f"one create on a lens with {SHARES_A_LENS} shares"
    yield Target(one_create, SINGLE_CREATE_CALLS, sum(results.single_create_calls.values()), "calls")


def _memory(results: Results) -> Iterator[Target]:
    for shares in (size for size in results.sizes if size >= MEMORY_SIZE):
        if peak := results.peak_mb(OURS, shares):
            yield Target(f"the plugin's memory at {shares:,}", MEMORY_MB, peak, "MB")
            growth = results.growth_mb(OURS, shares)
            yield Target(f"its growth in the second half of up at {shares:,}", GROWTH * peak, growth, "MB")


def _imports(results: Results) -> Iterator[Target]:
    for each in results.imports:
        if each.is_ours:
            yield Target(f"boto3 in the import of {each.what}", 0, int(each.has_boto3), "times", exact=True)


def _failures(results: Results) -> Iterator[Target]:
    for each in results.failures:
        what = f"failures of {each.phase} of {each.shares:,} with {PROGRAMS[each.program].title}, round {each.run}"
        yield Target(what, 0, 1, "times", exact=True)
