"""Lens shares, as the consumer sees them: the invitations that wait for its answer.

"If you reject the invitation, it's removed from the list"; the page shows "your pending workload and custom lens
invitations" (user guide, Share invitations): so only PENDING ones are listed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import ConflictError, ResourceNotFoundError
from wellarchitected_emulator.paging import Listing

if TYPE_CHECKING:
    from wellarchitected_emulator.lenses_table import Lens
    from wellarchitected_emulator.service import Call
    from wellarchitected_emulator.shares_table import ShareRow

MOST_INVITATIONS_A_PAGE = 50
_STATUS_AFTER = {"ACCEPT": "ACCEPTED", "REJECT": "REJECTED"}


def list_share_invitations(call: Call) -> dict[str, Any]:
    """The invitations that wait for the caller."""
    listing = Listing.of("ListShareInvitations", call.parameters, call.service.settings, MOST_INVITATIONS_A_PAGE)
    invitations = _invitations(call)

    def fetch(after: int, limit: int) -> list[tuple[ShareRow, Lens]]:
        return [invitation for invitation in invitations if invitation[0].seq > after][:limit]

    items, token = listing.page(call.service.settings, fetch, lambda invitation: invitation[0].seq)
    return {"ShareInvitationSummaries": [_summary(*invitation) for invitation in items], "NextToken": token}


def update_share_invitation(call: Call) -> dict[str, Any]:
    """Accept or reject."""
    share_id = call["ShareInvitationId"]
    share = call.service.shares.find_invitation(share_id, call.caller.account)
    if share is None or _lens(call, share) is None:
        raise ResourceNotFoundError(f"No share invitation with ID {share_id}", share_id, "SHARE_INVITATION")
    if share.status != "PENDING":
        raise ConflictError(f"The invitation is {share.status}, no longer PENDING.", share_id, "SHARE_INVITATION")
    status = _STATUS_AFTER[call["ShareInvitationAction"]]
    call.service.shares.update(replace(share, status=status, pinned=False, updated_at=call.now))
    invitation = {
        "ShareInvitationId": share_id,
        "ShareResourceType": "LENS",
        "LensAlias": share.lens_arn,
        "LensArn": share.lens_arn,
    }
    return {"ShareInvitation": invitation}


def _invitations(call: Call) -> list[tuple[ShareRow, Lens]]:
    """Those for lenses; workloads, profiles and templates are not emulated, so a prefix of theirs finds none."""
    others = ("WorkloadNamePrefix", "ProfileNamePrefix", "TemplateNamePrefix")
    if call.get("ShareResourceType", "LENS") != "LENS" or any(call.get(prefix) for prefix in others):
        return []
    found = []
    for share in call.service.shares.invitations(call.caller.account):
        lens = _lens(call, share)
        if share.status == "PENDING" and lens and lens.name.startswith(call.get("LensNamePrefix", "")):
            found.append((share, lens))
    return found


def _lens(call: Call, share: ShareRow) -> Lens | None:
    """The invitation's lens, if it is one of the caller's Region: lenses are shared within a Region."""
    lens = call.service.lenses.find(share.lens_arn)
    return lens if lens and lens.region == call.caller.region else None


def _summary(share: ShareRow, lens: Lens) -> dict[str, Any]:
    return {
        "ShareInvitationId": share.share_id,
        "SharedBy": lens.account,
        "SharedWith": share.shared_with,
        "PermissionType": "READONLY",
        "ShareResourceType": "LENS",
        "LensName": lens.name,
        "LensArn": lens.arn,
    }
