"""The control calls for lenses: publish one, list them, list the versions of one."""

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
        """All lenses, or those of an account or a Region, oldest first, whatever ListLenses shows."""
        self._service.settle()
        account, region = (_parse_text(body, name) for name in ("account", "region"))
        return {
            "lenses": [
                self._as_json(lens)
                for lens in self._service.lenses.list_all()
                if account in (None, lens.account) and region in (None, lens.region)
            ]
        }

    def list_versions(self, body: Body) -> object:
        """The published versions of a lens, oldest first."""
        rows = self._service.lenses.list_versions(str(LensArn.parse(body["lens"])))
        return {"versions": [_version_as_json(row) for row in rows]}

    def _as_json(self, lens: LensRow) -> dict[str, Any]:
        return {
            "arn": lens.arn,
            "name": lens.name,
            "version": lens.version,
            "versions": self._service.lenses.list_version_names(lens.arn),
            "draft": json.loads(lens.draft) if lens.draft is not None else None,
            "tags": lens.tags,
        }


def _parse_caller(body: Body) -> Caller:
    return Caller(_parse_text(body, "account") or DEFAULT_ACCOUNT, _parse_text(body, "region") or DEFAULT_REGION)


def _parse_text(body: Body, name: str) -> str | None:
    text = body.get(name)
    if text is not None and not isinstance(text, str):
        raise ValueError("account and region must be texts.")
    return text


def _version_as_json(row: VersionRow) -> dict[str, Any]:
    published_at = to_datetime(row.created_at).isoformat()
    document = json.loads(row.document)
    return {"name": row.version, "is_major": row.is_major, "published_at": published_at, "document": document}
