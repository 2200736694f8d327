"""One complete listing, such as the shares of a lens, which serves many readers for some seconds.

Reading 300 shares must not list their lens 300 times. Only one listing runs at a time. Who looks for one row gets it as
soon as its page has arrived, so that the engine goes on with other resources meanwhile; whose row is missing waits for
the end. An error goes to every reader that waits, and is not remembered. What this process creates and deletes is
written through, so that no reader sees a state older than that, even if AWS's listing lags.

A listing of several pages can miss a row if others make changes between two pages. So a missing row does not prove that
something is gone: who needs to know asks for it alone.
"""

from __future__ import annotations

import time
from contextvars import copy_context
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_Row = TypeVar("_Row")

LAG_SECONDS = 10.0
"""How long AWS's listing may lag behind a write of this process."""


class _Run(Generic[_Row]):
    """A listing that is under way, and the rows that have arrived."""

    def __init__(self, began_at: float) -> None:
        self.began_at = began_at
        self.rows: dict[str, _Row] = {}
        self._failure: BaseException | None = None
        self._has_ended = False
        self._awaited: set[str] = set()
        self._changed = Condition()

    def add(self, id_: str, row: _Row) -> None:
        with self._changed:
            self.rows[id_] = row
            if id_ in self._awaited:  # to wake every reader for every row takes more time than all else in a refresh
                self._changed.notify_all()

    def end(self, failure: BaseException | None = None) -> None:
        with self._changed:
            self._failure, self._has_ended = failure, True
            self._changed.notify_all()

    def wait_for(self, id_: str) -> _Row | None:
        """Wait until a row has arrived. None: the listing is complete without it."""
        with self._changed:
            self._awaited.add(id_)
            self._changed.wait_for(lambda: self._has_ended or id_ in self.rows)
            if self._failure is not None and id_ not in self.rows:
                raise self._failure
            return self.rows.get(id_)

    def wait(self) -> None:
        """Wait until the listing is complete."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_ended)
            if self._failure is not None:
                raise self._failure


class Listing(Generic[_Row]):
    """Rows by their ID, for all threads of this process."""

    def __init__(
        self,
        list_rows: Callable[[], Iterable[_Row]],
        id_of: Callable[[_Row], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._list_rows = list_rows
        self._id_of = id_of
        self._clock = clock
        self._lock = Lock()
        self._rows: Mapping[str, _Row] = {}  # replaced by each write and never changed, since readers keep it
        self._taken_at: float | None = None
        self._under_way: _Run[_Row] | None = None
        self._writes: dict[str, tuple[float, _Row | None]] = {}

    def rows(self, max_age: float) -> Mapping[str, _Row]:
        """Every row, from a complete listing that is at most so many seconds old. Lists if there is none.

        The age counts from the end of a listing. Otherwise a slow one would be too old as soon as it is complete.
        """
        run, is_new = self._join(max_age)
        if run is not None:
            if is_new:
                self._take(run)
            run.wait()
        return self._rows

    def find(self, id_: str, max_age: float) -> _Row | None:
        """One row, as soon as a listing that is at most so many seconds old shows it. None: the whole one does not."""
        run, is_new = self._join(max_age)
        if run is not None and is_new:  # a reader's own thread is needed for others, of this listing and of others
            self._start(run)
        if run is not None and (row := run.wait_for(id_)) is not None:
            return None if self.is_forgotten(id_) else row
        return self._rows.get(id_)

    def record(self, row: _Row) -> None:
        """Write through what this process has created or adopted."""
        self._write(self._id_of(row), row)

    def forget(self, id_: str) -> None:
        """Write through a deletion by this process."""
        self._write(id_, None)

    def recorded_lately(self) -> list[_Row]:
        """What this process has created or adopted so recently that AWS may not list it yet."""
        with self._lock:
            since = self._clock() - LAG_SECONDS
            return [row for at, row in self._writes.values() if row is not None and at >= since]

    def is_forgotten(self, id_: str) -> bool:
        """Whether this process has deleted a row. A listing that lags may still show it."""
        with self._lock:
            return self._writes.get(id_, (0.0, True))[1] is None

    def _join(self, max_age: float) -> tuple[_Run[_Row] | None, bool]:
        """The listing to wait for, and whether it is still to be taken. None: the last one is young enough."""
        with self._lock:
            if self._taken_at is not None and self._clock() - self._taken_at <= max_age:
                return None, False
            is_new = self._under_way is None
            self._under_way = self._under_way or _Run(self._clock())
            return self._under_way, is_new

    def _start(self, run: _Run[_Row]) -> None:
        """Take a listing in a thread of its own."""
        try:
            Thread(target=copy_context().run, args=(self._take, run), daemon=True).start()
        except RuntimeError as failure:  # the machine has no thread left
            self._fail(run, failure)

    def _take(self, run: _Run[_Row]) -> None:
        try:
            for row in self._list_rows():
                run.add(self._id_of(row), row)
        except BaseException as failure:  # noqa: BLE001 - every waiting reader must get it
            self._fail(run, failure)
            return
        with self._lock:
            self._under_way = None
            self._taken_at = self._clock()
            self._rows = self._written_through(dict(run.rows), run.began_at)
        run.end()

    def _fail(self, run: _Run[_Row], failure: BaseException) -> None:
        with self._lock:
            self._under_way = None
        run.end(failure)

    def _written_through(self, rows: dict[str, _Row], began_at: float) -> dict[str, _Row]:
        self._writes = {id_: write for id_, write in self._writes.items() if write[0] > began_at - LAG_SECONDS}
        for id_, (_, row) in self._writes.items():
            if row is None:
                rows.pop(id_, None)
            else:
                rows.setdefault(id_, row)  # a listed row is newer
        return rows

    def _write(self, id_: str, row: _Row | None) -> None:
        with self._lock:
            self._writes[id_] = (self._clock(), row)
            others = {other: each for other, each in self._rows.items() if other != id_}
            self._rows = others if row is None else {**others, id_: row}
