"""Custom lenses: import, publish, get, export, delete.

ImportLens creates a draft, and CreateLensVersion publishes it as a version. ImportLens with the lens's ARN creates the
next draft. AWS's official lenses are not emulated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.access import get_owned_lens, get_visible_lens
from wellarchitected_emulator.operations.lens_documents import LensDocument, normalize_name, read_description
from wellarchitected_emulator.operations.tags import refuse_system_tags
from wellarchitected_emulator.state.lenses import LensRow
from wellarchitected_emulator.wire.errors import (
    AccessDeniedError,
    ConflictError,
    QuotaExceededError,
    ResourceNotFoundError,
    ValidationError,
)
from wellarchitected_emulator.wire.lens_arn import lens_arn

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Call

_DRAFT = "DRAFT"
_VERSION = re.compile(r"[A-Za-z0-9_.]+")


def import_lens(call: Call) -> dict[str, Any]:
    """Create a lens, or a new draft of the lens that LensAlias names. The live service answers without a Status."""
    document = LensDocument.parse(call["JSONString"])
    refuse_system_tags(call.get("Tags", {}))
    lens = _edit_lens(call, document.name) if call.get("LensAlias") else _add_lens(call, document.name)
    _store_draft(call, lens, document)
    status = call.service.settings.import_status
    return {"LensArn": lens.arn, "Status": None if status == "absent" else status}


def create_lens_version(call: Call) -> dict[str, Any]:
    """Publish the draft as a version."""
    lens, table, quota = get_owned_lens(call), call.service.lenses, call.service.settings.versions_per_lens
    version = call["LensVersion"]
    if not _VERSION.fullmatch(version):
        message = f"Invalid lens version {version} (allowed are letters, digits, underscores and periods)."
        raise ValidationError(message, "LensVersion")
    if lens.draft is None:
        raise ValidationError("The lens has no draft to publish.", "LensAlias", "OTHER")
    if table.find_document(lens.arn, version) is not None:
        raise ConflictError(f"The lens already has a version {version}.", lens.arn, "LENS")
    if len(table.list_versions(lens.arn)) >= quota:
        raise QuotaExceededError(f"A lens can have at most {quota} versions.", "VersionsPerLens", lens.arn, "LENS")
    table.publish(lens, version, is_major=call.get("IsMajorVersion", False), now=call.now)
    return {"LensArn": lens.arn, "LensVersion": version}


def get_lens(call: Call) -> dict[str, Any]:
    """Describe a version of a lens, or its draft."""
    lens, share = get_visible_lens(call)
    version = _choose_version(call, lens)
    has_invitation = share and (share.consumer or call.service.settings.organization_lens_has_invitation)
    found = {
        "LensArn": lens.arn,
        "LensVersion": version,
        "Name": lens.name,
        "Description": read_description(_get_document(call, lens, version)),
        "Owner": lens.account,
        "ShareInvitationId": share.share_id if share and has_invitation else None,
        "Tags": lens.tags or None,
    }
    return {"Lens": found}


def export_lens(call: Call) -> dict[str, Any]:
    """Return the lens's JSON. "Only the owner of a lens can export it" (API reference)."""
    lens, share = get_visible_lens(call)
    if share is not None:
        raise AccessDeniedError("Only the owner of a lens can export it.")
    return {"LensJSON": _get_document(call, lens, _choose_version(call, lens))}


def delete_lens(call: Call) -> dict[str, Any]:
    """Delete the draft, the published versions, or both. A lens without either is gone, and so are its shares."""
    lens = get_owned_lens(call)
    table, wanted = call.service.lenses, call["LensStatus"]
    if call.service.settings.lens_in_use_conflicts and call.service.shares.list_by_lens(lens.arn):
        raise ConflictError("The lens has shares. Delete the shares first.", lens.arn, "LENS")
    before = (lens.draft is not None or lens.is_importing, lens.version is not None)
    after = (before[0] and wanted == "PUBLISHED", before[1] and wanted == _DRAFT)
    if before == after:
        raise ResourceNotFoundError(f"The lens has no content with status {wanted}.", lens.arn, "LENS")
    match after:
        case (True, False):
            table.delete_versions(lens.arn)
        case (False, True):
            table.delete_draft(lens.arn, call.now)
        case _:
            table.delete(lens.arn, call.now)
            call.service.shares.delete_by_lens(lens.arn, call.now)
    return {}


def _add_lens(call: Call, name: str) -> LensRow:
    caller, table, quota = call.caller, call.service.lenses, call.service.settings.lenses_per_account
    if len(table.list_owned(caller.account, caller.region)) >= quota:
        message = f"An account can have at most {quota} custom lenses in a Region."
        raise QuotaExceededError(message, "LensesPerAccount", caller.account, "LENS")
    _check_name_is_free(call, name)
    before = table.count_imports(caller.account, caller.region, name)
    lens = LensRow(
        arn=lens_arn(name, account=caller.account, region=caller.region, imported_before=before),
        account=caller.account,
        region=caller.region,
        name=name,
        tags=call.get("Tags", {}),
        created_at=call.now,
        updated_at=call.now,
    )
    table.add(lens)
    return lens


def _edit_lens(call: Call, name: str) -> LensRow:
    lens = get_owned_lens(call)
    if name != lens.name:
        if lens.version is not None or not call.service.settings.draft_rename_allowed:
            raise ValidationError("Lens name must match published name", "JSONString")
        _check_name_is_free(call, name, lens.arn)
    if call.get("Tags") and call.service.settings.tags_of_edits_applied:
        call.service.lenses.set_tags(lens.arn, {**lens.tags, **call["Tags"]})
    return lens


def _check_name_is_free(call: Call, name: str, own_arn: str = "") -> None:
    """The message is the live service's (awslabs/operational-readiness-review-custom-war-lens, docs/gates.md)."""
    normalized, since = normalize_name(name), call.now - call.service.settings.deleted_name_seconds
    taken = call.service.lenses.list_names(call.caller.account, call.caller.region, since)
    if any(arn != own_arn and normalize_name(other) == normalized for arn, other in taken):
        raise ValidationError(f"A lens with normalized name {normalized} already exists.", "JSONString")


def _store_draft(call: Call, lens: LensRow, document: LensDocument) -> None:
    table, settings = call.service.lenses, call.service.settings
    match settings.import_status:
        case "ERROR" if call.get("LensAlias"):
            pass  # the previous draft stays
        case "ERROR":
            table.delete(lens.arn, call.now)
        case "IN_PROGRESS":
            table.begin_import(lens.arn, document.name, document.text, call.now + settings.import_seconds)
        case _:
            table.set_draft(lens.arn, document.name, document.text, call.now)


def _choose_version(call: Call, lens: LensRow) -> str:
    """The given version, or else the latest published version, or else the draft."""
    if version := call.get("LensVersion"):
        return str(version)
    has_draft = lens.draft is not None and lens.account == call.caller.account
    hidden = has_draft and call.service.settings.draft_hides_published
    return _DRAFT if hidden or lens.version is None else lens.version


def _get_document(call: Call, lens: LensRow, version: str) -> str:
    is_draft = version == _DRAFT and lens.account == call.caller.account
    document = lens.draft if is_draft else call.service.lenses.find_document(lens.arn, version)
    if document is None:
        raise ResourceNotFoundError(f"The lens has no version {version}.", lens.arn, "LENS")
    return document
