"""The complete list of who has a lens, as one thing: read with one listing, and changed side by side.

AWS has no operation for a list, so each share is sent or deleted alone. A part of them may fail, and the state has to
get the rest: so the outcome holds both. Nothing is lost if a run is killed and the engine stores nothing: the list owns
every share of the lens with a principal that it names, so the next run finds what was sent and keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pulumi_wellarchitected.errors import AlreadySharedError, WellArchitectedError
from pulumi_wellarchitected.shares.batch import one_failure, run_side_by_side
from pulumi_wellarchitected.shares.plan import by_id, by_identity, identity_of, make_plan, parse_or_none
from pulumi_wellarchitected.shares.share import ShareRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.lifecycle import Shares
    from pulumi_wellarchitected.shares.plan import Known, ListRequest, Plan
    from pulumi_wellarchitected.shares.share import Share


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change of the list has done."""

    shares: dict[str, Share]
    """The shares of the resource, by the spelling of their principal. Also those that could not be deleted."""
    ended: list[str]
    """Whose access was ended though the state did not name them."""
    failure: WellArchitectedError | None
    """Why a part of it could not be done. None: all is done."""


def share_with_list(shares: Shares, request: ListRequest, known: Known) -> Outcome:
    """Give access to all that the list names, and end that of all others. Raises if nothing could be done."""
    plan = make_plan(request, shares.find_all(), known)
    if plan.others and not request.remove_others:
        raise AlreadySharedError(_others_sentence(request, plan))
    for share in plan.keep.values():
        shares.keep(share.share_id)
    for share_id in plan.remove.keys() & by_id(known.shares.values()).keys():
        shares.give_up(share_id)
    # Deletes come first, since a lens has at most 300 shares. Their failures do not stop the sends.
    to_delete = {**plan.remove, **by_id(plan.others)}
    deleted, failed_deletes = _delete_all(shares, to_delete.values(), request.timeout("delete"))
    sent, failed_sends = run_side_by_side(
        {each.text: partial(_send, shares, request, each, dead) for each, dead in plan.send.items()}
    )
    failures, number = {**failed_deletes, **failed_sends}, len(to_delete) + len(plan.send)
    failure = one_failure(failures, number, f"share {request.target} with the list")
    if failure and not deleted and not sent:
        raise failure
    found = {**{each.text: share for each, share in plan.keep.items()}, **sent}
    stay = {
        **{each.text: dead[0] for each, dead in plan.send.items() if dead and each.identity in known.shares},
        **{identity_of(to_delete[share_id]): to_delete[share_id] for share_id in failed_deletes},
    }
    ended = [identity_of(each) for each in plan.others if each.share_id in deleted]
    return Outcome({**stay, **found}, ended, failure)


def read_list(shares: Shares, known: Known) -> dict[str, Share] | None:
    """Find the share of each principal, by its identity. None: the lens is gone, and its account says so."""
    listed = shares.find_all_for_read()
    if listed is None:
        return None
    seen = {share.share_id for share in listed}
    missed = [each for each in known.shares.values() if each.share_id not in seen]  # maybe by the listing only
    found, failures = run_side_by_side(
        {each.share_id: partial(shares.find, each.share_id, parse_or_none(each.shared_with)) for each in missed}
    )
    if failure := one_failure(failures, len(missed), "read the shares that the listing does not have"):
        raise failure
    rows = by_identity([*listed, *(share for share in found.values() if share)], known)
    return {each: max(existing, key=lambda share: share.is_live) for each, existing in rows.items()}


def delete_shares(shares: Shares, target: str, known: Known, timeout: timedelta) -> list[str]:
    """Delete the shares of the state. Returns the IDs of those that stay, since another resource owns them."""
    deleted, failures = _delete_all(shares, known.shares.values(), timeout)
    if failure := one_failure(failures, len(deleted) + len(failures), f"end all access to {target}"):
        raise failure
    return [share_id for share_id, was_deleted in deleted.items() if not was_deleted]


def _delete_all(
    shares: Shares, to_delete: Iterable[Share], timeout: timedelta
) -> tuple[dict[str, bool], dict[str, WellArchitectedError]]:
    return run_side_by_side(
        {
            each.share_id: partial(shares.delete, each.share_id, parse_or_none(each.shared_with), timeout)
            for each in to_delete
        }
    )


def _send(shares: Shares, request: ListRequest, principal: Principal, dead: list[Share]) -> Share:
    one = ShareRequest(request.target, principal, adopt_existing=True, timeouts=request.timeouts)
    return shares.wait_until_settled(shares.send(one, dead), one)


def _others_sentence(request: ListRequest, plan: Plan) -> str:
    others = ", ".join(sorted(identity_of(share) for share in plan.others))
    return (
        f"{request.target} is shared with others than principals names: {others}. Add them to principals, or set "
        f"remove_others=True to end their access. Nothing was changed."
    )
