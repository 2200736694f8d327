"""The pending invitations of one Region, listed once for many resources, and the answers that this process has sent."""

from __future__ import annotations

import time
from operator import attrgetter
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import Listing
from pulumi_wellarchitected.invitations.invitation import find_invitations

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.invitations.api import InvitationsApi
    from pulumi_wellarchitected.invitations.invitation import Invitation

LOOK_SECONDS = 10.0
"""How old a listing may be for a first look or a refresh. It serves many resources."""
POLL_SECONDS = 1.0
"""How old a listing may be for those that wait for an invitation."""
_NEW = -1.0
"""The age that no listing has, so that a new one is made."""


class Inbox:
    """The invitations of the caller's account, for all threads of this process."""

    def __init__(self, api: InvitationsApi, clock: Callable[[], float] = time.monotonic) -> None:
        self.api = api
        self._listing: Listing[Invitation] = Listing(api.list, attrgetter("invitation_id"), clock)

    def pending(self, max_age: float) -> list[Invitation]:
        """List every pending invitation, as it was at most so many seconds ago."""
        return list(self._listing.rows(max_age).values())

    def find(self, target: Target, max_age: float) -> list[Invitation]:
        """Find the pending invitations to a lens."""
        return find_invitations(self.pending(max_age), target)

    def is_pending(self, invitation: Invitation) -> bool:
        """Whether an invitation still waits. Asks AWS."""
        return any(each.invitation_id == invitation.invitation_id for each in self.pending(_NEW))

    def answer(self, invitation: Invitation, action: str) -> None:
        """Answer an invitation and record that. Makes one API call."""
        self.api.answer(invitation, action)
        self._listing.forget(invitation.invitation_id)
