"""How often something is looked at again: growing pauses with jitter, by urllib3's Retry, until time is over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FIRST_PAUSE = 0.5  # seconds
_LONGEST_PAUSE = 10.0
_JITTER = 0.5


@dataclass(frozen=True, slots=True)
class Polling:
    """Looks again and again; clock and sleep are passed in, so that a test needs no time."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def attempts(self, seconds: float) -> Iterator[float]:
        """Yield the seconds that have passed: at once, then after each pause, and a last time when time is over."""
        from urllib3.util import Retry  # comes with botocore, and is as late

        # urllib3 doubles from the second failure on, and has no pause after the first.
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
