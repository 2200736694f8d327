"""The life of an acceptance: settled, found again, and rejected in the end where the user wants that.

A lens counts as accepted if GetLens shows it to the consumer, whoever accepted it. Without that, an invitation that was
rejected, that has expired, and that never existed all look the same: none of them is listed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
)
from pulumi_wellarchitected.invitations.inbox import LOOK_SECONDS, POLL_SECONDS
from pulumi_wellarchitected.invitations.invitation import PENDING, REJECT, Acceptance, Invitation
from pulumi_wellarchitected.invitations.settlement import Settlement

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Messages, Polling
    from pulumi_wellarchitected.errors import ServiceError
    from pulumi_wellarchitected.invitations.inbox import Inbox
    from pulumi_wellarchitected.invitations.invitation import Answer, SharedLens


class Acceptances:
    """What the caller's account has accepted in one Region, for all threads of this process."""

    def __init__(self, inbox: Inbox, polling: Polling, messages: Messages) -> None:
        self._inbox = inbox
        self._api = inbox.api
        self._polling = polling
        self._messages = messages

    def find_consumer(self, target: Target) -> str:
        """The account of the credentials. Raises WrongAccountError if it owns the lens."""
        return self._api.find_consumer(target)

    def settle(self, answer: Answer, account: str | None = None) -> Acceptance:
        """Answer the invitation to a lens. `account` is that of the state, if there is one already."""
        if account:
            self._require(account, answer.target)
        consumer = self._api.find_consumer(answer.target)
        return Settlement(answer, consumer, self._inbox, self._polling, self._messages).settle()

    def find(self, target: Target, account: str) -> Acceptance | None:
        """Find the acceptance by an account, or a pending invitation. None: there is neither."""
        self._require(account, target)
        if lens := self._find_lens(target):
            return Acceptance.seen(account, lens)
        pending = self._find_pending(target)
        return Acceptance.unseen(account, PENDING, pending) if pending else None

    def reject(self, target: Target, account: str, invitation_id: str) -> ServiceError | None:
        """Reject an invitation that was accepted. Returns why AWS does not allow that, if it does not."""
        self._require(account, target)
        try:
            lens = self._api.get_lens(target)
        except NotFoundError:
            return None  # the owner has ended the share
        except AccessDeniedError:
            lens = None  # the invitation itself decides
        invitation_id = (lens.invitation_id if lens else "") or invitation_id
        if not invitation_id:
            return NotFoundError(f"Lens {target} came without an invitation, so there is none to reject.")
        return self._reject(target, Invitation(invitation_id, target.text))

    def _reject(self, target: Target, invitation: Invitation) -> ServiceError | None:
        try:
            self._inbox.answer(invitation, REJECT)
        except (ConflictError, InvalidRequestError, NotFoundError) as refusal:
            return refusal
        except OutcomeUnknownError:
            if self._polling.unless_gone(partial(self._api.get_lens, target)):
                raise
        return None

    def _find_lens(self, target: Target) -> SharedLens | None:
        try:
            return self._polling.unless_gone(partial(self._api.get_lens, target))
        except AccessDeniedError:
            if self._find_pending(target):
                return None  # an invitation that waits proves that the lens is not accepted
            raise

    def _find_pending(self, target: Target) -> Invitation | None:
        """Find an invitation. None: it is missing from a new listing too, since an older one proves nothing."""
        pending = self._inbox.find(target, LOOK_SECONDS) or self._inbox.find(target, POLL_SECONDS)
        return pending[0] if pending else None

    def _require(self, account: str, target: Target) -> None:
        self._api.require_consumer(account, f"look at the acceptance of lens {target}")
