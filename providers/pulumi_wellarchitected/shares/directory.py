"""How a share is found: with as few calls as the question allows, and never more trust than the answer deserves.

A question about one principal is a call or two (SharedWithPrefix), or a page more for every ten units that are listed
by their ARNs where its own is not known. One about many is answered by the complete listing that all of them share.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pulumi_wellarchitected.shares.api import LensSharesApi, Share
    from pulumi_wellarchitected.shares.listing import Listing
    from pulumi_wellarchitected.principals import Principal

_READ_SECONDS = 10.0
"""How old a listing may be that a refresh reads from."""
_CREATE_SECONDS = 600.0
"""How old a listing may be from which a create concludes that nothing is in its way: somebody else's share that came
since then makes the service report a conflict, and a run of 300 creates must not list the lens again and again."""
_ALONE = 2
"""How many calls the first creates of a run may spend on their own principals, before the lens is listed for all."""


class Finding:
    """Finds the shares of one lens."""

    def __init__(self, api: LensSharesApi, listing: Listing) -> None:
        self._api = api
        self._listing = listing
        self._lock = Lock()
        self._alone = _ALONE

    def find(self, principal: Principal) -> list[Share]:
        """Ask the service now for every share with a principal, live or dead, where this process knows no better."""
        listed = {share.share_id: share for share in _about(principal, self._ask(principal))}
        sent = {share.share_id: share for share in _about(principal, self._listing.sent_lately())}
        return [share for share in {**sent, **listed}.values() if not self._listing.is_forgotten(share.share_id)]

    def find_by_id(self, share_id: str, principal: Principal | None) -> Share | None:
        """Ask the service now for one share, and no longer than until it is found.

        A row is told by its ID alone, since it may name no principal.
        """
        if self._listing.is_forgotten(share_id):
            return None
        shares = self._ask(principal) if principal else self._api.list_shares()
        return next((share for share in shares if share.share_id == share_id), None)

    def find_for_get(self, principal: Principal) -> Share | None:
        """Ask the service now for the live share with a principal, or a dead one; None only as the lens's owner."""
        there = self.find(principal)
        if not there:
            self._api.require_owner(f"find the share of {self._api.lens} with {principal}")
        return max(there, key=lambda share: share.is_live, default=None)

    def find_as_owner(self, share_id: str, principal: Principal | None) -> Share | None:
        """Ask the service now for one share, and take its word that there is none only as the lens's owner."""
        share = self.find_by_id(share_id, principal)
        if share is None:
            self._api.require_owner(f"find share {share_id} of {self._api.lens}")
        return share

    def find_for_read(self, share_id: str, principal: Principal | None) -> Share | None:
        """Find one share of many that are being read; None only where the service was asked for this one."""
        return self._listing.shares(_READ_SECONDS).get(share_id) or self.find_as_owner(share_id, principal)

    def find_for_create(self, principal: Principal) -> list[Share]:
        """Find what stands in the way of a share with a principal, as it is now."""
        if self._may_ask_alone(principal):
            return self.find(principal)
        there = _about(principal, self._listing.shares(_CREATE_SECONDS).values())
        return self.find(principal) if any(there) else []

    def _ask(self, principal: Principal) -> Iterator[Share]:
        for prefix in principal.listing_prefixes(self._api.lens.partition):
            yield from self._api.list_shares(prefix)

    def _may_ask_alone(self, principal: Principal) -> bool:
        calls = len(principal.listing_prefixes(self._api.lens.partition))
        with self._lock:
            if calls > self._alone:
                return False
            self._alone -= calls
            return True


def _about(principal: Principal, shares: Iterable[Share]) -> Iterator[Share]:
    return (share for share in shares if principal.is_listed_as(share.shared_with))
