"""Which lenses a caller can see: its own, and those that are shared with it.

A lens of another account or another Region is not found. So a caller with the wrong credentials sees every lens as not
found, as in the live service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellarchitected_emulator.wire.errors import AccessDeniedError, ResourceNotFoundError
from wellarchitected_emulator.wire.lens_arn import LensArn

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.service import Call
    from wellarchitected_emulator.state.shares import ShareRow


def get_owned_lens(call: Call) -> LensRow:
    """The caller's own lens that LensAlias names."""
    lens = _get_lens(call)
    if lens.account != call.caller.account:
        raise _not_found(call)
    return lens


def get_visible_lens(call: Call) -> tuple[LensRow, ShareRow | None]:
    """The lens that LensAlias names, and the share that makes it visible. The owner needs no share."""
    lens = _get_lens(call)
    if lens.account == call.caller.account:
        return lens, None
    for share in list_effective_shares(call):
        if share.lens_arn == lens.arn:
            return lens, share
    if call.service.settings.unaccepted_lens_denied:
        raise AccessDeniedError(f"{call.caller.account} has no access to lens {lens.arn}.")
    raise _not_found(call)


def list_effective_shares(call: Call) -> list[ShareRow]:
    """The shares that give the caller lenses: accepted invitations, and shares with its organization."""
    table, account = call.service.shares, call.caller.account
    until = call.now - call.service.settings.acceptance_lag_seconds
    invited = [share for share in table.list_by_consumer(account) if share.status in ("ACCEPTED", "ASSOCIATED")]
    accepted = [share for share in invited if share.updated_at <= until]
    organization = call.service.organization
    associated = [s for s in table.list_associated() if account in organization.reached_accounts(s.shared_with_id)]
    return accepted + associated


def _get_lens(call: Call) -> LensRow:
    arn = LensArn.parse(call["LensAlias"])
    lens = call.service.lenses.find(str(arn)) if arn.region == call.caller.region else None
    if lens is None:
        raise _not_found(call)
    return lens


def _not_found(call: Call) -> ResourceNotFoundError:
    alias = call["LensAlias"]
    return ResourceNotFoundError(f"No lens with alias {alias}", alias, "LENS")
