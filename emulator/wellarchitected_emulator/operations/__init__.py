"""What the service does, one function an operation; an operation that is not here is not emulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations import global_settings, invitations, lenses, shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellarchitected_emulator.service import Call

OPERATIONS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "CreateLensShare": shares.create_lens_share,
    "CreateLensVersion": lenses.create_lens_version,
    "DeleteLens": lenses.delete_lens,
    "DeleteLensShare": shares.delete_lens_share,
    "ExportLens": lenses.export_lens,
    "GetGlobalSettings": global_settings.get_global_settings,
    "GetLens": lenses.get_lens,
    "ImportLens": lenses.import_lens,
    "ListLensShares": shares.list_lens_shares,
    "ListLenses": lenses.list_lenses,
    "ListShareInvitations": invitations.list_share_invitations,
    "UpdateGlobalSettings": global_settings.update_global_settings,
    "UpdateShareInvitation": invitations.update_share_invitation,
}
