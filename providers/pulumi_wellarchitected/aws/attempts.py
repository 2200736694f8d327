"""How often and how long a call is tried. Every operation of the engine ends in time, whatever the peer does.

The retries are made here, and botocore makes a single try. Its own retries know no deadline, share one quota in the
process (so that a short outage leaves later calls a single try), and do not tell whether an earlier try was lost.
"""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from queue import Empty, Queue
from threading import TIMEOUT_MAX, Lock, Thread
from typing import TYPE_CHECKING, TypeVar

from pulumi_wellarchitected.errors import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FIRST_PAUSE = 0.2  # seconds; doubles with each try, with full jitter
_LONGEST_PAUSE = 8.0
_SILENCE_SECONDS = 30.0

_R = TypeVar("_R")
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit the time of all calls inside. An outer limit that ends earlier stays in force."""
    token = _deadline.set(min(time.monotonic() + seconds, _deadline.get() or float("inf")))
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining() -> float:
    """The seconds that are left. Infinite without a limit."""
    deadline = _deadline.get()
    return float("inf") if deadline is None else max(0.0, deadline - time.monotonic())


@contextmanager
def holding(lock: Lock) -> Iterator[None]:
    """Hold a lock, but wait no longer for it than the time that is left; raises UnreachableError then."""
    if not lock.acquire(timeout=min(remaining(), TIMEOUT_MAX)):
        raise UnreachableError("Another thread still waits for an answer from AWS, and the time is over.")
    try:
        yield
    finally:
        lock.release()


class Pace:
    """One backoff for all threads of a session: while AWS throttles one of them, the others make no call either."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def slow_down(self, seconds: float) -> None:
        """Make no call for some seconds."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def wait(self, ends: float) -> None:
        """Wait until calls may be made again, or until a time at which the caller has to go on in any case."""
        while (left := min(self._free_at, ends) - time.monotonic()) > 0:
            time.sleep(left)


def pauses() -> Iterator[float]:
    """The seconds to wait before the second try, the third, and so on."""
    longest = _FIRST_PAUSE
    while True:
        yield random.uniform(longest / 2, longest)  # noqa: S311 - jitter, not a secret
        longest = min(2 * longest, _LONGEST_PAUSE)


def within(seconds: float, function: Callable[[], _R], silence: Callable[[float], None]) -> _R:
    """Call a function, but wait no longer than this for its result; raises TimeoutError then.

    A peer that sends a byte now and then can hold a socket forever. So the function runs in a thread of its own, which
    is left behind when the time is over. `silence` is called after each 30 seconds of waiting.
    """
    answers: Queue[tuple[_R | None, BaseException | None]] = Queue(1)

    def run() -> None:
        try:
            answers.put((function(), None))
        except BaseException as failure:  # noqa: BLE001 - the waiting thread raises it
            answers.put((None, failure))

    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        try:
            result, failure = answers.get(timeout=min(seconds - passed, _SILENCE_SECONDS))
        except Empty:
            if (passed := time.monotonic() - began) < seconds:
                silence(passed)
            continue
        if failure is not None:
            raise failure
        return result  # type: ignore[return-value]  # there was no failure
    raise TimeoutError
