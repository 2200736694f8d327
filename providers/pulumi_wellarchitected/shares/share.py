"""A share as AWS lists it, and a share as a resource asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.principals import PrincipalKind, ShareKey
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.principals import Principal

DEFAULT_TIMEOUT = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Share:
    """A share as AWS lists it."""

    share_id: str
    shared_with: str
    status: str
    status_message: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the share gives its principal access, or may still give it."""
        return statuses.is_live(self.status)

    @classmethod
    def from_summary(cls, summary: Mapping[str, Any]) -> Share:
        """Read a row of the list operation. Only the ID is always present."""
        return cls(
            summary["ShareId"],
            summary.get("SharedWith", ""),
            summary.get("Status", ""),
            summary.get("StatusMessage", ""),
        )

    @classmethod
    def just_sent(cls, share_id: str, principal: Principal) -> Share:
        """A new share, with the status that AWS documents for it. A listing may soon show another."""
        match principal.kind:
            case PrincipalKind.ACCOUNT | PrincipalKind.USER:
                return cls(share_id, principal.text, statuses.PENDING)
            case _:
                return cls(share_id, principal.text, statuses.ASSOCIATING)


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """A share as a resource asks for it."""

    target: Target
    principal: Principal
    adopt_existing: bool = False
    wait_for_acceptance: bool = False
    timeouts: Mapping[str, timedelta] = field(default_factory=dict)
    """By operation: `create`, `delete`."""

    @property
    def key(self) -> ShareKey:
        """What identifies the share before it has an ID."""
        return ShareKey(self.target, self.principal.identity)

    def timeout(self, operation: str) -> timedelta:
        """How long an operation may wait. The default is 3 minutes."""
        return self.timeouts.get(operation, DEFAULT_TIMEOUT)
