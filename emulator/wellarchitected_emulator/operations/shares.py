"""Lens shares, as the lens's owner sees them: create, list, delete."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import ConflictError, QuotaExceededError, ResourceNotFoundError, ValidationError
from wellarchitected_emulator.lens_arn import partition_of
from wellarchitected_emulator.operations.access import owned_lens
from wellarchitected_emulator.paging import Listing
from wellarchitected_emulator.principals import Principal
from wellarchitected_emulator.shares_table import DEAD, ShareRow, View

if TYPE_CHECKING:
    from wellarchitected_emulator.lenses_table import Lens
    from wellarchitected_emulator.service import Call

MOST_SHARES_A_PAGE = 10
"""Whatever the model says (50): the live service answers a larger MaxResults with a ValidationException."""


def create_lens_share(call: Call) -> dict[str, Any]:
    """An invitation to an account or user; an association with an organization or OU."""
    lens = owned_lens(call)
    if lens.version is None:
        raise ValidationError("A lens is published before it is shared.", "LensAlias", "OTHER")
    principal = Principal.parse(call["SharedWith"], call.service.organization, partition_of(lens.region))
    if principal.account == lens.account:
        raise ValidationError("A lens is not shared with its owner's account.", "SharedWith")
    _refuse_duplicate(call, lens, principal)
    _refuse_beyond_quota(call, lens)
    share = _invitation(call, lens, principal) if _is_invited(call, principal) else _association(call, lens, principal)
    call.service.shares.add(share)
    call.service.shares.settle(call.now, call.service.settings)
    return {"ShareId": share.share_id}


def list_lens_shares(call: Call) -> dict[str, Any]:
    """A page of the shares, oldest first."""
    settings, shares = call.service.settings, call.service.shares
    listing = Listing.of("ListLensShares", call.parameters, settings, MOST_SHARES_A_PAGE)
    lens = owned_lens(call)
    prefix, status = call.get("SharedWithPrefix", ""), call.get("Status")

    def fetch(after: int, limit: int) -> list[ShareRow]:
        as_of = call.now - settings.read_lag_seconds
        view = View(lens.arn, prefix, status, as_of, settings.organization_principal_echo, after, limit)
        return shares.visible(view)

    items, token = listing.page(settings, fetch, lambda share: share.seq)
    summaries = [_summary(share, share.echo(settings)) for share in items]
    return {"LensShareSummaries": summaries, "NextToken": token}


def delete_lens_share(call: Call) -> dict[str, Any]:
    """Take a share back, whatever became of it."""
    lens = owned_lens(call)
    share = call.service.shares.find(lens.arn, call["ShareId"])
    if share is None:
        raise ResourceNotFoundError(f"No lens share with ID {call['ShareId']}", call["ShareId"], "LENS_SHARE")
    if share.status == "ASSOCIATING":
        raise ConflictError("The share is being associated. Try again later.", share.share_id, "LENS_SHARE")
    call.service.shares.delete(share.share_id, call.now)
    return {}


def _refuse_duplicate(call: Call, lens: Lens, principal: Principal) -> None:
    if not call.service.settings.duplicate_shares_conflict:
        return
    share = call.service.shares.live_with(lens.arn, principal.id)
    if share is not None:
        raise ConflictError(f"The lens is shared with {principal.given} already.", share.share_id, "LENS_SHARE")


def _refuse_beyond_quota(call: Call, lens: Lens) -> None:
    settings = call.service.settings
    counted = call.service.shares.count(lens.arn, without=() if settings.dead_shares_count else DEAD)
    if counted >= settings.shares_per_lens:
        raise QuotaExceededError(
            f"A lens has at most {settings.shares_per_lens} shares.", "SharesPerLens", lens.arn, "LENS"
        )


def _is_invited(call: Call, principal: Principal) -> bool:
    if principal.account is None:
        return False
    organization = call.service.organization
    skips = call.service.settings.organization_accounts_skip_pending and organization.sharing_enabled
    return not (skips and principal.account in organization)


def _invitation(call: Call, lens: Lens, principal: Principal) -> ShareRow:
    return _row(call, lens, principal, status="PENDING")


def _association(call: Call, lens: Lens, principal: Principal) -> ShareRow:
    enabled = call.service.organization.sharing_enabled
    return _row(
        call,
        lens,
        principal,
        status="ASSOCIATING",
        outcome="ASSOCIATED" if enabled else "FAILED",
        outcome_message="" if enabled else _sharing_is_disabled(),
    )


def _row(call: Call, lens: Lens, principal: Principal, **begins: str) -> ShareRow:
    return ShareRow(
        lens_arn=lens.arn,
        shared_with=principal.given,
        shared_with_id=principal.id,
        shared_with_arn=principal.arn,
        consumer=principal.account,
        created_at=call.now,
        updated_at=call.now,
        **begins,  # type: ignore[arg-type]
    )


def _sharing_is_disabled() -> str:
    """Messages of the live service have been seen to be JSON text."""
    reason = "Sharing with AWS Organizations is not enabled. Enable it from the organization's management account."
    return json.dumps({"errorCode": "ORGANIZATION_SHARING_NOT_ENABLED", "errorMessage": reason})


def _summary(share: ShareRow, shared_with: str) -> dict[str, Any]:
    summary = {
        "ShareId": share.share_id,
        "SharedWith": shared_with,
        "Status": share.status,
        "StatusMessage": share.status_message or None,
    }
    return {name: value for name, value in summary.items() if name not in share.omitted}
