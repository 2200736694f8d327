"""One complete listing, such as the shares of a lens, which serves many readers for some seconds.

Reading 300 shares must not list their lens 300 times. A listing is used only when it is complete. Only one runs at a
time; readers that come meanwhile wait for it. An error goes to every reader that waits, and is not remembered. What
this process creates and deletes is written through, so that no reader sees a state older than that, even if AWS's
listing lags.

A listing of several pages can miss a row if others make changes between two pages. So a missing row does not prove that
something is gone: who needs to know asks for it alone.
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_Row = TypeVar("_Row")

LAG_SECONDS = 10.0
"""How long AWS's listing may lag behind a write of this process."""


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
        self._under_way: Future[Mapping[str, _Row]] | None = None
        self._writes: dict[str, tuple[float, _Row | None]] = {}

    def rows(self, max_age: float) -> Mapping[str, _Row]:
        """Every row, from a listing that is at most so many seconds old. Lists if there is none.

        The age counts from the end of a listing. Otherwise a slow one would be too old as soon as it is complete.
        """
        with self._lock:
            if self._taken_at is not None and self._clock() - self._taken_at <= max_age:
                return self._rows
            under_way = self._under_way
            listing = under_way or Future()
            self._under_way = listing
        if under_way is None:
            self._take(listing)
        return listing.result()

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

    def _take(self, listing: Future[Mapping[str, _Row]]) -> None:
        began_at = self._clock()
        try:
            rows = {self._id_of(row): row for row in self._list_rows()}
        except BaseException as failure:  # noqa: BLE001 - every waiting reader must get it
            with self._lock:
                self._under_way = None
            listing.set_exception(failure)
            return
        with self._lock:
            self._under_way = None
            self._taken_at = self._clock()
            self._rows = self._written_through(rows, began_at)
            rows_now = self._rows
        listing.set_result(rows_now)

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
