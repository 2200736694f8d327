"""The shares of one lens: how they are adopted, sent and deleted.

The calls themselves are in lens_shares_api.py, the looks in finding.py, the waiting in settling.py; what a resource
makes of all this is in lens_share_provider.py.
"""

from __future__ import annotations

import uuid
from threading import Lock
from typing import TYPE_CHECKING

from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.errors import (
    AlreadySharedError,
    ConflictError,
    InvalidRequestError,
    WellArchitectedError,
    NotFoundError,
    OutcomeUnknownError,
)
from pulumi_wellarchitected.shares.directory import Finding
from pulumi_wellarchitected.shares.api import Share
from pulumi_wellarchitected.shares.listing import Listing
from pulumi_wellarchitected.principals import PrincipalKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from pulumi_wellarchitected.shares.ownership import Holdings
    from pulumi_wellarchitected.plugin.inputs import LensShareInputs
    from pulumi_wellarchitected.shares.api import LensSharesApi
    from pulumi_wellarchitected.shares.polling import Polling
    from pulumi_wellarchitected.principals import Principal

_LOST_ANSWER_SECONDS = 10
"""How long a share whose answer was lost is looked for: what was just written may not be listed yet."""

_ASK_AGAIN = (ConflictError, InvalidRequestError, OutcomeUnknownError)
"""Failures of a delete after which the share may be gone: a missing one sometimes comes as a ValidationException."""


class LensShares:
    """The shares of one lens, for all threads of this process."""

    def __init__(self, api: LensSharesApi, polling: Polling, holdings: Holdings) -> None:
        self.lens = api.lens
        self._api = api
        self._polling = polling
        self._holdings = holdings
        self._listing = Listing(api.list_shares, polling.clock)
        self.finding = Finding(api, self._listing)
        self._changing: dict[str, Lock] = {}

    def adopt_or_send(self, inputs: LensShareInputs) -> Share:
        """Take over the live share with the principal where that is wanted, or send one where there is none."""
        with self._one_change_of(inputs.principal):
            there = self.finding.find_for_create(inputs.principal)
            if live := _live(there):
                share = self._adopt(live, inputs)
            else:
                self._delete_dead(there)
                share = self._send(inputs)
            self._listing.record(share)
            self._holdings.hold(share.share_id)
            return share

    def delete(self, share_id: str, principal: Principal, timeout: timedelta) -> bool:
        """Delete a share, unless a resource of this program holds it; returns whether it was deleted."""
        with self._one_change_of(principal):  # or somebody could adopt it between the question and the delete
            if self._holdings.is_held(share_id):
                return False
            self._delete_until_gone(share_id, principal, timeout)
            return True

    def withdraw(self, share_id: str, principal: Principal, timeout: timedelta) -> None:
        """Delete a share that this process itself has sent or adopted."""
        with self._one_change_of(principal):
            self._delete_until_gone(share_id, principal, timeout)

    def _one_change_of(self, principal: Principal) -> Lock:
        return self._changing.setdefault(principal.identity, Lock())

    def _adopt(self, share: Share, inputs: LensShareInputs) -> Share:
        there = (
            f"Lens share with {inputs.principal} already exists on {self.lens} (id {share.share_id}, {share.status})"
        )
        if self._holdings.is_held(share.share_id):
            raise AlreadySharedError(f"{there}, and another resource of this program holds it. Remove one of the two.")
        if not inputs.adopt_existing:
            raise AlreadySharedError(
                f"{there}. Set adopt_existing=True to manage it here, import it, or delete it first; if the resource "
                f"was renamed, name the old one in ResourceOptions(aliases=[...])."
            )
        return share

    def _send(self, inputs: LensShareInputs) -> Share:
        # A token made from lens and principal could replay the answer to a share that is long deleted.
        token = str(uuid.uuid4())
        try:
            share_id = self._api.create(inputs.principal, token)
        except ConflictError:
            if live := _live(self.finding.find(inputs.principal)):
                return self._adopt(live, inputs)
            raise
        except OutcomeUnknownError as lost:
            return self._find_lost(inputs, token, lost)
        return _just_sent(share_id, inputs.principal)

    def _find_lost(self, inputs: LensShareInputs, token: str, lost: OutcomeUnknownError) -> Share:
        """The share that a create without an answer has made: there was none with this principal before."""
        for _ in self._polling.attempts(_LOST_ANSWER_SECONDS):
            try:
                there = self.finding.find(inputs.principal)
            except WellArchitectedError:
                break  # the first failure is the one to tell of
            if live := _live(there):
                return self._confirm(live, inputs, token)
        raise type(lost)(
            f"{lost} Whether the share was sent is not known; if the next run finds it, adopt_existing=True takes "
            f"it over."
        )

    def _confirm(self, found: Share, inputs: LensShareInputs, token: str) -> Share:
        """Ask whose the share is that was found after a lost answer: somebody else may have sent it meanwhile.

        The same token gets the same answer, as AWS documents it; for how long is not known. A refusal means that the
        token is unknown, and so is whose the share is: it is taken over only where that is asked for.
        """
        try:
            share_id = self._api.create(inputs.principal, token)
        except OutcomeUnknownError:
            return found  # nothing says that it is another's, and an error would keep its ID out of the state
        except WellArchitectedError:
            return self._adopt(found, inputs)
        return found if found.share_id == share_id else _just_sent(share_id, inputs.principal)

    def _delete_until_gone(self, share_id: str, principal: Principal, timeout: timedelta) -> None:
        """Delete until the service says that the share is gone. A listing that lags says nothing, either way."""
        failure: WellArchitectedError | None = None
        for _ in self._polling.attempts(timeout.total_seconds()):
            failure = self._try_to_delete(share_id)
            if failure is None:
                return
            share = self._find_after(failure, share_id, principal)
            if share is None and isinstance(failure, InvalidRequestError):
                return  # which the service sometimes says of a share that is gone
            if share and share.status != statuses.ASSOCIATING:
                if not isinstance(failure, InvalidRequestError):
                    # The association may have ended since the delete was refused, or its answer alone was lost.
                    failure = self._try_to_delete(share_id)
                break
        if failure:
            raise failure

    def _delete_dead(self, shares: Iterable[Share]) -> None:
        for share in shares:
            if failure := self._try_to_delete(share.share_id):
                raise failure

    def _try_to_delete(self, share_id: str) -> WellArchitectedError | None:
        """Return the failure after which only a listing tells whether the share is there; raise any other."""
        try:
            self._api.delete(share_id, str(uuid.uuid4()))
        except NotFoundError:
            pass
        except _ASK_AGAIN as failure:
            return failure
        self._listing.forget(share_id)
        return None

    def _find_after(self, failure: WellArchitectedError, share_id: str, principal: Principal) -> Share | None:
        try:
            return self.finding.find_as_owner(share_id, principal)
        except NotFoundError:
            return None  # the lens is gone, and its shares with it
        except WellArchitectedError:
            raise failure from None  # the first failure is the one to tell of


def _live(shares: Iterable[Share]) -> Share | None:
    return next((share for share in shares if share.is_live), None)


def _just_sent(share_id: str, principal: Principal) -> Share:
    """A new share, in the status in which AWS documents it to begin; a listing may show another soon."""
    match principal.kind:
        case PrincipalKind.ACCOUNT | PrincipalKind.USER:
            return Share(share_id, principal.text, statuses.PENDING)
        case _:
            return Share(share_id, principal.text, statuses.ASSOCIATING)
