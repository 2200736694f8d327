"""Shares as the owner sees them: create, list, update, delete. The four kinds differ in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.kinds import LENS, Kind, get_owned
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
    from wellarchitected_emulator.state.service import Call

# The model allows 50, but the live service answers a MaxResults above 10 with a ValidationException.
_MOST_SHARES_A_PAGE = 10


def create_share(kind: Kind, call: Call) -> dict[str, Any]:
    """Invite an account or user, or associate an organization or OU."""
    lens = get_owned(call, kind)
    if kind is LENS and getattr(lens, "version", None) is None:
        raise ValidationError("The lens must be published before it can be shared.", "LensAlias", "OTHER")
    principal = Principal.parse(call["SharedWith"], call.service.organization, find_partition(lens.region))
    if principal.account == lens.account:
        raise ValidationError(f"A {kind.noun} cannot be shared with its owner's account.", "SharedWith")
    _check_duplicate(call, kind, lens.arn, principal)
    _check_quota(call, kind, lens.arn)
    begin = {"status": "PENDING"} if _needs_invitation(call, principal) else _begin_association(call)
    share = _make_row(call, lens.arn, principal, **begin)
    call.service.shares.add(share)
    call.service.settle()
    return {**(kind.echo(call) if kind.echoed_by_create else {}), "ShareId": share.share_id}


def list_shares(kind: Kind, call: Call) -> dict[str, Any]:
    """List one page of the shares, oldest first."""
    settings, shares = call.service.settings, call.service.shares
    listing = Listing.parse(f"List{kind.word}Shares", call, _MOST_SHARES_A_PAGE)
    lens = get_owned(call, kind)
    prefix, status, as_of = call.get("SharedWithPrefix", ""), call.get("Status"), call.now - settings.read_lag_seconds

    def fetch(after: int, limit: int) -> list[ShareRow]:
        return shares.list_visible(View(lens.arn, prefix, status, as_of, after, limit), settings)

    items, token = listing.fetch_page(fetch, lambda share: share.seq)
    summaries = [_summarize(share, share.shown_principal(settings)) for share in items]
    echo = kind.echo(call) if kind.echoed_by_list else {}
    return {**echo, f"{kind.word}ShareSummaries": summaries, "NextToken": token}


def update_share(kind: Kind, call: Call) -> dict[str, Any]:
    """Change what a share permits."""
    workload, share, settings = get_owned(call, kind), _get_share(kind, call), call.service.settings
    is_dead = share.status in ("EXPIRED", "REJECTED", "REVOKED", "FAILED")
    if is_dead and settings.dead_share_permission_conflicts:
        raise ConflictError(f"The share is {share.status}.", share.share_id, f"{kind.type}_SHARE")
    if share.consumer is None and settings.associated_share_permission_conflicts:
        raise ConflictError("The share is with an organization.", share.share_id, f"{kind.type}_SHARE")
    changed = replace(share, permission=call["PermissionType"], updated_at=call.now)
    call.service.shares.update(changed)
    shown = {"SharedBy": workload.account, "SharedWith": share.shared_with, "PermissionType": changed.permission}
    described = {"WorkloadName": workload.name, "WorkloadId": call["WorkloadId"], "Status": share.status}
    return {**kind.echo(call), "WorkloadShare": {"ShareId": share.share_id, **shown, **described}}


def delete_share(kind: Kind, call: Call) -> dict[str, Any]:
    """Delete a share. An ASSOCIATING share is a ConflictException."""
    share = _get_share(kind, call)
    if share.status == "ASSOCIATING":
        raise ConflictError("The share is being associated. Try again later.", share.share_id, f"{kind.type}_SHARE")
    call.service.shares.delete(share.share_id, call.now)
    return {}


def _get_share(kind: Kind, call: Call) -> ShareRow:
    share_id = call["ShareId"]
    share = call.service.shares.find(get_owned(call, kind).arn, share_id)
    if share is None:
        raise ResourceNotFoundError(f"No {kind.noun} share with ID {share_id}", share_id, f"{kind.type}_SHARE")
    return share


def _check_duplicate(call: Call, kind: Kind, arn: str, principal: Principal) -> None:
    if not call.service.settings.duplicate_shares_conflict:
        return
    share = call.service.shares.find_live(arn, principal.id)
    if share is not None:
        raise ConflictError(
            f"The {kind.noun} is already shared with {principal.given}.", share.share_id, f"{kind.type}_SHARE"
        )


def _check_quota(call: Call, kind: Kind, arn: str) -> None:
    settings = call.service.settings
    most = getattr(settings, kind.quota)
    if call.service.shares.count(arn, settings) >= most:
        message = f"A {kind.noun} can have at most {most} shares."
        raise QuotaExceededError(message, f"SharesPer{kind.word}", arn, kind.type)


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


def _make_row(call: Call, arn: str, principal: Principal, **begin: str) -> ShareRow:
    return ShareRow(
        lens_arn=arn,
        shared_with=principal.given,
        shared_with_id=principal.id,
        shared_with_arn=principal.arn,
        consumer=principal.account,
        created_at=call.now,
        updated_at=call.now,
        permission=call.get("PermissionType", ""),
        **begin,  # type: ignore[arg-type]
    )


def _summarize(share: ShareRow, shared_with: str) -> dict[str, Any]:
    summary = {
        "ShareId": share.share_id,
        "SharedWith": shared_with,
        "Status": share.status,
        "StatusMessage": share.status_message or None,
        "PermissionType": share.permission or None,
    }
    return {name: value for name, value in summary.items() if name not in share.omitted}
