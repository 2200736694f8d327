"""The statuses of a share, and what they mean for a resource.

The service model names eight. AWS may add more at any time. An unknown status counts as live, so that no share is
deleted or sent again by mistake.
"""

from __future__ import annotations

PENDING = "PENDING"
ACCEPTED = "ACCEPTED"
REJECTED = "REJECTED"
EXPIRED = "EXPIRED"
REVOKED = "REVOKED"
ASSOCIATING = "ASSOCIATING"
ASSOCIATED = "ASSOCIATED"
FAILED = "FAILED"

ALL = (ACCEPTED, ASSOCIATED, ASSOCIATING, EXPIRED, FAILED, PENDING, REJECTED, REVOKED)

DEAD = frozenset({EXPIRED, FAILED, REJECTED, REVOKED})
"""The share gives no access any more, but its row prevents a new share with the same principal."""

RESEND_ON = (EXPIRED, REVOKED, FAILED)
"""The default of `resend_on`. The consumer decided on REJECTED, so sending again is opt-in."""


def is_live(status: str) -> bool:
    """Whether a share with this status gives access, or may still give it."""
    return status not in DEAD
