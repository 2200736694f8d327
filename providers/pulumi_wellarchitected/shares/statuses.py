"""The statuses of a share, and what they mean for a resource.

The service model names eight. AWS may add more at any time. An unknown status counts as live, so that no share is
deleted or sent again by mistake.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

PENDING = "PENDING"
ACCEPTED = "ACCEPTED"
REJECTED: Literal["REJECTED"] = "REJECTED"
EXPIRED: Literal["EXPIRED"] = "EXPIRED"
REVOKED: Literal["REVOKED"] = "REVOKED"
ASSOCIATING = "ASSOCIATING"
ASSOCIATED = "ASSOCIATED"
FAILED: Literal["FAILED"] = "FAILED"

ALL = (ACCEPTED, ASSOCIATED, ASSOCIATING, EXPIRED, FAILED, PENDING, REJECTED, REVOKED)

DeadStatus: TypeAlias = Literal["EXPIRED", "FAILED", "REJECTED", "REVOKED"]
"""The statuses of a share that gives no access any more, for annotations."""

DEAD: frozenset[str] = frozenset(get_args(DeadStatus))
"""The share gives no access any more, but its row prevents a new share with the same principal."""

RESEND_ON: tuple[DeadStatus, ...] = (EXPIRED, REVOKED, FAILED)
"""The default of `resend_on`. The consumer decided on REJECTED, so sending again is opt-in."""


def is_live(status: str) -> bool:
    """Whether a share with this status gives access, or may still give it."""
    return status not in DEAD
