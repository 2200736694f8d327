"""Waiting in a test for what another process or thread does."""

import time
from collections.abc import Callable


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again until it has happened; an assertion fails when time is over."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.02)
