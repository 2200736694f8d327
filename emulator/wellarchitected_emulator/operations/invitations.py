"""Share invitations: shares as the consumer sees them.

Only PENDING invitations are listed. The user guide (Share invitations) says that the page shows "your pending workload
and custom lens invitations", and "If you reject the invitation, it's removed from the list".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.kinds import LENS, WORKLOAD, Kind, find_kind
from wellarchitected_emulator.operations.paging import Listing
from wellarchitected_emulator.wire.errors import ConflictError, ResourceNotFoundError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.resources import ResourceRow
    from wellarchitected_emulator.state.service import Call
    from wellarchitected_emulator.state.shares import ShareRow

_MOST_INVITATIONS_A_PAGE = 50
_STATUS_AFTER = {"ACCEPT": "ACCEPTED", "REJECT": "REJECTED"}


def list_share_invitations(call: Call) -> dict[str, Any]:
    """List the caller's pending invitations."""
    listing = Listing.parse("ListShareInvitations", call, _MOST_INVITATIONS_A_PAGE)
    items, token = listing.slice_page(_list_pending(call), lambda invitation: invitation[0].seq)
    return {"ShareInvitationSummaries": [_summarize(*invitation) for invitation in items], "NextToken": token}


def update_share_invitation(call: Call) -> dict[str, Any]:
    """Accept or reject an invitation."""
    share_id = call["ShareInvitationId"]
    share = call.service.shares.find_invitation(share_id, call.caller.account)
    if share is None or _find_shared(call, share) is None:
        raise ResourceNotFoundError(f"No share invitation with ID {share_id}", share_id, "SHARE_INVITATION")
    answerable = ["PENDING"]
    if call["ShareInvitationAction"] == "REJECT" and call.service.settings.accepted_can_be_rejected:
        answerable.append("ACCEPTED")
    if share.status not in answerable:
        raise ConflictError(f"The invitation is {share.status}, no longer PENDING.", share_id, "SHARE_INVITATION")
    status = _STATUS_AFTER[call["ShareInvitationAction"]]
    call.service.shares.update(replace(share, status=status, pinned=False, updated_at=call.now))
    kind = find_kind(share.lens_arn)
    alias = {"LensAlias": share.lens_arn} if kind is LENS else {}
    shown = {"ShareInvitationId": share_id, "ShareResourceType": kind.type, **alias, **_identify(kind, share)}
    return {"ShareInvitation": shown}


def _list_pending(call: Call) -> list[tuple[ShareRow, LensRow | ResourceRow]]:
    """Pending invitations with what they are to, of the kind and with the names that the caller asks for."""
    shares = call.service.shares.list_by_consumer(call.caller.account)
    found = [(share, _find_shared(call, share)) for share in shares if share.status == "PENDING"]
    return [(share, shared) for share, shared in found if shared and _matches(call, find_kind(shared.arn), shared.name)]


def _matches(call: Call, kind: Kind, name: str) -> bool:
    """Whether an invitation matches the filters. A prefix of another kind's names matches nothing."""
    prefixes = {each: call[each] for each in call.parameters if each.endswith("NamePrefix") and call[each]}
    is_asked = call.get("ShareResourceType", kind.type) == kind.type and not prefixes.keys() - {
        f"{kind.word}NamePrefix"
    }
    return is_asked and name.startswith(prefixes.get(f"{kind.word}NamePrefix", ""))


def _find_shared(call: Call, share: ShareRow) -> LensRow | ResourceRow | None:
    """What the invitation is to, if it is in the caller's Region. Things are shared within a Region."""
    shared = call.service.lenses.find(share.lens_arn) or call.service.resources.find(share.lens_arn)
    return shared if shared and shared.region == call.caller.region else None


def _identify(kind: Kind, share: ShareRow) -> dict[str, str]:
    """The member that names what is shared. A workload has no ARN there."""
    if kind is WORKLOAD:
        return {"WorkloadId": share.lens_arn.rpartition("/")[2]}
    return {f"{kind.word}Arn": share.lens_arn}


def _summarize(share: ShareRow, shared: LensRow | ResourceRow) -> dict[str, Any]:
    kind = find_kind(shared.arn)
    return {
        "ShareInvitationId": share.share_id,
        "SharedBy": shared.account,
        "SharedWith": share.shared_with,
        "PermissionType": share.permission or "READONLY",
        "ShareResourceType": kind.type,
        f"{kind.word}Name": shared.name,
        **_identify(kind, share),
    }
