"""Execute an operation: validate its parameters, replay a stored answer, or run it in a transaction.

The control API calls operations here too, without HTTP. An operation that is missing in the table is not emulated.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations import global_settings, invitations, lens_listing, lenses, shares, tags
from wellarchitected_emulator.operations.kinds import KINDS, WORKLOAD
from wellarchitected_emulator.state.service import Call
from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellarchitected_emulator.state.service import Service
    from wellarchitected_emulator.wire.credentials import Caller

OPERATIONS: dict[str, Callable[[Call], dict[str, Any]]] = {
    "CreateLensVersion": lenses.create_lens_version,
    "DeleteLens": lenses.delete_lens,
    "ExportLens": lenses.export_lens,
    "GetGlobalSettings": global_settings.get_global_settings,
    "GetLens": lenses.get_lens,
    "ImportLens": lenses.import_lens,
    "ListLenses": lens_listing.list_lenses,
    "ListTagsForResource": tags.list_tags_for_resource,
    "ListShareInvitations": invitations.list_share_invitations,
    "TagResource": tags.tag_resource,
    "UntagResource": tags.untag_resource,
    "UpdateGlobalSettings": global_settings.update_global_settings,
    "UpdateShareInvitation": invitations.update_share_invitation,
    "UpdateWorkloadShare": partial(shares.update_share, WORKLOAD),
    **{f"Create{kind.word}Share": partial(shares.create_share, kind) for kind in KINDS},
    **{f"Delete{kind.word}Share": partial(shares.delete_share, kind) for kind in KINDS},
    **{f"List{kind.word}Shares": partial(shares.list_shares, kind) for kind in KINDS},
}


def invoke(service: Service, operation: str, caller: Caller, parameters: dict[str, Any]) -> dict[str, Any]:
    """Execute an operation for a caller. Failures are ServiceErrors."""
    run = OPERATIONS.get(operation)
    if run is None:
        raise ServiceError("NotImplemented", f"The emulator does not implement {operation}.", status=501)
    validate(parameters, service.model.operation(operation).input_shape)
    now = service.clock.now()
    call = Call(service, caller, parameters, now)
    with service.store.transaction():
        service.settle()
        if "ClientRequestToken" not in parameters:
            return run(call)
        since = now - service.settings.token_window_seconds
        answer = service.tokens.find_answer(caller, operation, parameters, since)
        if answer is None:
            answer = run(call)
            service.tokens.add_answer(caller, operation, parameters, answer, now)
        return answer
