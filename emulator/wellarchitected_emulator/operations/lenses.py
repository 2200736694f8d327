"""Custom lenses: import, publish, get, export, list, delete.

ImportLens creates a draft, and CreateLensVersion publishes it as a version. ImportLens with the lens's ARN creates the
next draft. AWS's official lenses are not emulated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.access import get_owned_lens, get_visible_lens, list_effective_shares
from wellarchitected_emulator.operations.paging import Listing
from wellarchitected_emulator.state.lenses import Lens
from wellarchitected_emulator.wire.errors import (
    AccessDeniedError,
    ConflictError,
    QuotaExceededError,
    ResourceNotFoundError,
    ValidationError,
)
from wellarchitected_emulator.wire.lens_arn import lens_arn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellarchitected_emulator.state.service import Call

_MOST_LENSES_A_PAGE = 50
_DRAFT = "DRAFT"


def import_lens(call: Call) -> dict[str, Any]:
    """Create a lens, or a new draft of the lens that LensAlias names."""
    document = _parse_document(call["JSONString"])
    lens = _add_draft(call, document) if call.get("LensAlias") else _add_lens(call, document)
    return {"LensArn": lens.arn, "Status": "COMPLETE"}


def create_lens_version(call: Call) -> dict[str, Any]:
    """Publish the draft as a version."""
    lens = get_owned_lens(call)
    version = call["LensVersion"]
    if lens.draft is None:
        raise ValidationError("The lens has no draft to publish.", "LensAlias", "OTHER")
    if call.service.lenses.find_document(lens.arn, version) is not None:
        raise ConflictError(f"The lens already has a version {version}.", lens.arn, "LENS")
    call.service.lenses.add_version(lens.arn, version, lens.draft, call.now)
    call.service.lenses.set_draft(lens.arn, None, call.now)
    return {"LensArn": lens.arn, "LensVersion": version}


def get_lens(call: Call) -> dict[str, Any]:
    """Describe a lens: the given version, or else the latest published version, or else the draft."""
    lens, share = get_visible_lens(call)
    version = call.get("LensVersion") or lens.version or _DRAFT
    _get_document(call, lens, version)
    found = {
        "LensArn": lens.arn,
        "LensVersion": version,
        "Name": lens.name,
        "Description": lens.description,
        "Owner": lens.account,
        "ShareInvitationId": share.share_id if share else None,
        "Tags": lens.tags or None,
    }
    return {"Lens": found}


def export_lens(call: Call) -> dict[str, Any]:
    """Return the lens's JSON. "Only the owner of a lens can export it" (API reference)."""
    lens, share = get_visible_lens(call)
    if share is not None:
        raise AccessDeniedError("Only the owner of a lens can export it.")
    return {"LensJSON": _get_document(call, lens, call.get("LensVersion") or lens.version or _DRAFT)}


def list_lenses(call: Call) -> dict[str, Any]:
    """List the caller's own lenses, and those that are shared with it."""
    listing = Listing.parse("ListLenses", call, _MOST_LENSES_A_PAGE)
    summaries = sorted(_find_summaries(call), key=lambda numbered: numbered[0])
    items, token = listing.slice_page(summaries, lambda numbered: numbered[0])
    return {"LensSummaries": [summary for _, summary in items], "NextToken": token}


def delete_lens(call: Call) -> dict[str, Any]:
    """Delete the draft, the published versions, or both. A lens without either is gone, and so are its shares."""
    lens = get_owned_lens(call)
    table, wanted = call.service.lenses, call["LensStatus"]
    if call.service.settings.shared_lens_deletion_conflicts and call.service.shares.list_by_lens(lens.arn):
        raise ConflictError("The lens has shares. Delete the shares first.", lens.arn, "LENS")
    draft = None if wanted in ("ALL", _DRAFT) else lens.draft
    version = None if wanted in ("ALL", "PUBLISHED") else lens.version
    if (draft, version) == (lens.draft, lens.version):
        raise ResourceNotFoundError(f"The lens has no content with status {wanted}.", lens.arn, "LENS")
    if draft is None and version is None:
        table.delete(lens.arn, call.now)
        call.service.shares.delete_by_lens(lens.arn, call.now)
    elif version is None:
        table.delete_versions(lens.arn)
    else:
        table.set_draft(lens.arn, None, call.now)
    return {}


