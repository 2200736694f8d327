"""The targets, and whether the figures meet them: computed from the measurements, never written down."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import TYPE_CHECKING

from .contenders import CONTENDERS, OURS
from .phases import REFRESH
from .plan import shares_a_lens
from .ratios import Figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .measurements import Results

TIMES = {"up": 1.15, "destroy": 1.15, "preview": 1.10, "no-change up": 1.10, "refresh": 1.30}
"""The most that a command may take, as a multiple of the floor's time."""
TIMED_SIZES = (300, 1000)
CHECKPOINT = 1.15
MEMORY_SIZE = 1000
MEMORY_MB = 120
FLAT = 0.05
"""What a process that has come to what it needs may still grow by in the second half of an `up`, of its peak."""
SINGLE_CREATE_CALLS = 3
PLUGIN_THREADS = 4
_PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Target:
    """One target: what was to be, and what is."""

    what: str
    limit: float
    measured: float
    unit: str = ""
    exact: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure is within the limit, or on it where it has to be."""
        return self.measured == self.limit if self.exact else self.measured <= self.limit


def evaluate(results: Results) -> list[Target]:
    """Every target that the results can tell anything of."""
    figures = Figures(results.measurements)
    return [
        *_times(results, figures),
        *_calls(results, figures),
        *_checkpoints(results, figures),
        *_memory(results, figures),
        *_start_up(results),
        *_failures(results),
    ]


def _times(results: Results, figures: Figures) -> Iterator[Target]:
    if results.conditions.throttled or results.conditions.skips_checkpoints:
        return  # the service sets the pace; the engine does not what it usually does
    for phase, limit in TIMES.items():
        for shares in (size for size in results.sizes if size in TIMED_SIZES):
            pairs = figures.pairs(OURS.name, shares, phase)
            if not pairs:
                continue
            waits = _listing_seconds(shares, results.conditions.latency_ms / 1000) if phase == REFRESH.name else 0
            ratios = [own.seconds / (floor.seconds + waits) for own, floor in pairs]
            unit = "x floor and listing" if waits else "x floor"
            yield Target(f"{phase} of {shares:,}", limit, median(ratios), unit)


def _listing_seconds(shares: int, latency: float) -> float:
    """How long a refresh waits at least, where each call takes so many seconds.

    The floor's creates and deletes take as long as a call. Its reads wait for nothing, while no share is read before
    its lens is listed, and each page of a listing names the next.
    """
    lenses = shares_a_lens(shares)
    return ceil(len(lenses) / PLUGIN_THREADS) * ceil(max(lenses) / _PAGE_SIZE) * latency


def _calls(results: Results, figures: Figures) -> Iterator[Target]:
    for shares in results.sizes:
        lenses = shares_a_lens(shares)
        pages = sum(ceil(each / _PAGE_SIZE) for each in lenses)
        for phase, limit, exact in (
            ("refresh", pages, True),
            ("up", shares + pages + 2 * len(lenses), False),
            ("destroy", shares, True),
        ):
            calls = figures.most_calls(OURS.name, shares, phase)
            if calls is not None:
                yield Target(f"{phase} of {shares:,} on {len(lenses)}", limit, sum(calls.values()), "calls", exact)
    if results.single_create_calls:
        calls_of_one = sum(results.single_create_calls.values())
        yield Target("one create on a lens with 300 shares", SINGLE_CREATE_CALLS, calls_of_one, "calls")


def _checkpoints(results: Results, figures: Figures) -> Iterator[Target]:
    for shares in results.sizes:
        ratio = figures.checkpoint_ratio(OURS.name, shares)
        if ratio:
            yield Target(f"checkpoint of {shares:,}", CHECKPOINT, ratio.median, "x floor")


def _memory(results: Results, figures: Figures) -> Iterator[Target]:
    for shares in (size for size in results.sizes if size >= MEMORY_SIZE):
        peak, growth = figures.peak_mb(OURS.name, shares), figures.growth_mb(OURS.name, shares)
        if peak is not None and growth is not None:
            yield Target(f"provider's process at {shares:,}", MEMORY_MB, peak, "MB")
            yield Target(f"its growth in the second half of up at {shares:,}", FLAT * peak, growth, "MB")


def _failures(results: Results) -> Iterator[Target]:
    """A run that failed has no figures that could miss a target, and is a missed one itself."""
    for each in results.of_every_round():
        if each.error:
            what = (
                f"failures of {each.phase} of {each.shares:,} with {CONTENDERS[each.contender].title}, run {each.run}"
            )
            yield Target(what, 0, 1, "times", exact=True)


def _start_up(results: Results) -> Iterator[Target]:
    for each in results.imports:
        if each.is_to_do_without:
            yield Target(f"botocore imported by {each.what}", 0, int(each.has_botocore), "times", exact=True)
