"""One line for each command that was measured: what it took, what has passed, and about how long the rest takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .measurements import Measurement


class Progress:
    """Estimates by weight: what a command costs against others is known roughly before it has run."""

    def __init__(self, steps: int, weight: float, say: Callable[[str], None]) -> None:
        self._steps = steps
        self._weight = weight
        self._say = say
        self._done = 0
        self._done_weight = 0.0
        self._began = time.monotonic()

    def tell(self, measured: Measurement, weight: float) -> None:
        """A command has ended."""
        self._done += 1
        self._done_weight += weight
        elapsed = time.monotonic() - self._began
        left = elapsed * (self._weight - self._done_weight) / self._done_weight
        result = measured.error or f"{measured.seconds:.1f} s"
        self._say(
            f"[{self._done}/{self._steps}] {measured.shares} shares, run {measured.run}, {measured.contender}: "
            f"{measured.phase} {result} ({in_words(elapsed)} so far, about {in_words(left)} left)"
        )

    def skip(self, steps: int, weight: float) -> None:
        """Commands that will not run after all."""
        self._steps -= steps
        self._weight -= weight


def in_words(seconds: float) -> str:
    """A duration as one reads it: `45 s`, `3 min 20 s`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
