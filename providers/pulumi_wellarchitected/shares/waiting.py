"""Waiting for a new share to become associated or, with wait_for_acceptance, accepted.

Once a share exists, its ID has to reach the state. So no failure here raises: the share is returned as it was last
seen, with a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import OutcomeUnknownError, WellArchitectedError
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws import Messages, Polling
    from pulumi_wellarchitected.shares.directory import Directory
    from pulumi_wellarchitected.shares.share import Share, ShareRequest

_PROGRESS_SECONDS = 60


def wait_until_settled(
    share: Share, request: ShareRequest, directory: Directory, polling: Polling, messages: Messages
) -> Share:
    """Ask for a share until its status is final or the time of the create is over."""
    if not _is_under_way(share, request):
        return share
    reported = 0.0
    timeout = request.timeout("create").total_seconds()
    for passed in polling.attempts(min(timeout, remaining())):
        try:
            # A new share that is not listed yet is a lag of the listing, not a loss.
            share = directory.find_by_id(share.share_id, request.principal) or share
        except OutcomeUnknownError:
            pass  # the next attempt may get an answer
        except WellArchitectedError as failure:
            messages.warn(f"{describe(share, request)} was sent, but waiting for it has stopped. {failure}")
            return share
        if not _is_under_way(share, request):
            return share
        if passed - reported >= _PROGRESS_SECONDS:
            reported = passed
            messages.inform(f"still {share.status} after {passed:.0f} s: {_missing(share, request)}")
    messages.warn(
        f"{describe(share, request)} is still {share.status} after {timeout:.0f} s: {_missing(share, request)}. It "
        f"stays in the state, and `pulumi refresh` reads its status. Set custom_timeouts to give it more time."
        f"{_deadlock(share, request)}"
    )
    return share


def describe(share: Share, request: ShareRequest) -> str:
    """Name a share at the beginning of a sentence."""
    return f"Share {share.share_id} of {request.target} with {request.principal}"


def _is_under_way(share: Share, request: ShareRequest) -> bool:
    match share.status:
        case statuses.ASSOCIATING:
            return True
        case statuses.PENDING:
            return request.wait_for_acceptance
        case _:
            return False


def _missing(share: Share, request: ShareRequest) -> str:
    if share.status == statuses.PENDING:
        return f"{request.principal} has not accepted"
    return f"AWS has not associated {request.principal}"


def _deadlock(share: Share, request: ShareRequest) -> str:
    """What makes the wait for an acceptance endless, however long it is."""
    if share.status != statuses.PENDING or not request.accepter:
        return ""
    return (
        f" If a {request.accepter} of this program depends on the share, it cannot run before this create returns: "
        "remove wait_for_acceptance."
    )
