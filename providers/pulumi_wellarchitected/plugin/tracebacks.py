"""How a failure reaches the terminal.

The plugin's servicer sends the whole traceback as the message, and the CLI's status line shows only its first line. So
an expected failure leaves with tracebacks turned off, and reads `error: WellArchitectedError: <sentence>`; a bug keeps its
own. `sys.tracebacklimit` belongs to the whole process, in which other people's dynamic resources live: it is changed
only while an expected failure is on its way, from its making until it dies.
"""

from __future__ import annotations

import functools
import sys
import weakref
from collections.abc import Callable, Mapping
from threading import RLock
from typing import ParamSpec, TypeVar

from pulumi_wellarchitected import errors
from pulumi_wellarchitected.plugin.redaction import hiding, redact

_P = ParamSpec("_P")
_R = TypeVar("_R")


class WellArchitectedError(Exception):
    """What the terminal shows of an expected failure."""


WellArchitectedError.__module__ = "builtins"  # so that a traceback's last line names it without its module


def entry_point(verb: Callable[_P, _R]) -> Callable[_P, _R]:
    """Make a method of the dynamic provider let out only what the engine can cope with."""

    @functools.wraps(verb)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with hiding(*(each for each in args if isinstance(each, Mapping))):
            try:
                return verb(*args, **kwargs)
            except errors.WellArchitectedError as failure:
                raise _without_traceback(redact(str(failure))) from None  # a chained one would print its traceback
            except Exception:
                raise
            except BaseException as stop:  # a SystemExit would kill the serving thread, and the run would hang
                raise RuntimeError(f"{verb.__name__} was stopped by {stop!r}") from stop

    return wrapper


class _Hush:
    """Tracebacks are off while any expected failure lives."""

    def __init__(self) -> None:
        self._lock = RLock()  # the garbage collector may end one failure while another is being counted
        self._living = 0
        self._before: list[int | None] = []

    def until_dead(self, failure: Exception) -> None:
        with self._lock:
            if self._living == 0:
                self._before = [sys.tracebacklimit] if hasattr(sys, "tracebacklimit") else []
            self._living += 1
            sys.tracebacklimit = 0
        weakref.finalize(failure, self._end)

    def _end(self) -> None:
        with self._lock:
            self._living -= 1
            if self._living:
                return
            if self._before:
                sys.tracebacklimit = self._before.pop()
            else:
                vars(sys).pop("tracebacklimit", None)


_hush = _Hush()


def _without_traceback(sentence: str) -> WellArchitectedError:
    failure = WellArchitectedError(sentence)
    _hush.until_dead(failure)
    return failure
