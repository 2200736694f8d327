"""The life of the shares of one target: adopted or sent, waited for, found and deleted.

What a resource does with this is in plugin/verbs. How a share is found is in directory.py.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import (
    AlreadySharedError,
    NotFoundError,
    OutcomeUnknownError,
    ServiceError,
    ShareFailedError,
    WellArchitectedError,
)
from pulumi_wellarchitected.ownership import ADOPT_ONCE
from pulumi_wellarchitected.principals import ShareKey
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.deletion import delete_until_gone, find_after, try_to_delete
from pulumi_wellarchitected.shares.kind import ENABLE_ORGANIZATION_SHARING
from pulumi_wellarchitected.shares.share import now
from pulumi_wellarchitected.shares.waiting import describe, wait_until_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

    from pulumi_wellarchitected.aws import Messages, Polling
    from pulumi_wellarchitected.ownership import Ownership
    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.directory import Directory
    from pulumi_wellarchitected.shares.kind import ShareKind
    from pulumi_wellarchitected.shares.share import Share, ShareRequest

_UNLISTED_SECONDS = 10
"""How long a share whose answer was lost may stay unlisted before it counts as not sent: listings lag."""


class Shares:
    """The shares of one target, for all threads of this process."""

    def __init__(
        self, kind: ShareKind, directory: Directory, ownership: Ownership, polling: Polling, messages: Messages
    ) -> None:
        self._kind = kind
        self._directory = directory
        self._ownership = ownership
        self._polling = polling
        self._messages = messages
        self._locks: dict[ShareKey, Lock] = {}

    def find(self, share_id: str, principal: Principal | None) -> Share | None:
        """Find a share of the state. None: it is gone, or its target is, and the target's account says so."""
        return self._polling.unless_gone(partial(self._directory.find_for_read, share_id, principal))

    def find_with(self, principal: Principal) -> Share | None:
        """Find the share with a principal, a live one first. None: there is none, or its target is gone."""
        return self._polling.unless_gone(partial(self._directory.find_for_get, principal))

    def find_all(self) -> list[Share]:
        """Find all shares, live or dead."""
        return list(self._directory.rows().values())

    def find_all_for_read(self) -> list[Share] | None:
        """Find all shares. None: the target is gone, and its account says so."""
        rows = self._polling.unless_gone(self._directory.rows_for_read)
        return None if rows is None else list(rows.values())

    def adopt_or_send(self, request: ShareRequest) -> Share:
        """Adopt the live share with the principal, or send one if there is none."""
        with self._lock(request.principal.identity):
            existing = self._directory.find_for_create(request.principal)
            live = _live(existing)
            share = self._adopt(live, request) if live else self._send_after(existing, request)
            self._ownership.own(share.share_id)
            return share

    def send(self, request: ShareRequest, dead: Sequence[Share]) -> Share:
        """Send a share where a listing has shown no live one. The dead ones with the principal are deleted before."""
        with self._lock(request.principal.identity):
            share = self._send_after(dead, request)
            self._ownership.own(share.share_id)
            return share

    def keep(self, share_id: str) -> None:
        """Record that a resource of this program owns an existing share."""
        self._ownership.own(share_id)

    def give_up(self, share_id: str) -> None:
        """Record that the resource of this program that owned a share wants it to be deleted."""
        self._ownership.disown(share_id)

    def wait_until_settled(self, share: Share, request: ShareRequest) -> Share:
        """Wait for a new share. One that AWS reports as FAILED is deleted again."""
        share = wait_until_settled(share, request, self._directory, self._polling, self._messages)
        if share.status == statuses.FAILED:
            return self._clean_up(share, request)
        if not share.is_live:
            self._messages.warn(
                f"{describe(share, request)} is {share.status}{_because(share)}: {request.principal} has no access."
            )
        return share

    def permit(self, share_id: str, principal: Principal | None, permission: str) -> None:
        """Change what a share permits. To set the same permission twice does no harm."""
        with self._lock(principal.identity if principal else share_id):
            self._permit(share_id, principal, permission)

    def delete(self, share_id: str, principal: Principal | None, timeout: timedelta) -> bool:
        """Delete a share, unless a resource of this program owns it. Returns whether it was deleted."""
        identity = principal.identity if principal else share_id
        with self._lock(identity):  # nobody can adopt the share between the question and the delete
            if self._ownership.is_owned(share_id):
                return False
            delete_until_gone(self._directory, self._polling, share_id, principal, timeout)
            return True

    def _lock(self, identity: str) -> Lock:
        """Changes of the shares with one principal happen one after the other."""
        return self._locks.setdefault(ShareKey(self._directory.target, identity), Lock())

    def _send_after(self, dead: Iterable[Share], request: ShareRequest) -> Share:
        for each in dead:
            failure = try_to_delete(self._directory, each.share_id)
            if failure and not isinstance(failure, NotFoundError):
                raise failure
        return self._send(request)

    def _adopt(self, share: Share, request: ShareRequest) -> Share:
        exists = (
            f"{self._kind.noun.capitalize()} share with {request.principal} already exists on {request.target} "
            f"(id {share.share_id}, {share.status})"
        )
        if self._ownership.is_owned(share.share_id):
            raise AlreadySharedError(f"{exists}, and another resource of this program owns it. Remove one of the two.")
        if not request.adopt_existing:
            raise AlreadySharedError(
                f"{exists}. Set adopt_existing=True to manage it here, import it, or delete it first. After an "
                f"interrupted run, adopt it once with {ADOPT_ONCE}=true pulumi up. If the resource was renamed, name "
                f"the old one in ResourceOptions(aliases=[...]). If resources are named by their position in a list, "
                f"name them by their principal."
            )
        if request.permission and share.permission != request.permission:
            self._permit(share.share_id, request.principal, request.permission)
            share = replace(share, permission=request.permission)
        self._messages.warn(
            f"Adopted share {share.share_id} of {request.target} with {request.principal} ({share.status}). Make sure "
            f"that no other stack manages it: two stacks would delete it for each other."
        )
        self._directory.record(share)
        return share

    def _permit(self, share_id: str, principal: Principal | None, permission: str) -> None:
        try:
            self._directory.update(share_id, permission)
        except OutcomeUnknownError as lost:
            found = find_after(lost, self._directory, share_id, principal)
            if found is None or found.permission != permission:
                raise

    def _send(self, request: ShareRequest) -> Share:
        # A token made from target and principal could replay the answer to a share that was deleted long ago.
        token = str(uuid.uuid4())
        try:
            return self._directory.send(request.principal, token, request.permission)
        except OutcomeUnknownError as lost:
            return self._find_lost(request, token, lost)
        except ServiceError as refusal:
            if live := _live(self._find_despite(refusal, request.principal)):
                return self._adopt(live, request)
            raise

    def _find_despite(self, refusal: ServiceError, principal: Principal) -> Sequence[Share]:
        """Find the shares with a principal after a create was refused: AWS may have executed it, or somebody else."""
        try:
            return self._directory.find(principal)
        except WellArchitectedError:
            raise refusal from None  # the reader needs the first failure

    def _find_lost(self, request: ShareRequest, token: str, lost: OutcomeUnknownError) -> Share:
        """Find the share of a create whose answer was lost. There was none with this principal before."""
        unlisted_since: float | None = None
        for passed in self._polling.attempts(min(request.timeout("create").total_seconds(), remaining())):
            try:
                existing = self._directory.find(request.principal)
            except OutcomeUnknownError:
                continue  # the next attempt may get an answer
            except WellArchitectedError:
                break  # no attempt will
            if live := _live(existing):
                return self._confirm(live, request, token)
            unlisted_since = passed if unlisted_since is None else unlisted_since
            if passed - unlisted_since >= _UNLISTED_SECONDS:
                break
        next_run = (
            "The next run takes" if request.adopt_existing else "If the next run finds it, adopt_existing=True takes"
        )
        raise type(lost)(
            f"{lost} It is not known whether the share was sent: a share of {request.target} with {request.principal} "
            f"may exist. {next_run} it over."
        )

    def _confirm(self, found: Share, request: ShareRequest, token: str) -> Share:
        """Check who sent the share that was found after a lost answer: somebody else may have.

        AWS documents that the same token gets the same answer; for how long is not known. If AWS refuses the token, it
        is not known who sent the share. Then it is adopted only if the request allows that.
        """
        try:
            sent = self._directory.send(request.principal, token, request.permission)
        except OutcomeUnknownError:  # nothing says that it is another's, and an error would keep it out of the state
            return replace(found, sent_at=now())
        except WellArchitectedError:
            return self._adopt(found, request)
        return replace(found, sent_at=sent.sent_at) if found.share_id == sent.share_id else sent

    def _clean_up(self, share: Share, request: ShareRequest) -> Share:
        sentence = f"{describe(share, request)} failed{_because(share)}."
        self._ownership.disown(share.share_id)
        try:
            self.delete(share.share_id, request.principal, request.timeout("delete"))
        except WellArchitectedError as failure:
            self._messages.warn(f"{sentence} It could not be deleted and stays in the state. {failure}")
            self._ownership.own(share.share_id)
            return share
        raise ShareFailedError(f"{sentence} It was deleted again. {ENABLE_ORGANIZATION_SHARING}")


def _live(shares: Iterable[Share]) -> Share | None:
    return next((share for share in shares if share.is_live), None)


def _because(share: Share) -> str:
    return f" ({share.status_message})" if share.status_message else ""
