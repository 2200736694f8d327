"""Share invitations: lens shares as the consumer sees them.

Only PENDING invitations are listed. The user guide (Share invitations) says that the page shows "your pending workload
and custom lens invitations", and "If you reject the invitation, it's removed from the list".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.paging import Listing
from wellarchitected_emulator.wire.errors import ConflictError, ResourceNotFoundError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow
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
    if share is None or _find_lens(call, share) is None:
        raise ResourceNotFoundError(f"No share invitation with ID {share_id}", share_id, "SHARE_INVITATION")
    answerable = ["PENDING"]
    if call["ShareInvitationAction"] == "REJECT" and call.service.settings.accepted_can_be_rejected:
        answerable.append("ACCEPTED")
    if share.status not in answerable:
        raise ConflictError(f"The invitation is {share.status}, no longer PENDING.", share_id, "SHARE_INVITATION")
    status = _STATUS_AFTER[call["ShareInvitationAction"]]
    call.service.shares.update(replace(share, status=status, pinned=False, updated_at=call.now))
    lens = {"LensAlias": share.lens_arn, "LensArn": share.lens_arn}
    return {"ShareInvitation": {"ShareInvitationId": share_id, "ShareResourceType": "LENS", **lens}}


def _list_pending(call: Call) -> list[tuple[ShareRow, LensRow]]:
    """Pending invitations with their lenses. Workloads, profiles and templates are not emulated: nothing matches."""
    others = ("WorkloadNamePrefix", "ProfileNamePrefix", "TemplateNamePrefix")
    if call.get("ShareResourceType", "LENS") != "LENS" or any(call.get(prefix) for prefix in others):
        return []
    shares = call.service.shares.list_by_consumer(call.caller.account)
    found = [(share, _find_lens(call, share)) for share in shares if share.status == "PENDING"]
    prefix = call.get("LensNamePrefix", "")
    return [(share, lens) for share, lens in found if lens and lens.name.startswith(prefix)]


def _find_lens(call: Call, share: ShareRow) -> LensRow | None:
    """The invitation's lens, if it is in the caller's Region. Lenses are shared within a Region."""
    lens = call.service.lenses.find(share.lens_arn)
    return lens if lens and lens.region == call.caller.region else None


def _summarize(share: ShareRow, lens: LensRow) -> dict[str, Any]:
    return {
        "ShareInvitationId": share.share_id,
        "SharedBy": lens.account,
        "SharedWith": share.shared_with,
        "PermissionType": "READONLY",
        "ShareResourceType": "LENS",
        "LensName": lens.name,
        "LensArn": lens.arn,
    }
