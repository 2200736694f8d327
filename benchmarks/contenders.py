"""The programs that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PROGRAMS = Path(__file__).with_name("programs")


@dataclass(frozen=True, slots=True)
class Contender:
    """One program, and where it can run."""

    name: str
    title: str
    account: str
    """Whose lenses it shares, so that its calls can be told from another's."""
    makes_calls: bool = True
    most_shares: int | None = None
    """With more than these it is known to stop; it is tried with a preview, which leaves nothing behind."""
    most_runs: int | None = None

    @property
    def folder(self) -> Path:
        """The Pulumi project."""
        return _PROGRAMS / self.name


FLOOR = Contender("floor", "no-op resources (the floor)", "111111111111", makes_calls=False)
OURS = Contender("ours", "LensShare", "222222222222")
# It takes thrice the time of the others and decides no target, so that one run of it has to do.
NAIVE = Contender("naive", "naive dynamic provider", "333333333333", most_shares=300, most_runs=1)

CONTENDERS = {each.name: each for each in (FLOOR, OURS, NAIVE)}
