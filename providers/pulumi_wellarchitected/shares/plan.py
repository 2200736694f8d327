"""The difference between the list that a program gives and the shares that AWS lists for a lens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from pulumi_wellarchitected.principals import Principal, principal_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.shares.share import Share

DEFAULT_TIMEOUT = timedelta(minutes=10)
"""300 shares take seconds, and minutes if AWS throttles the account."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """The list as a resource asks for it."""

    target: Target
    principals: tuple[Principal, ...]
    remove_others: bool
    resend_on: frozenset[str]
    timeouts: Mapping[str, timedelta]
    """By operation: `create`, `update`, `delete`."""

    def timeout(self, operation: str) -> timedelta:
        """How long an operation may take. The default is 10 minutes."""
        return self.timeouts.get(operation, DEFAULT_TIMEOUT)


@dataclass(frozen=True, slots=True)
class Known:
    """What the state says. A create knows nothing."""

    shares: Mapping[str, Share] = field(default_factory=dict)
    """The shares of the resource, by the identity of their principal."""
    seen: frozenset[str] = frozenset()
    """The identities of all who had access when the shares were last read, also if the list does not name them."""


@dataclass(slots=True)
class Plan:
    """What is to be done to the shares of a lens."""

    keep: dict[Principal, Share] = field(default_factory=dict)
    send: dict[Principal, list[Share]] = field(default_factory=dict)
    """Who gets a share, each with the dead ones that have to be deleted before."""
    remove: dict[str, Share] = field(default_factory=dict)
    """The shares to delete, by ID."""
    others: list[Share] = field(default_factory=list)
    """Live shares that neither the list nor the state names."""


def make_plan(request: ListRequest, listed: Iterable[Share], known: Known) -> Plan:
    """Compare the list with what AWS lists."""
    made, rows = Plan(), by_identity(listed, known)
    wanted = {principal.identity: principal for principal in request.principals}
    for identity, principal in wanted.items():
        existing = rows.pop(identity, [])
        if kept := _to_keep(existing, request, is_new=identity not in known.shares):
            made.keep[principal] = kept
        else:
            made.send[principal] = existing
    unwanted = [known.shares[identity] for identity in known.shares.keys() - wanted.keys()]
    made.remove |= by_id(unwanted)  # a listing may have missed one
    for identity, existing in rows.items():
        if identity in known.shares or identity in known.seen:
            made.remove = {**by_id(existing), **made.remove}  # a row may not name its principal, the state does
        else:
            made.others += [share for share in existing if share.is_live]
    return made


def by_id(shares: Iterable[Share]) -> dict[str, Share]:
    """Shares by their ID."""
    return {share.share_id: share for share in shares}


def parse_or_none(text: str) -> Principal | None:
    """Parse a principal as AWS or the state spells it. None: it is not known or cannot be parsed."""
    try:
        return Principal.parse(text)
    except ValueError:
        return None


def identity_of(share: Share) -> str:
    """The identity of a share's principal, or the share's ID if AWS does not name the principal."""
    return str(principal_identity(share.shared_with or share.share_id))


def _to_keep(existing: list[Share], request: ListRequest, *, is_new: bool) -> Share | None:
    """The share that a principal keeps. A dead one is kept only if the resource has it and must not send it again."""
    for share in existing:
        if share.is_live:
            return share
    return next((share for share in existing if not is_new and share.status not in request.resend_on), None)


def by_identity(listed: Iterable[Share], known: Known) -> dict[str, list[Share]]:
    """The listed shares by the identity of their principal. A row may not name it rightly, but the state does."""
    identities = {share.share_id: identity for identity, share in known.shares.items()}
    rows: defaultdict[str, list[Share]] = defaultdict(list)
    for share in listed:
        rows[identities.get(share.share_id) or identity_of(share)].append(share)
    return rows
