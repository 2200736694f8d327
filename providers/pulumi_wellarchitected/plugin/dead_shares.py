"""What a run has found out about dead shares, told when the plugin's process ends.

A line a share would be 300 lines for a lens that nobody accepted in time. And `up --refresh` asks twice about each
share, after the refresh and for the program, of which the second question tells what happens.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pulumi_wellarchitected.plugin.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pulumi_wellarchitected.principals import Principal

_MOST_LINES = 3
"""The most shares of one target that get a line each."""
_MOST_NAMED = 5


class Fate(Enum):
    """What becomes of a dead share: a sentence about one, and about many."""

    SENT_NOW = (
        "{Noun} share is {status}: this up {sends} {principals}.",
        "{count} {noun} shares of {target} are {status}: this up sends them again ({principals}).",
    )
    SENT_NEXT = (
        "{Noun} share is {status}: the next up {sends} {principals}.",
        "{count} {noun} shares of {target} are {status}: the next up sends them again ({principals}).",
    )
    PROTECTED = (
        "{Noun} share with {principals} is {status} and protected: unprotect it to send it again.",
        (
            "{count} {noun} shares of {target} are {status} and protected: unprotect them to send them again "
            "({principals})."
        ),
    )
    KEPT = (
        "{principals} has rejected the {noun} share. To send it again, put {status} into resend_on.",
        (
            "{count} {noun} shares of {target} are {status}. To send them again, put {status} into resend_on "
            "({principals})."
        ),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Shares about which one sentence can be said."""

    noun: str
    target: str
    status: str
    fate: Fate
    is_invited: bool

    def lines(self, principals: Sequence[str]) -> Iterator[str]:
        one, many = self.fate.value
        if len(principals) <= _MOST_LINES:
            yield from (self._fill(one, each) for each in principals)
            return
        rest = len(principals) - _MOST_NAMED
        named = ", ".join(principals[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
        yield self._fill(many, named, len(principals))

    def _fill(self, sentence: str, principals: str, count: int = 1) -> str:
        return sentence.format(
            Noun=self.noun.capitalize(),
            noun=self.noun,
            target=self.target,
            status=self.status,
            principals=principals,
            sends="sends a new invitation to" if self.is_invited else "sends it again to",
            count=count,
        )


class DeadShares:
    """The dead shares that a run has met. Each method is one atomic operation of a dictionary."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], tuple[_Group, str]] = {}

    def record(self, noun: str, target: str, principal: Principal, status: str, fate: Fate) -> None:
        """Record a share. What is recorded later counts. Secrets are hidden now, while the verb runs."""
        group = _Group(noun, redact(target), status, fate, principal.is_invited)
        self._met[target, principal.identity] = (group, redact(principal.text))

    def lines(self) -> list[str]:
        """The sentences about all shares that were met."""
        groups: defaultdict[_Group, list[str]] = defaultdict(list)
        for group, principal in self._met.values():
            groups[group].append(principal)
        return [line for group, principals in groups.items() for line in group.lines(sorted(principals))]
