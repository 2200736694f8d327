"""The API operations on the custom lenses of one account in one Region, and whether "not found" can be believed.

AWS has no operation that lists the versions of a lens, and none that deletes a single one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.aws import Call, read_pages, read_rows, read_value
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.errors import NotFoundError
from pulumi_wellarchitected.lenses.lens import (
    DRAFT,
    PUBLISHED,
    Description,
    Imported,
    LensRow,
    LensSummary,
    OwnLens,
    parse_exported,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pulumi_wellarchitected.aws import Session

_Row = TypeVar("_Row")

_ADVICE = {
    "DeleteLens": {
        "ConflictException": (
            "It is still shared or in use. `aws wellarchitected list-lens-shares` and `aws wellarchitected "
            "list-workloads` show where. Delete the shares and remove the lens from the workloads first."
        ),
    },
    "GetLens": {
        "ResourceNotFoundException": "Check that it exists, and that it belongs to this account or is shared with it.",
    },
    "ImportLens": {
        "ServiceQuotaExceededException": (
            "An account has at most 15 custom lenses in a Region, and AWS does not raise this quota. Delete one."
        ),
        "ValidationException": "Correct the document, or give the lens another name.",
    },
    "CreateLensVersion": {
        "ServiceQuotaExceededException": (
            "A lens has at most 100 versions, AWS does not raise this quota, and no version can be deleted. Declare a "
            "lens with another name."
        ),
    },
}
_IF_DELETED = {
    "ResourceNotFoundException": (
        "If the lens was deleted outside of Pulumi, run pulumi refresh, and the next up creates it again."
    ),
}
_READS = frozenset({"ExportLens", "GetLens", "ListLenses"})


class LensesApi:
    """Imports, publishes, reads and deletes lenses."""

    def __init__(self, session: Session, region: str) -> None:
        self.region = region
        self._session = session

    def caller_account(self) -> str:
        """The account of the credentials."""
        return self._session.caller_account(self.region)

    def list(self) -> Iterable[OwnLens]:
        """List the lenses of the account with their published versions and their drafts. Takes two calls or more.

        Whether the status ALL shows both of a lens that has both is not known, so each is asked for.
        """
        found: dict[str, OwnLens] = {}
        for row in (*self.list_rows(PUBLISHED), *self.list_rows(DRAFT)):
            found[row.arn] = found.get(row.arn, OwnLens(row.arn, row.name)).with_row(row)
        return found.values()

    def list_rows(self, status: str) -> Iterator[LensRow]:
        """List the lenses of the account that are published, or that have a draft."""
        for row in self._list(LensRow.from_summary, LensType="CUSTOM_SELF", LensStatus=status):
            yield replace(row, status=status)

    def list_all(self, lens_type: str | None, status: str) -> Iterator[LensSummary]:
        """List the lenses of a type, or of all types: CUSTOM_SELF, CUSTOM_SHARED and AWS_OFFICIAL.

        Whether the status ALL shows one row or two of a lens that has a draft and a published version is not known.
        """
        of_type = {"LensType": lens_type} if lens_type else {}
        return self._list(LensSummary.from_summary, LensStatus=status, **of_type)

    def get(self, arn: str, version: str = "") -> Description:
        """Describe a version of a lens, or the one that AWS takes for the current one."""
        doing = f"read the lens {arn}"
        answer = self._call_lens("GetLens", doing, arn, **_version(version))
        return read_value(answer.get("Lens"), Description.from_lens, doing)

    def export(self, arn: str, version: str = "") -> str:
        """Return the document of a version. Only the owner may."""
        doing = f"export the lens {arn}"
        answer = self._call_lens("ExportLens", doing, arn, **_version(version))
        return read_value(answer.get("LensJSON"), parse_exported, doing)

    def create(self, name: str, document: str, tags: Mapping[str, str], token: str) -> Imported:
        """Import the draft of a new lens."""
        doing = f"import the lens {clean(name)!r}"
        given = {"Tags": dict(tags)} if tags else {}
        answer = self._call("ImportLens", doing, "*", JSONString=document, ClientRequestToken=token, **given)
        return read_value(answer, Imported.from_answer, doing)

    def edit(self, arn: str, document: str, token: str) -> Imported:
        """Import a draft of an existing lens. It replaces a draft that waits."""
        doing = f"import a draft of the lens {arn}"
        answer = self._call_lens("ImportLens", doing, arn, JSONString=document, ClientRequestToken=token)
        return read_value(answer, Imported.from_answer, doing)

    def publish(self, arn: str, version: str, token: str, *, is_major: bool) -> None:
        """Publish the draft as a version."""
        doing = f"publish the lens {arn} as {version}"
        given = {"LensVersion": version, "IsMajorVersion": is_major, "ClientRequestToken": token}
        self._call_lens("CreateLensVersion", doing, arn, **given)

    def delete(self, arn: str, token: str) -> None:
        """Delete a lens, its draft and all its versions."""
        self._call_lens("DeleteLens", f"delete the lens {arn}", arn, LensStatus="ALL", ClientRequestToken=token)

    def tag(self, arn: str, tags: Mapping[str, str]) -> None:
        """Add tags, or change their values."""
        self._call("TagResource", f"tag the lens {arn}", arn, WorkloadArn=arn, Tags=dict(tags))

    def untag(self, arn: str, keys: Iterable[str]) -> None:
        """Remove tags."""
        self._call("UntagResource", f"remove tags of the lens {arn}", arn, WorkloadArn=arn, TagKeys=sorted(keys))

    def require_owner(self, arn: str, doing: str) -> None:
        """Raise WrongAccountError unless the credentials belong to the lens's account."""
        self._session.require_account(parse_lens_arn(arn).account, self.region, doing, "the lens belongs to")

    def _list(self, parse: Callable[[object], _Row], **parameters: str) -> Iterator[_Row]:
        # AWS documents up to 50 rows a page, but for shares accepts only 10. Without a number it cannot refuse.
        doing = f"list the lenses in {self.region}"
        ask = partial(self._ask_page, doing, parameters)
        for answer in read_pages(ask, doing):
            yield from read_rows(answer, "LensSummaries", parse, doing)

    def _ask_page(self, doing: str, given: Mapping[str, Any], selection: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._call("ListLenses", doing, "*", **given, **selection)

    def _call_lens(self, operation: str, doing: str, arn: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401 - as boto3 takes them
        return self._call(operation, doing, arn, LensAlias=arn, **parameters)

    def _call(self, operation: str, doing: str, resource: str, **parameters: Any) -> dict[str, Any]:  # noqa: ANN401 - as boto3 takes them
        advice = {**_IF_DELETED, **_ADVICE.get(operation, {})}
        call = Call(operation, doing, resource, changes=operation not in _READS, advice=advice)
        try:
            return self._session.call(call, self.region, parameters)
        except NotFoundError:
            if call.changes:  # only the owner makes changes, and only the owner is told the truth
                self.require_owner(resource, doing)
            raise


def _version(version: str) -> dict[str, str]:
    return {"LensVersion": version} if version else {}
