"""Waiting for a new share to become associated or, with wait_for_acceptance, accepted.

Once a share exists, its ID has to reach the state. So no failure here raises: the share is returned as it was last
seen, with a warning.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pulumi_wellarchitected.errors import OutcomeUnknownError, WellArchitectedError
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi_wellarchitected.shares.directory import Directory
    from pulumi_wellarchitected.shares.share import Share, ShareRequest

_FIRST_PAUSE = 0.5  # seconds
_LONGEST_PAUSE = 10.0
_JITTER = 0.5
_PROGRESS_SECONDS = 60


class Messages(Protocol):
    """Shows messages to the user: plugin/messages.py, or a test's own."""

    def warn(self, message: str) -> None:
        """Show a warning."""

    def inform(self, message: str) -> None:
        """Show a line of information."""


@dataclass(frozen=True, slots=True)
class Polling:
    """Repeats something with growing pauses. The clock and sleep are passed in, so that a test needs no time."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def attempts(self, seconds: float) -> Iterator[float]:
        """Yield the seconds that have passed: at once, after each pause, and once more when the time is over."""
        from urllib3.util import Retry  # comes with botocore, and is imported as late

        # urllib3 doubles the pause from the second failure on, and has none after the first.
        retry = Retry(
            total=None, backoff_factor=_FIRST_PAUSE / 2, backoff_max=_LONGEST_PAUSE, backoff_jitter=_JITTER
        ).increment()
        start = self.clock()
        while (passed := self.clock() - start) < seconds:
            yield passed
            if retry.get_backoff_time() < _LONGEST_PAUSE:  # a power of two that grows for hours overflows
                retry = retry.increment()
            self.sleep(min(retry.get_backoff_time(), seconds - passed))
        yield passed


def wait_until_settled(
    share: Share, request: ShareRequest, directory: Directory, polling: Polling, messages: Messages
) -> Share:
    """Ask for a share until its status is final or the time of the create is over."""
    if not _is_under_way(share, request):
        return share
    reported = 0.0
    timeout = request.timeout("create").total_seconds()
    for passed in polling.attempts(timeout):
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
