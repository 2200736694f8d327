"""Custom lenses: import, publish, get, export, list, delete.

A lens is imported as a draft; publishing makes a version of it; importing again with the lens's ARN makes the next
draft. Workloads, and AWS's official lenses, are not emulated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import (
    AccessDeniedError,
    ConflictError,
    QuotaExceededError,
    ResourceNotFoundError,
    ValidationError,
)
from wellarchitected_emulator.lens_arn import lens_arn
from wellarchitected_emulator.lenses_table import Lens
from wellarchitected_emulator.operations.access import owned_lens, shares_that_reach, visible_lens
from wellarchitected_emulator.paging import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellarchitected_emulator.service import Call

MOST_LENSES_A_PAGE = 50
DRAFT = "DRAFT"


def import_lens(call: Call) -> dict[str, Any]:
    """A new lens, or a new draft of the one that LensAlias names."""
    document = _document(call["JSONString"])
    lens = _new_draft(call, document) if call.get("LensAlias") else _new_lens(call, document)
    return {"LensArn": lens.arn, "Status": "COMPLETE"}


def create_lens_version(call: Call) -> dict[str, Any]:
    """Publish the draft."""
    lens = owned_lens(call)
    version = call["LensVersion"]
    if lens.draft is None:
        raise ValidationError("The lens has no draft to publish.", "LensAlias", "OTHER")
    if call.service.lenses.version_document(lens.arn, version) is not None:
        raise ConflictError(f"The lens has a version {version} already.", lens.arn, "LENS")
    call.service.lenses.add_version(lens.arn, version, lens.draft, call.now)
    call.service.lenses.set_draft(lens.arn, None, call.now)
    return {"LensArn": lens.arn, "LensVersion": version}


def get_lens(call: Call) -> dict[str, Any]:
    """A lens the caller owns or that is shared with it; the latest published version, else the draft."""
    lens, share = visible_lens(call)
    version = call.get("LensVersion") or lens.version or DRAFT
    _version_document(call, lens, version)
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
    """The lens's JSON. "Only the owner of a lens can export it" (API reference)."""
    lens, share = visible_lens(call)
    if share is not None:
        raise AccessDeniedError("Only the owner of a lens can export it.")
    return {"LensJSON": _version_document(call, lens, call.get("LensVersion") or lens.version or DRAFT)}


def list_lenses(call: Call) -> dict[str, Any]:
    """The caller's own lenses, and those shared with it that were accepted."""
    listing = Listing.of("ListLenses", call.parameters, call.service.settings, MOST_LENSES_A_PAGE)
    summaries = sorted(_summaries(call), key=lambda numbered: numbered[0])

    def fetch(after: int, limit: int) -> list[tuple[int, dict[str, Any]]]:
        return [numbered for numbered in summaries if numbered[0] > after][:limit]

    items, token = listing.page(call.service.settings, fetch, lambda numbered: numbered[0])
    return {"LensSummaries": [summary for _, summary in items], "NextToken": token}


def delete_lens(call: Call) -> dict[str, Any]:
    """Delete the draft, what is published, or both; a lens with neither left is gone, and its shares with it."""
    lens = owned_lens(call)
    table, wanted = call.service.lenses, call["LensStatus"]
    if call.service.settings.shared_lens_deletion_conflicts and call.service.shares.count(lens.arn):
        raise ConflictError("The lens has shares. Delete them first.", lens.arn, "LENS")
    draft = None if wanted in ("ALL", DRAFT) else lens.draft
    version = None if wanted in ("ALL", "PUBLISHED") else lens.version
    if (draft, version) == (lens.draft, lens.version):
        raise ResourceNotFoundError(f"The lens has nothing that is {wanted}.", lens.arn, "LENS")
    if draft is None and version is None:
        table.remove(lens.arn, call.now)
        call.service.shares.delete_all(lens.arn, call.now)
    elif version is None:
        table.remove_versions(lens.arn)
    else:
        table.set_draft(lens.arn, None, call.now)
    return {}


def _document(text: str) -> dict[str, Any]:
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


def _new_lens(call: Call, document: dict[str, Any]) -> Lens:
    caller, table, quota = call.caller, call.service.lenses, call.service.settings.lenses_per_account
    if len(table.of_account(caller.account, caller.region)) >= quota:
        raise QuotaExceededError(
            f"An account has at most {quota} custom lenses in a Region.", "LensesPerAccount", caller.account, "LENS"
        )
    name = document["name"]
    before = table.times_imported(caller.account, caller.region, name)
    lens = Lens(
        seq=0,
        arn=lens_arn(name, account=caller.account, region=caller.region, imported_before=before),
        account=caller.account,
        region=caller.region,
        name=name,
        description=document.get("description"),
        tags=call.get("Tags", {}),
        draft=call["JSONString"],
        version=None,
        created_at=call.now,
        updated_at=call.now,
    )
    table.add(lens)
    return lens


def _new_draft(call: Call, document: dict[str, Any]) -> Lens:
    lens = owned_lens(call)
    call.service.lenses.set_draft(lens.arn, call["JSONString"], call.now)
    call.service.lenses.rename(lens.arn, document["name"], document.get("description"))
    return lens


def _version_document(call: Call, lens: Lens, version: str) -> str:
    is_draft = version == DRAFT and lens.account == call.caller.account
    document = lens.draft if is_draft else call.service.lenses.version_document(lens.arn, version)
    if document is None:
        raise ResourceNotFoundError(f"The lens has no version {version}.", lens.arn, "LENS")
    return document


def _summaries(call: Call) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each with a number that orders it: a lens that is published and has a draft is shown as both."""
    name, kind, status = call.get("LensName"), call.get("LensType"), call.get("LensStatus", "ALL")
    for lens, lens_type in _lenses(call):
        if (name and lens.name != name) or (kind and lens_type != kind):
            continue
        if lens.version is not None and status in ("ALL", "PUBLISHED"):
            yield lens.seq * 2, _summary(lens, lens_type, lens.version, "PUBLISHED")
        if lens.draft is not None and lens_type == "CUSTOM_SELF" and status in ("ALL", DRAFT):
            yield lens.seq * 2 + 1, _summary(lens, lens_type, None, DRAFT)


def _lenses(call: Call) -> Iterator[tuple[Lens, str]]:
    caller, table = call.caller, call.service.lenses
    for lens in table.of_account(caller.account, caller.region):
        yield lens, "CUSTOM_SELF"
    for arn in dict.fromkeys(share.lens_arn for share in shares_that_reach(call)):
        lens_or_none = table.find(arn)
        if lens_or_none and lens_or_none.region == caller.region and lens_or_none.account != caller.account:
            yield lens_or_none, "CUSTOM_SHARED"


def _summary(lens: Lens, lens_type: str, version: str | None, status: str) -> dict[str, Any]:
    """LensAlias is left out and LensStatus is outside the model, as seen of the live service.

    (turbot/steampipe-plugin-aws#1689 and #1698.)
    """
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
