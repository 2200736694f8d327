"""How a failure reaches the terminal: as `error: AlreadySharedError: <sentence>`.

The SDK sends the whole traceback as the message, and the CLI's status line shows only its first line. So an expected
failure leaves without a traceback, and a bug keeps its own. `sys.tracebacklimit` belongs to the whole process, which
other dynamic resources share. It is changed only while an expected failure exists.
"""

from __future__ import annotations

import functools
import sys
import weakref
from collections.abc import Callable, Mapping
from threading import RLock
from typing import ParamSpec, TypeVar

from pulumi_wellarchitected.errors import WellArchitectedError
from pulumi_wellarchitected.plugin.redaction import hiding, redact

_P = ParamSpec("_P")
_R = TypeVar("_R")


def entry_point(verb: Callable[_P, _R]) -> Callable[_P, _R]:
    """Decorate a method of the dynamic provider, so that it raises only what the engine can handle."""

    @functools.wraps(verb)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with hiding(*(each for each in args if isinstance(each, Mapping))):
            try:
                return verb(*args, **kwargs)
            except WellArchitectedError as failure:
                raise _on_the_terminal(failure) from None  # a chained exception would print its traceback
            except Exception:
                raise
            except BaseException as stop:  # a SystemExit would end the serving thread, and the run would hang
                raise RuntimeError(f"{verb.__name__} was stopped by {stop!r}") from stop

    return wrapper


@functools.cache
def _terminal_class(name: str) -> type[Exception]:
    """A class that a traceback names without its module."""
    return type(name, (Exception,), {"__module__": "builtins"})


def _on_the_terminal(failure: WellArchitectedError) -> Exception:
    shown = _terminal_class(type(failure).__name__)(redact(str(failure)))
    _silence.until_dead(shown)
    return shown


class _Silence:
    """Turns tracebacks off while any expected failure exists."""

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


_silence = _Silence()
