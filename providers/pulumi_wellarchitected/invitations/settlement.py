"""One answer to the invitation to one lens: found, waited for, sent, and looked for if its answer was lost.

GetLens decides. UpdateShareInvitation has no token, so an answer that was lost is not sent again before a look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import LAG_SECONDS, remaining
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
)
from pulumi_wellarchitected.invitations.inbox import LOOK_SECONDS, POLL_SECONDS
from pulumi_wellarchitected.invitations.invitation import (
    ACCEPT,
    PENDING,
    REJECT,
    REJECTED,
    Acceptance,
    choose,
    describe,
)

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws import Messages, Polling
    from pulumi_wellarchitected.errors import ServiceError
    from pulumi_wellarchitected.invitations.inbox import Inbox
    from pulumi_wellarchitected.invitations.invitation import Answer, Invitation, SharedLens

_VISIBLE_SECONDS = 60.0
"""How long an accepted lens may stay invisible before the create ends."""

_MAY_BE_ANSWERED = (ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError)
"""Failures of an answer after which the invitation may be answered."""


class Settlement:
    """One answer, for one account."""

    def __init__(self, answer: Answer, account: str, inbox: Inbox, polling: Polling, messages: Messages) -> None:
        self._answer = answer
        self._account = account
        self._inbox = inbox
        self._polling = polling
        self._messages = messages
        self._denied: AccessDeniedError | None = None
        """Why AWS does not show the lens. It may call a lens "denied" that is not accepted yet."""

    def settle(self) -> Acceptance:
        """Answer the invitation, unless the lens is as it should be already."""
        lens = self._look()
        if lens and lens.may_come_from(self._answer.invitation_id):
            return self._keep(lens)
        invitation, lens = self._wait_for_invitation(lens)
        if invitation:
            return self._accept(invitation) if self._answer.action == ACCEPT else self._reject(invitation)
        return self._keep(lens) if lens else self._do_without()

    def _wait_for_invitation(self, lens: SharedLens | None) -> tuple[Invitation | None, SharedLens | None]:
        """Look for the invitation and the lens in turn, until one of them is there or the time is over.

        A lens that came by another invitation than the wanted one may be on its way out: the wanted one may have
        replaced the other just now. So the wanted one gets the time that a listing may lag.
        """
        patience = LAG_SECONDS if lens else self._answer.patience.total_seconds()
        max_age = LOOK_SECONDS
        for attempt, _ in enumerate(self._polling.attempts(min(patience, remaining()))):
            if attempt:
                lens, max_age = self._look(), POLL_SECONDS
                if lens and lens.may_come_from(self._answer.invitation_id):
                    break
            if invitation := choose(self._inbox.pending(max_age), self._answer, self._account):
                return invitation, lens
        return None, lens

    def _accept(self, invitation: Invitation) -> Acceptance:
        failure = self._send(invitation)
        lens = self._wait_for_lens(LAG_SECONDS if failure else _VISIBLE_SECONDS)
        if failure and not (lens and self._is_answered(invitation, lens)):
            raise failure
        if lens:
            return Acceptance.seen(self._account, lens, invitation.invitation_id)
        self._messages.warn(
            f"Accepted invitation {invitation.invitation_id} to lens {self._answer.target}, but AWS does not show the "
            f"lens to account {self._account} yet. The next up looks again.{self._told()}"
        )
        return Acceptance.unseen(self._account, PENDING, invitation)

    def _reject(self, invitation: Invitation) -> Acceptance:
        if failure := self._send(invitation):
            lens = self._look()
            if lens and lens.may_come_from(invitation.invitation_id):
                return self._keep(lens)
            if self._inbox.is_pending(invitation):
                raise failure
        return Acceptance.unseen(self._account, REJECTED, invitation)

    def _send(self, invitation: Invitation) -> ServiceError | None:
        """Send the answer. Returns a failure after which it may have taken effect, and raises any other."""
        try:
            self._inbox.answer(invitation, self._answer.action)
        except _MAY_BE_ANSWERED as failure:
            return failure
        return None

    def _wait_for_lens(self, seconds: float) -> SharedLens | None:
        for _ in self._polling.attempts(min(seconds, remaining())):
            try:
                lens = self._look()
            except OutcomeUnknownError:
                continue  # the next attempt may get an answer
            if lens:
                return lens
        return None

    def _is_answered(self, invitation: Invitation, lens: SharedLens) -> bool:
        """Whether an invitation was accepted after all. The lens may have come by another one."""
        return lens.may_come_from(invitation.invitation_id) or not self._inbox.is_pending(invitation)

    def _look(self) -> SharedLens | None:
        """Look at the lens. None: it is not accepted, for which AWS may have two answers."""
        try:
            return self._inbox.api.get_lens(self._answer.target)
        except NotFoundError:
            return None
        except AccessDeniedError as denied:
            self._denied = denied
            return None

    def _keep(self, lens: SharedLens) -> Acceptance:
        """Leave an accepted lens as it is, whoever accepted it."""
        if self._answer.action == REJECT:
            raise ConflictError(
                f"Could not reject the invitation to lens {self._answer.target}: account {self._account} has access to "
                f"the lens already. Only its owner, account {self._answer.target.account}, can end that, by deleting "
                f"the share. Set action to ACCEPT, or remove the resource."
            )
        return Acceptance.seen(self._account, lens)

    def _do_without(self) -> Acceptance:
        """End the search for an invitation. Without one, there is nothing to accept, and nothing left to reject."""
        if self._answer.action == REJECT:
            self._messages.warn(
                f"{self._missing()} So there is nothing to reject. If a later refresh sees one, the next up rejects it."
            )
            return Acceptance.unseen(self._account, REJECTED, None)
        raise NotFoundError(
            f"{self._missing()} The owner sees its status with `aws wellarchitected list-lens-shares`: it may be "
            f"EXPIRED (after 7 days) or REJECTED, and has to be sent again.{self._told()}"
        )

    def _missing(self) -> str:
        answer, place = self._answer, f"in account {self._account} ({self._inbox.api.region})"
        if not answer.invitation_id:
            return f"No invitation to lens {answer.target} waits {place}."
        others = ", ".join(describe(each) for each in self._inbox.find(answer.target, LOOK_SECONDS))
        other = f"Others do: {others}." if others else "No other one does."
        return f"Invitation {answer.invitation_id} to lens {answer.target} does not wait {place}. {other}"

    def _told(self) -> str:
        return f" {self._denied}" if self._denied else ""
