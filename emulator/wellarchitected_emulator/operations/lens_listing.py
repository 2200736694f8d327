"""ListLenses: the caller's own lenses, and those that are shared with it.

The live service leaves out LensAlias for custom lenses (turbot/steampipe-plugin-aws#1689), and its LensStatus of
PUBLISHED or DRAFT is not in the model (turbot/steampipe-plugin-aws#1698).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.access import list_effective_shares
from wellarchitected_emulator.operations.lens_documents import read_description
from wellarchitected_emulator.operations.paging import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.service import Call

_MOST_LENSES_A_PAGE = 50


def list_lenses(call: Call) -> dict[str, Any]:
    """List the caller's own lenses, and those that are shared with it."""
    listing = Listing.parse("ListLenses", call, _MOST_LENSES_A_PAGE)
    summaries = sorted(_find_summaries(call), key=lambda numbered: numbered[0])
    items, token = listing.slice_page(summaries, lambda numbered: numbered[0])
    return {"LensSummaries": [summary for _, summary in items], "NextToken": token}


def _find_summaries(call: Call) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered summaries. A lens with a published version and a draft has one summary for each."""
    name, kind = call.get("LensName"), call.get("LensType")
    for lens, lens_type in _find_lenses(call):
        if (name and lens.name != name) or (kind and lens_type != kind):
            continue
        for status in _list_statuses(call, lens, lens_type):
            yield lens.seq * 2 + (status == "DRAFT"), _summarize(call, lens, lens_type, status)


def _list_statuses(call: Call, lens: LensRow, lens_type: str) -> list[str]:
    wanted = call.get("LensStatus", "ALL")
    has_draft = lens.draft is not None and lens_type == "CUSTOM_SELF"
    alone = wanted == "ALL" and has_draft and not call.service.settings.draft_listed_beside_published
    statuses = {"PUBLISHED": lens.version is not None and not alone, "DRAFT": has_draft}
    return [status for status, exists in statuses.items() if exists and wanted in ("ALL", status)]


def _find_lenses(call: Call) -> Iterator[tuple[LensRow, str]]:
    caller, table = call.caller, call.service.lenses
    for lens in table.list_owned(caller.account, caller.region):
        yield lens, "CUSTOM_SELF"
    for arn in dict.fromkeys(share.lens_arn for share in list_effective_shares(call)):
        shared = table.find(arn)
        if shared and shared.region == caller.region and shared.account != caller.account:
            yield shared, "CUSTOM_SHARED"


def _summarize(call: Call, lens: LensRow, lens_type: str, status: str) -> dict[str, Any]:
    published = lens.version if status == "PUBLISHED" else None
    document = call.service.lenses.find_document(lens.arn, published) if published else lens.draft
    return {
        "LensArn": lens.arn,
        "LensName": lens.name,
        "LensType": lens_type,
        "Description": read_description(document) if document else None,
        "CreatedAt": lens.created_at,
        "UpdatedAt": lens.published_at if published else lens.updated_at,
        "LensVersion": published,
        "Owner": lens.account,
        "LensStatus": status,
    }
