"""What the measurements come to: medians, and ratios that are taken pair by pair within a round."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from .contenders import FLOOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .measurements import Measurement


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the ratios to the floor of the same round, and how far they lie apart."""

    median: float
    lowest: float
    highest: float
    pairs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Ratio:
        """Sum them up."""
        return cls(median(values), min(values), max(values), len(values))


class Figures:
    """The measurements that have not failed, by program, size and command."""

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        self._measurements = [each for each in measurements if not each.error]

    def of(self, contender: str, shares: int, phase: str) -> list[Measurement]:
        """The runs of one command."""
        return [m for m in self._measurements if (m.contender, m.shares, m.phase) == (contender, shares, phase)]

    def of_all_phases(self, contender: str, shares: int) -> list[Measurement]:
        """The runs of every command."""
        return [m for m in self._measurements if (m.contender, m.shares) == (contender, shares)]

    def pairs(self, contender: str, shares: int, phase: str) -> list[tuple[Measurement, Measurement]]:
        """The runs of one command, each with the floor's of the same round."""
        floors = {each.run: each for each in self.of(FLOOR.name, shares, phase)}
        return [(each, floors[each.run]) for each in self.of(contender, shares, phase) if each.run in floors]

    def seconds(self, contender: str, shares: int, phase: str) -> float | None:
        """The median time of a command."""
        runs = [each.seconds for each in self.of(contender, shares, phase)]
        return median(runs) if runs else None

    def time_ratio(self, contender: str, shares: int, phase: str) -> Ratio | None:
        """The time of a command against the floor's."""
        ratios = [own.seconds / floor.seconds for own, floor in self.pairs(contender, shares, phase)]
        return Ratio.of(ratios) if ratios else None

    def checkpoint_ratio(self, contender: str, shares: int) -> Ratio | None:
        """The size of the state after `up` against the floor's."""
        ratios = [own.checkpoint_bytes / floor.checkpoint_bytes for own, floor in self.pairs(contender, shares, "up")]
        return Ratio.of(ratios) if ratios else None

    def checkpoint_bytes_a_share(self, contender: str, shares: int) -> float | None:
        """The size of the state after `up`, divided among the shares."""
        sizes = [each.checkpoint_bytes / shares for each in self.of(contender, shares, "up")]
        return median(sizes) if sizes else None

    def peak_mb(self, contender: str, shares: int) -> float | None:
        """The most memory that the provider's process took in any command."""
        peaks = [each.memory.peak_mb for each in self.of_all_phases(contender, shares) if each.memory]
        return max(peaks) if peaks else None

    def growth_mb(self, contender: str, shares: int) -> float | None:
        """By how much the provider's process still grew in the second half of an `up`, at most."""
        growths = [each.memory.growth_mb for each in self.of(contender, shares, "up") if each.memory]
        return max(growths) if growths else None

    def most_calls(self, contender: str, shares: int, phase: str) -> dict[str, int] | None:
        """The answered calls of the run that made the most, by operation."""
        runs = [each.calls for each in self.of(contender, shares, phase)]
        return max(runs, key=lambda calls: sum(calls.values())) if runs else None