def _parse_document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise ValidationError(f"JSONString is not JSON: {error}.", "JSONString", "CANNOT_PARSE") from error
    if not isinstance(document, dict):
        raise ValidationError("JSONString is not a JSON object.", "JSONString", "CANNOT_PARSE")
    for member in ("schemaVersion", "name"):
        if not isinstance(document.get(member), str) or not document[member]:
            raise ValidationError(f"JSONString has no {member}.", "JSONString")
    if not isinstance(document.get("pillars"), list) or not document["pillars"]:
        raise ValidationError("JSONString has no pillars.", "JSONString")
    return document


def _add_lens(call: Call, document: dict[str, Any]) -> Lens:
    caller, table, quota = call.caller, call.service.lenses, call.service.settings.lenses_per_account
    if len(table.list_owned(caller.account, caller.region)) >= quota:
        message = f"An account can have at most {quota} custom lenses in a Region."
        raise QuotaExceededError(message, "LensesPerAccount", caller.account, "LENS")
    name = document["name"]
    before = table.count_imports(caller.account, caller.region, name)
    lens = Lens(
        arn=lens_arn(name, account=caller.account, region=caller.region, imported_before=before),
        account=caller.account,
        region=caller.region,
        name=name,
        description=document.get("description"),
        tags=call.get("Tags", {}),
        draft=call["JSONString"],
        created_at=call.now,
        updated_at=call.now,
    )
    table.add(lens)
    return lens


def _add_draft(call: Call, document: dict[str, Any]) -> Lens:
    lens = get_owned_lens(call)
    call.service.lenses.set_draft(lens.arn, call["JSONString"], call.now)
    call.service.lenses.rename(lens.arn, document["name"], document.get("description"))
    return lens


def _get_document(call: Call, lens: Lens, version: str) -> str:
    is_draft = version == _DRAFT and lens.account == call.caller.account
    document = lens.draft if is_draft else call.service.lenses.find_document(lens.arn, version)
    if document is None:
        raise ResourceNotFoundError(f"The lens has no version {version}.", lens.arn, "LENS")
    return document


def _find_summaries(call: Call) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered summaries. A lens with a published version and a draft has one summary for each."""
    name, kind, status = call.get("LensName"), call.get("LensType"), call.get("LensStatus", "ALL")
    for lens, lens_type in _find_lenses(call):
        if (name and lens.name != name) or (kind and lens_type != kind):
            continue
        if lens.version is not None and status in ("ALL", "PUBLISHED"):
            yield lens.seq * 2, _summarize(lens, lens_type, lens.version, "PUBLISHED")
        if lens.draft is not None and lens_type == "CUSTOM_SELF" and status in ("ALL", _DRAFT):
            yield lens.seq * 2 + 1, _summarize(lens, lens_type, None, _DRAFT)


def _find_lenses(call: Call) -> Iterator[tuple[Lens, str]]:
    caller, table = call.caller, call.service.lenses
    for lens in table.list_owned(caller.account, caller.region):
        yield lens, "CUSTOM_SELF"
    for arn in dict.fromkeys(share.lens_arn for share in list_effective_shares(call)):
        shared = table.find(arn)
        if shared and shared.region == caller.region and shared.account != caller.account:
            yield shared, "CUSTOM_SHARED"


def _summarize(lens: Lens, lens_type: str, version: str | None, status: str) -> dict[str, Any]:
    # The live service leaves out LensAlias (turbot/steampipe-plugin-aws#1689), and its LensStatus is not in the model
    # (turbot/steampipe-plugin-aws#1698).
    return {
        "LensArn": lens.arn,
        "LensName": lens.name,
        "LensType": lens_type,
        "Description": lens.description,
        "CreatedAt": lens.created_at,
        "UpdatedAt": lens.updated_at,
        "LensVersion": version,
        "Owner": lens.account,
        "LensStatus": status,
    }
