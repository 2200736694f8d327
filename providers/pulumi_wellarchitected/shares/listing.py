"""One listing serves many: the shares of a lens, listed completely once and handed to every reader for some seconds.

Reading 300 shares must not list their lens 300 times. A listing is complete or it is not used; one is under way at a
time, and whoever comes meanwhile waits for it; an error goes to everyone who waits and is not remembered. What this
process itself sends and deletes is written through, so that no reader sees a state older than its own writes, even
where the service's listing lags behind them.

A listing of many pages can miss a row that others' changes moved between two pages. Whoever would conclude from it
that a share is gone has to ask for that share alone (finding.py does).
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pulumi_wellarchitected.shares.api import Share

LAG_SECONDS = 10.0
"""For how long the service's listing may lag behind a write of this process."""


class Listing:
    """The shares of one lens by their IDs, for all threads of this process."""

    def __init__(self, list_shares: Callable[[], Iterable[Share]], clock: Callable[[], float] = time.monotonic) -> None:
        self._list_shares = list_shares
        self._clock = clock
        self._lock = Lock()
        self._shares: Mapping[str, Share] = {}  # replaced by each write, and never changed: readers keep what they got
        self._taken_at: float | None = None
        self._under_way: Future[Mapping[str, Share]] | None = None
        self._writes: dict[str, tuple[float, Share | None]] = {}

    def shares(self, max_age: float) -> Mapping[str, Share]:
        """Every share of the lens, from a listing that ended at most so many seconds ago, or from the next to end.

        Age counts from the end: one that takes longer than readers allow for would otherwise be too old when it came.
        """
        with self._lock:
            if self._taken_at is not None and self._clock() - self._taken_at <= max_age:
                return self._shares
            under_way = self._under_way
            listing = under_way or Future()
            self._under_way = listing
        if under_way is None:
            self._take(listing)
        return listing.result()

    def record(self, share: Share) -> None:
        """Write a share through that this process has sent or adopted."""
        self._write(share.share_id, share)

    def forget(self, share_id: str) -> None:
        """Write through that this process has deleted a share."""
        self._write(share_id, None)

    def sent_lately(self) -> list[Share]:
        """What this process has sent or adopted so lately that an answer of the service may not show it yet."""
        with self._lock:
            since = self._clock() - LAG_SECONDS
            return [share for at, share in self._writes.values() if share and at >= since]

    def is_forgotten(self, share_id: str) -> bool:
        """Whether this process has deleted a share, which an answer that lags may still show."""
        with self._lock:
            return self._writes.get(share_id, (0.0, True))[1] is None

    def _take(self, listing: Future[Mapping[str, Share]]) -> None:
        began_at = self._clock()
        try:
            shares = {share.share_id: share for share in self._list_shares()}
        except BaseException as failure:  # noqa: BLE001 - whoever waits must hear of it, whatever it is
            with self._lock:
                self._under_way = None
            listing.set_exception(failure)
            return
        with self._lock:
            self._under_way = None
            self._taken_at = self._clock()
            self._shares = self._written_through(shares, began_at)
            shares_now = self._shares
        listing.set_result(shares_now)

    def _written_through(self, shares: dict[str, Share], began_at: float) -> dict[str, Share]:
        self._writes = {id_: write for id_, write in self._writes.items() if write[0] > began_at - LAG_SECONDS}
        for share_id, (_, share) in self._writes.items():
            if share is None:
                shares.pop(share_id, None)
            else:
                shares.setdefault(share_id, share)  # what the service shows of it is newer
        return shares

    def _write(self, share_id: str, share: Share | None) -> None:
        with self._lock:
            self._writes[share_id] = (self._clock(), share)
            others = {id_: each for id_, each in self._shares.items() if id_ != share_id}
            self._shares = others if share is None else {**others, share_id: share}
