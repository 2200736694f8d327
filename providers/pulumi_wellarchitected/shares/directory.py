"""The directory of the shares of one target: finds, sends and deletes them, and remembers what it sent and deleted.

A question about one principal takes one call or two (SharedWithPrefix). It takes one more for every ten organizational
units that are listed by ARN, if the ARN of the unit is not known. Questions about many principals share one complete
listing (aws/listing.py).
"""

from __future__ import annotations

import time
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import Listing
from pulumi_wellarchitected.principals import PrincipalKind
from pulumi_wellarchitected.shares.share import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.api import SharesApi

_READ_SECONDS = 10.0
"""How old a listing may be for a refresh."""
_CREATE_SECONDS = 600.0
"""How old a listing may be for a create that looks for existing shares. A run of 300 creates must not list the target
again and again. If somebody else sends a share in these minutes, AWS reports a conflict."""
_PREFIX_CALLS = 2
"""How many calls the first creates of a run may spend on one principal each. Later creates use the complete listing."""


class Directory:
    """The shares of one target, for all threads of this process."""

    def __init__(self, api: SharesApi, clock: Callable[[], float] = time.monotonic) -> None:
        self.target = api.target
        self._api = api
        self._listing: Listing[Share] = Listing(api.list, attrgetter("share_id"), clock)
        self._lock = Lock()
        self._prefix_calls = _PREFIX_CALLS

    def send(self, principal: Principal, token: str, permission: str = "") -> Share:
        """Create a share and record it. Makes one API call."""
        share = Share.just_sent(self._api.create(principal, token, permission), principal, permission)
        self._listing.record(share)
        return share

    def update(self, share_id: str, permission: str) -> None:
        """Change what a share permits. Makes one API call."""
        self._api.update(share_id, permission)

    def delete(self, share_id: str, token: str) -> None:
        """Delete a share and record that. Makes one API call."""
        self._api.delete(share_id, token)
        self.forget(share_id)

    def forget(self, share_id: str) -> None:
        """Record that a share is gone."""
        self._listing.forget(share_id)

    def record(self, share: Share) -> None:
        """Record an existing share that a resource of this program has adopted."""
        self._listing.record(share)

    def rows(self) -> Mapping[str, Share]:
        """Every share by its ID, live or dead. Lists the target."""
        return self._listing.rows(0.0)

    def rows_for_read(self) -> Mapping[str, Share]:
        """Every share by its ID, live or dead. Lists the target, unless another read has just done so."""
        return self._listing.rows(_READ_SECONDS)

    def find(self, principal: Principal) -> list[Share]:
        """Find every share with a principal, live or dead. Asks AWS, and adds what this process has just sent."""
        listed = {share.share_id: share for share in self._ask(principal) if _is_with(principal, share)}
        sent = {share.share_id: share for share in _with(principal, self._listing.recorded_lately())}
        return [share for share in {**sent, **listed}.values() if not self._listing.is_forgotten(share.share_id)]

    def find_by_id(self, share_id: str, principal: Principal | None) -> Share | None:
        """Find one share. Asks AWS page by page until it is found.

        Only the ID is compared, since a row may not name its principal.
        """
        if self._listing.is_forgotten(share_id):
            return None
        shares = self._ask(principal) if principal else self._api.list()
        return next((share for share in shares if share.share_id == share_id), None)

    def find_as_owner(self, share_id: str, principal: Principal | None) -> Share | None:
        """Find one share as find_by_id() does. Returns None only to the target's own account."""
        share = self.find_by_id(share_id, principal)
        if share is None:
            self._api.require_owner(f"find share {share_id} of {self.target}")
        return share

    def find_for_get(self, principal: Principal) -> Share | None:
        """Find the live share with a principal, or else a dead one. Returns None only to the target's own account."""
        shares = self.find(principal)
        if not shares:
            self._api.require_owner(f"find the share of {self.target} with {principal}")
        return max(shares, key=lambda share: share.is_live, default=None)

    def find_for_read(self, share_id: str, principal: Principal | None) -> Share | None:
        """Find one of many shares that are read together. Returns None only after asking AWS for this one."""
        return self._listing.find(share_id, _READ_SECONDS) or self.find_as_owner(share_id, principal)

    def find_for_create(self, principal: Principal) -> list[Share]:
        """Find the existing shares with the principal of a new share, live or dead."""
        if self._may_ask_alone(principal):
            return self.find(principal)
        listed = _with(principal, self._listing.rows(_CREATE_SECONDS).values())
        return self.find(principal) if any(listed) else []

    def _ask(self, principal: Principal) -> Iterator[Share]:
        for prefix in principal.listing_prefixes(self.target.partition):
            yield from self._api.list(prefix)

    def _may_ask_alone(self, principal: Principal) -> bool:
        calls = len(principal.listing_prefixes(self.target.partition))
        with self._lock:
            if calls > self._prefix_calls:
                return False
            self._prefix_calls -= calls
            return True


def _is_with(principal: Principal, share: Share) -> bool:
    """Whether a row that AWS selected by prefix is about a principal. The prefix of an account is its whole ID."""
    if not share.shared_with:
        return principal.kind is PrincipalKind.ACCOUNT
    return principal.is_listed_as(share.shared_with)


def _with(principal: Principal, shares: Iterable[Share]) -> Iterator[Share]:
    return (share for share in shares if principal.is_listed_as(share.shared_with))
