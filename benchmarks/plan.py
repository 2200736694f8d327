"""What a run of the benchmark measures: sizes, runs, programs, and under which conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .conditions import Conditions
from .contenders import CONTENDERS, Contender
from .phases import PHASES, Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHARES = 4500  # 15 lenses an account and Region, 300 shares a lens: the service's quotas
_MOST_LENSES = 15
_SHARES_A_LENS = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of a run."""

    sizes: Sequence[int] = (50, 300, 1000)
    runs: int = 3
    contenders: Sequence[Contender] = tuple(CONTENDERS.values())
    phases: Sequence[Phase] = tuple(PHASES.values())
    conditions: Conditions = field(default_factory=Conditions)
    limit_seconds: float | None = None

    def limit(self, shares: int) -> float:
        """The seconds that a command may take: some times what the engine takes, whose checkpoints are quadratic."""
        return self.limit_seconds or 300 + 500 * (shares / 1000) ** 2


def lens_count(shares: int) -> int:
    """As few lenses as leave room for one more share on each, and no more than an account may have."""
    return min(shares // _SHARES_A_LENS + 1, _MOST_LENSES)


def shares_a_lens(shares: int) -> list[int]:
    """How many shares each lens gets: the programs deal them out in turn."""
    lenses = lens_count(shares)
    return [shares // lenses + (number < shares % lenses) for number in range(lenses)]
