"""The control calls for lenses: publish one, list all of an account, list the versions of one."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.invocation import invoke
from wellarchitected_emulator.state.clock import to_datetime
from wellarchitected_emulator.state.sample_lens import minimal_lens
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION, Caller
from wellarchitected_emulator.wire.lens_arn import LensArn

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow, VersionRow
    from wellarchitected_emulator.state.service import Service

Body = dict[str, Any]


class ControlLenses:
    """Answers the control calls for lenses."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def publish(self, body: Body) -> object:
        """Import and publish a lens by the service's own operations. A name that is taken is an error."""
        caller = _parse_caller(body)
        document = body.get("document") or minimal_lens(body["name"])
        token = uuid.uuid4().hex
        draft = {"JSONString": json.dumps(document), "ClientRequestToken": token}
        arn = invoke(self._service, "ImportLens", caller, draft)["LensArn"]
        version = {"LensAlias": arn, "LensVersion": body.get("version", "1.0"), "IsMajorVersion": True}
        invoke(self._service, "CreateLensVersion", caller, {**version, "ClientRequestToken": token})
        return {"arn": arn}

    def list(self, body: Body) -> object:
        """An account's lenses in a Region, oldest first, whatever ListLenses shows."""
        self._service.settle()
        caller = _parse_caller(body)
        return {"lenses": [_as_json(lens) for lens in self._service.lenses.list_owned(caller.account, caller.region)]}

    def list_versions(self, body: Body) -> object:
        """The published versions of a lens, oldest first."""
        rows = self._service.lenses.list_versions(str(LensArn.parse(body["lens"])))
        return {"versions": [_version_as_json(row) for row in rows]}


def _parse_caller(body: Body) -> Caller:
    account, region = body.get("account", DEFAULT_ACCOUNT), body.get("region", DEFAULT_REGION)
    if not isinstance(account, str) or not isinstance(region, str):
        raise ValueError("account and region must be texts.")  # noqa: TRY004  # answered like any bad value
    return Caller(account, region)


def _as_json(lens: LensRow) -> dict[str, Any]:
    return {
        "arn": lens.arn,
        "name": lens.name,
        "version": lens.version,
        "draft": json.loads(lens.draft) if lens.draft is not None else None,
        "tags": lens.tags,
    }


def _version_as_json(row: VersionRow) -> dict[str, Any]:
    published_at = to_datetime(row.created_at).isoformat()
    document = json.loads(row.document)
    return {"name": row.version, "is_major": row.is_major, "published_at": published_at, "document": document}
