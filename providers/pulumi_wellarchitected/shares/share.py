"""A share as AWS lists it, and a share as a resource asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import parse_share_id
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.principals import ShareKey
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
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
    permission: str = ""
    """What a share of a workload permits: READONLY or CONTRIBUTOR. Other shares have no permission."""
    sent_at: str = field(default="", compare=False)
    """When this process sent it (UTC, RFC 3339). AWS does not tell when a share was sent."""

    @property
    def is_live(self) -> bool:
        """Whether the share gives its principal access, or may still give it."""
        return statuses.is_live(self.status)

    @classmethod
    def from_summary(cls, summary: object) -> Share:
        """Read a row of the list operation; raises ValueError if it is none. Only the ID is always present."""
        if not isinstance(summary, Mapping):
            raise ValueError("a row is not an object")  # noqa: TRY004 - what is wrong is the answer
        texts = (clean(summary.get(name) or "") for name in ("SharedWith", "Status", "StatusMessage", "PermissionType"))
        return cls(parse_share_id(summary.get("ShareId")), *texts)

    @classmethod
    def just_sent(cls, share_id: str, principal: Principal, permission: str = "") -> Share:
        """A new share, with the status that AWS documents for it. A listing may soon show another."""
        status = statuses.PENDING if principal.is_invited else statuses.ASSOCIATING
        return cls(share_id, principal.text, status, permission=permission, sent_at=now())


def now() -> str:
    """The time in UTC, as RFC 3339 writes it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class ShareRequest:
    """A share as a resource asks for it."""

    target: Target
    principal: Principal
    permission: str = ""
    """What the share is to permit, where shares have a permission."""
    adopt_existing: bool = False
    wait_for_acceptance: bool = False
    timeouts: Mapping[str, timedelta] = field(default_factory=dict)
    """By operation: `create`, `delete`."""
    accepter: str = field(default="", compare=False)
    """The resource that may accept the share in the same program. Empty: there is none for its kind."""

    @property
    def key(self) -> ShareKey:
        """What identifies the share before it has an ID."""
        return ShareKey(self.target, self.principal.identity)

    def timeout(self, operation: str) -> timedelta:
        """How long an operation may wait. The default is 3 minutes."""
        return self.timeouts.get(operation, DEFAULT_TIMEOUT)
