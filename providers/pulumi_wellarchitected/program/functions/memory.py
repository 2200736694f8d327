"""What the functions remember of one run: a session for each configuration, and the answers."""

from __future__ import annotations

import json
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from pulumi.runtime import settings
from pulumi_wellarchitected.aws import Session, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_T = TypeVar("_T")


class Memory:
    """The memory of one run, for all its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}
        self._answers: dict[str, Future[Any]] = {}

    def session(self, config: Mapping[str, Any]) -> Session:
        """Return the session of a configuration, the same to every thread. Raises ConfigurationError."""
        with self._lock:
            return self._sessions.setdefault(_key(config), Session(Settings.from_config(config)))

    def once(self, question: object, ask: Callable[[], _T], *, keeps: bool) -> _T:
        """Ask a question, but not while another thread asks it. `keeps` keeps the answer. A failure is not kept."""
        key = _key(question)
        with self._lock:
            asked = self._answers.get(key)
            mine: Future[_T] = Future()
            if asked is None:
                self._answers[key] = mine
        if asked is not None:
            return cast("_T", asked.result())
        try:
            mine.set_result(ask())
        except BaseException as failure:  # noqa: BLE001 - result() raises it here and in the threads that wait
            mine.set_exception(failure)
        if not keeps or mine.exception():
            del self._answers[key]
        return mine.result()


_runs: WeakKeyDictionary[Any, Memory] = WeakKeyDictionary()
_runs_lock = Lock()


def memory_of_run() -> Memory:
    """Return the memory of this run. One process may make several runs, and each has a connection of its own."""
    with _runs_lock:
        return _runs.setdefault(settings.get_monitor(), Memory())


def _key(value: object) -> str:
    return json.dumps(value, sort_keys=True)
