"""The statuses of a share, and what they mean for a resource.

The service's model names eight. A ninth may appear on any day: what nobody has heard of is taken for live, so that no
share is deleted or sent again by mistake.
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
"""The share gives nobody anything any more, but its row stands in the way of a new one."""

RESEND_ON = (EXPIRED, REVOKED, FAILED)
"""The default of `resend_on`. REJECTED is a decision of the consumer's: sending again is opt-in."""


def is_live(status: str) -> bool:
    """Whether a share with this status gives, or may yet give, its principal the lens."""
    return status not in DEAD
