"""The complete list of who has a lens, as one thing: read with one listing, and changed side by side.

AWS has no operation for a list, so each share is sent or deleted alone. Nothing is lost if the engine stores nothing
after a failure: the list owns every share of the lens with a principal that it names, so the next run finds what was
sent and keeps it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pulumi_wellarchitected.errors import AlreadySharedError, WellArchitectedError
from pulumi_wellarchitected.shares.batch import raise_failures, run_side_by_side
from pulumi_wellarchitected.shares.plan import by_identity, identity_of, make_plan, parse_or_none, removal
from pulumi_wellarchitected.shares.share import ShareRequest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.lifecycle import Shares
    from pulumi_wellarchitected.shares.plan import Known, ListRequest, Plan
    from pulumi_wellarchitected.shares.share import Share

_KEPT = " What was sent is not in the state yet: the next `pulumi up` finds and keeps it."


def share_with_list(shares: Shares, request: ListRequest, known: Known) -> tuple[dict[str, Share], list[str]]:
    """Give access to all that the list names, and end that of all others.

    Returns the shares by the spelling of their principal, and whose access was ended though the state did not name
    them.
    """
    plan = make_plan(request, shares.find_all(), known)
    if plan.others and not request.remove_others:
        raise AlreadySharedError(_others_sentence(request, plan))
    for share in plan.keep.values():
        shares.keep(share.share_id)
    for share_id in plan.remove.keys() & set(known.share_ids.values()):
        shares.give_up(share_id)
    # Deletes come first, since a lens has at most 300 shares. Their failures do not stop the sends.
    to_delete = {**plan.remove, **removal(plan.others)}
    _, failed_deletes = _delete_all(shares, to_delete, request.timeout("delete"))
    sent, failed_sends = run_side_by_side(
        {each.text: partial(_send, shares, request, each, dead) for each, dead in plan.send.items()}
    )
    raise_failures({**failed_deletes, **failed_sends}, f"share {request.target} with the list", _KEPT)
    found = {**{each.text: share for each, share in plan.keep.items()}, **sent}
    return {each.text: found[each.text] for each in request.principals}, [identity_of(each) for each in plan.others]


def read_list(shares: Shares, known: Known) -> dict[str, Share] | None:
    """Find the share of each principal, by its identity. None: the lens is gone, and its account says so."""
    listed = shares.find_all_for_read()
    if listed is None:
        return None
    seen = {share.share_id for share in listed}
    missed = {each: id_ for each, id_ in known.share_ids.items() if id_ not in seen}  # maybe by the listing only
    found, failures = run_side_by_side(
        {each: partial(shares.find, id_, parse_or_none(each)) for each, id_ in missed.items()}
    )
    raise_failures(failures, "read the shares that the listing does not have")
    rows = by_identity([*listed, *(share for share in found.values() if share)], known)
    return {each: max(existing, key=lambda share: share.is_live) for each, existing in rows.items()}


def delete_shares(
    shares: Shares, target: str, share_ids: Mapping[str, Principal | None], timeout: timedelta
) -> list[str]:
    """Delete shares. Returns the IDs of those that stay, since another resource of this program owns them."""
    deleted, failures = _delete_all(shares, share_ids, timeout)
    raise_failures(failures, f"end all access to {target}")
    return [share_id for share_id, was_deleted in deleted.items() if not was_deleted]


def _delete_all(
    shares: Shares, share_ids: Mapping[str, Principal | None], timeout: timedelta
) -> tuple[dict[str, bool], dict[str, WellArchitectedError]]:
    return run_side_by_side({id_: partial(shares.delete, id_, each, timeout) for id_, each in share_ids.items()})


def _send(shares: Shares, request: ListRequest, principal: Principal, dead: list[Share]) -> Share:
    one = ShareRequest(request.target, principal, adopt_existing=True, timeouts=request.timeouts)
    return shares.wait_until_settled(shares.send(one, dead), one)


def _others_sentence(request: ListRequest, plan: Plan) -> str:
    others = ", ".join(sorted(identity_of(share) for share in plan.others))
    return (
        f"{request.target} is shared with others than principals names: {others}. Add them to principals, or set "
        f"remove_others=True to end their access. Nothing was changed."
    )
