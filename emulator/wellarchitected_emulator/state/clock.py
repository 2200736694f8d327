"""The emulator's clock: the machine's time plus an offset.

Expiry, association, read lag, token windows and throttling all use this clock, so a test can let a week pass in one
call. Latency uses real time, because clients wait in real time.
"""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """The current time in seconds since the epoch."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self.offset = 0.0

    def now(self) -> float:
        """The current time."""
        return self._source() + self.offset

    def set(self, moment: float) -> None:
        """Set the current time."""
        self.offset = moment - self._source()

    def advance(self, seconds: float) -> None:
        """Move the current time forward."""
        self.offset += seconds


def to_datetime(moment: float) -> datetime:
    """Convert seconds since the epoch to an aware UTC datetime."""
    return datetime.fromtimestamp(moment, tz=timezone.utc)
