"""One complete listing of the shares of a target, which serves many readers for some seconds.

Reading 300 shares must not list their lens 300 times. A listing is used only when it is complete. Only one runs at a
time; readers that come meanwhile wait for it. An error goes to every reader that waits, and is not remembered. Shares
that this process sends and deletes are written through, so that no reader sees a state older than them, even if AWS's
listing lags.

A listing of several pages can miss a row if others change the shares between two pages. So a missing row does not prove
that a share is gone: directory.py asks for that share alone.
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pulumi_wellarchitected.shares.share import Share

LAG_SECONDS = 10.0
"""How long AWS's listing may lag behind a write of this process."""


class Listing:
    """The shares of one target by ID, for all threads of this process."""

    def __init__(self, list_shares: Callable[[], Iterable[Share]], clock: Callable[[], float] = time.monotonic) -> None:
        self._list_shares = list_shares
        self._clock = clock
        self._lock = Lock()
        self._shares: Mapping[str, Share] = {}  # replaced by each write and never changed, since readers keep it
        self._taken_at: float | None = None
        self._under_way: Future[Mapping[str, Share]] | None = None
        self._writes: dict[str, tuple[float, Share | None]] = {}

    def shares(self, max_age: float) -> Mapping[str, Share]:
        """Every share of the target, from a listing that is at most so many seconds old. Lists if there is none.

        The age counts from the end of a listing. Otherwise a slow one would be too old as soon as it is complete.
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
        """Write through a share that this process has sent or adopted."""
        self._write(share.share_id, share)

    def forget(self, share_id: str) -> None:
        """Write through the deletion of a share by this process."""
        self._write(share_id, None)

    def sent_lately(self) -> list[Share]:
        """The shares that this process has sent or adopted so recently that AWS may not list them yet."""
        with self._lock:
            since = self._clock() - LAG_SECONDS
            return [share for at, share in self._writes.values() if share and at >= since]

    def is_forgotten(self, share_id: str) -> bool:
        """Whether this process has deleted a share. A listing that lags may still show it."""
        with self._lock:
            return self._writes.get(share_id, (0.0, True))[1] is None

    def _take(self, listing: Future[Mapping[str, Share]]) -> None:
        began_at = self._clock()
        try:
            shares = {share.share_id: share for share in self._list_shares()}
        except BaseException as failure:  # noqa: BLE001 - every waiting reader must get it
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
                shares.setdefault(share_id, share)  # a listed row is newer
        return shares

    def _write(self, share_id: str, share: Share | None) -> None:
        with self._lock:
            self._writes[share_id] = (self._clock(), share)
            others = {id_: each for id_, each in self._shares.items() if id_ != share_id}
            self._shares = others if share is None else {**others, share_id: share}
