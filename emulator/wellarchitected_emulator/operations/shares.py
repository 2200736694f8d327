"""Lens shares as the owner sees them: create, list, delete."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.access import get_owned_lens
from wellarchitected_emulator.operations.paging import Listing
from wellarchitected_emulator.operations.principals import Principal
from wellarchitected_emulator.state.shares import ShareRow, View
from wellarchitected_emulator.wire.errors import (
    ConflictError,
    QuotaExceededError,
    ResourceNotFoundError,
    ValidationError,
)
from wellarchitected_emulator.wire.lens_arn import find_partition

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.service import Call

# The model allows 50, but the live service answers a MaxResults above 10 with a ValidationException.
_MOST_SHARES_A_PAGE = 10


def create_lens_share(call: Call) -> dict[str, Any]:
    """Invite an account or user, or associate an organization or OU."""
    lens = get_owned_lens(call)
    if lens.version is None:
        raise ValidationError("The lens must be published before it can be shared.", "LensAlias", "OTHER")
    principal = Principal.parse(call["SharedWith"], call.service.organization, find_partition(lens.region))
    if principal.account == lens.account:
        raise ValidationError("A lens cannot be shared with its owner's account.", "SharedWith")
    _check_duplicate(call, lens, principal)
    _check_quota(call, lens)
    begin = {"status": "PENDING"} if _needs_invitation(call, principal) else _begin_association(call)
    share = _make_row(call, lens, principal, **begin)
    call.service.shares.add(share)
    call.service.settle()
    return {"ShareId": share.share_id}


def list_lens_shares(call: Call) -> dict[str, Any]:
    """List one page of the shares, oldest first."""
    settings, shares = call.service.settings, call.service.shares
    listing = Listing.parse("ListLensShares", call, _MOST_SHARES_A_PAGE)
    lens = get_owned_lens(call)
    prefix, status, as_of = call.get("SharedWithPrefix", ""), call.get("Status"), call.now - settings.read_lag_seconds

    def fetch(after: int, limit: int) -> list[ShareRow]:
        return shares.list_visible(View(lens.arn, prefix, status, as_of, after, limit), settings)

    items, token = listing.fetch_page(fetch, lambda share: share.seq)
    summaries = [_summarize(share, share.shown_principal(settings)) for share in items]
    return {"LensShareSummaries": summaries, "NextToken": token}


def delete_lens_share(call: Call) -> dict[str, Any]:
    """Delete a share. An ASSOCIATING share is a ConflictException."""
    lens = get_owned_lens(call)
    share = call.service.shares.find(lens.arn, call["ShareId"])
    if share is None:
        raise ResourceNotFoundError(f"No lens share with ID {call['ShareId']}", call["ShareId"], "LENS_SHARE")
    if share.status == "ASSOCIATING":
        raise ConflictError("The share is being associated. Try again later.", share.share_id, "LENS_SHARE")
    call.service.shares.delete(share.share_id, call.now)
    return {}


def _check_duplicate(call: Call, lens: LensRow, principal: Principal) -> None:
    if not call.service.settings.duplicate_shares_conflict:
        return
    share = call.service.shares.find_live(lens.arn, principal.id)
    if share is not None:
        raise ConflictError(f"The lens is already shared with {principal.given}.", share.share_id, "LENS_SHARE")


def _check_quota(call: Call, lens: LensRow) -> None:
    settings = call.service.settings
    if call.service.shares.count(lens.arn, settings) >= settings.shares_per_lens:
        message = f"A lens can have at most {settings.shares_per_lens} shares."
        raise QuotaExceededError(message, "SharesPerLens", lens.arn, "LENS")


def _needs_invitation(call: Call, principal: Principal) -> bool:
    if principal.account is None:
        return False
    organization = call.service.organization
    skips = call.service.settings.organization_accounts_skip_pending and organization.sharing_enabled
    return not (skips and principal.account in organization)


def _begin_association(call: Call) -> dict[str, str]:
    if call.service.organization.sharing_enabled:
        return {"status": "ASSOCIATING", "outcome": "ASSOCIATED"}
    # The live service was seen to return JSON text as a message.
    reason = "Sharing with AWS Organizations is not enabled. Enable it from the organization's management account."
    message = json.dumps({"errorCode": "ORGANIZATION_SHARING_NOT_ENABLED", "errorMessage": reason})
    return {"status": "ASSOCIATING", "outcome": "FAILED", "outcome_message": message}


def _make_row(call: Call, lens: LensRow, principal: Principal, **begin: str) -> ShareRow:
    return ShareRow(
        lens_arn=lens.arn,
        shared_with=principal.given,
        shared_with_id=principal.id,
        shared_with_arn=principal.arn,
        consumer=principal.account,
        created_at=call.now,
        updated_at=call.now,
        **begin,  # type: ignore[arg-type]
    )


def _summarize(share: ShareRow, shared_with: str) -> dict[str, Any]:
    summary = {
        "ShareId": share.share_id,
        "SharedWith": shared_with,
        "Status": share.status,
        "StatusMessage": share.status_message or None,
    }
    return {name: value for name, value in summary.items() if name not in share.omitted}
