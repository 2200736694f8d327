"""Which lenses a caller can see: its own, and those that reached it through a share.

A lens of another account, or of another Region, is simply not found: that is how the service answers, and why a caller
with the wrong credentials sees every lens as gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellarchitected_emulator.errors import ResourceNotFoundError
from wellarchitected_emulator.lens_arn import LensArn

if TYPE_CHECKING:
    from wellarchitected_emulator.lenses_table import Lens
    from wellarchitected_emulator.service import Call
    from wellarchitected_emulator.shares_table import ShareRow


def owned_lens(call: Call) -> Lens:
    """The caller's own lens that LensAlias names."""
    lens = _lens(call)
    if lens is None or lens.account != call.caller.account:
        raise not_found(call["LensAlias"])
    return lens


def visible_lens(call: Call) -> tuple[Lens, ShareRow | None]:
    """The lens that LensAlias names, and the share it reached the caller by; None for its owner."""
    lens = _lens(call)
    if lens is None:
        raise not_found(call["LensAlias"])
    if lens.account == call.caller.account:
        return lens, None
    for share in shares_that_reach(call):
        if share.lens_arn == lens.arn:
            return lens, share
    raise not_found(lens.arn)


def shares_that_reach(call: Call) -> list[ShareRow]:
    """The shares by which the caller has lenses: invitations it accepted, and those of its organization."""
    table, account = call.service.shares, call.caller.account
    accepted = [share for share in table.invitations(account) if share.status in ("ACCEPTED", "ASSOCIATED")]
    organization = call.service.organization
    associated = [s for s in table.associated() if account in organization.accounts_behind(s.shared_with_id)]
    return accepted + associated


def not_found(alias: str) -> ResourceNotFoundError:
    """The answer for every lens a caller cannot see."""
    return ResourceNotFoundError(f"No lens with alias {alias}", alias, "LENS")


def _lens(call: Call) -> Lens | None:
    arn = LensArn.parse(call["LensAlias"])
    return call.service.lenses.find(str(arn)) if arn.region == call.caller.region else None
