"""Asks AWS again and again: with growing pauses, or once more before something counts as gone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from pulumi_wellarchitected.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FIRST_PAUSE = 0.5  # seconds
_LONGEST_PAUSE = 10.0
_JITTER = 0.5
_SECOND_LOOK_SECONDS = 1.0

_T = TypeVar("_T")


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

    def unless_gone(self, find: Callable[[], _T | None]) -> _T | None:
        """Find something. Catches NotFoundError, but only after two answers: a single "not found" may be wrong."""
        try:
            return find()
        except NotFoundError:
            self.sleep(_SECOND_LOOK_SECONDS)
        try:
            return find()
        except NotFoundError:
            return None
