"""The emulator's time: the machine's, moved by as much as was asked for.

Everything that depends on time (expiry, association, read lag, token windows, throttling) asks this clock and no
other, so that a week passes in one call. Latency is not here: a client's patience is spent in real time.
"""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock:
    """Seconds since the epoch, as the emulator sees them."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self.offset = 0.0

    def now(self) -> float:
        """The moment it is."""
        return self._source() + self.offset

    def set(self, moment: float) -> None:
        """Make it this moment."""
        self.offset = moment - self._source()

    def advance(self, seconds: float) -> None:
        """Let seconds pass."""
        self.offset += seconds


def as_datetime(moment: float) -> datetime:
    """The aware UTC datetime of a moment in epoch seconds."""
    return datetime.fromtimestamp(moment, tz=timezone.utc)
