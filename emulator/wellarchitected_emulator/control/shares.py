"""The control calls for shares: list all of them, and change them out of band."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.invocation import invoke
from wellarchitected_emulator.operations.kinds import WORKLOAD, find_kind
from wellarchitected_emulator.state.clock import to_datetime
from wellarchitected_emulator.state.shares import ShareRow
from wellarchitected_emulator.wire.credentials import Caller
from wellarchitected_emulator.wire.errors import ServiceError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Service

Body = dict[str, Any]
READONLY = "READONLY"


class ControlShares:
    """Answers the control calls for shares. `lens` is the ARN of a lens."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def list(self, body: Body) -> object:
        """All shares, or those of a lens, oldest first, whatever ListLensShares shows."""
        self._service.settle()
        lens = body.get("lens")
        return {"shares": [_as_json(each) for each in self._service.shares.list_all() if lens in (None, each.lens_arn)]}

    def create(self, body: Body) -> object:
        """Create a share as its owner. With a `status`, add a row to which no rule of the service applies."""
        if "status" in body:
            return {"share_id": self._add_row(body)}
        arn = body["lens"]
        kind, (region, account) = find_kind(arn), arn.split(":")[3:5]
        parameters = {"SharedWith": body["shared_with"], "ClientRequestToken": uuid.uuid4().hex}
        if kind is WORKLOAD:
            parameters["PermissionType"] = body.get("permission", READONLY)
        named = {kind.parameter: arn.rpartition("/")[2] if kind is WORKLOAD else arn}
        answer = invoke(self._service, f"Create{kind.word}Share", Caller(account, region), {**named, **parameters})
        return {"share_id": answer["ShareId"]}

    def change(self, body: Body) -> object:
        """Set `status` (any text), `status_message`, and the members that listings leave out (`omitted`)."""
        share = self._find(body)
        changed = replace(
            share,
            status=body.get("status", share.status),
            status_message=body.get("status_message", share.status_message),
            omitted=tuple(body.get("omitted", share.omitted)),
            permission=body.get("permission", share.permission),
            pinned=share.pinned or "status" in body,
            updated_at=self._service.clock.now(),
        )
        self._service.shares.update(changed)
        return _as_json(changed)

    def remove(self, body: Body) -> object:
        """Remove a share, whatever its status."""
        self._service.shares.purge(self._find(body).share_id)
        return {}

    def answer_invitation(self, body: Body) -> object:
        """Answer an invitation as the consumer. `action` is ACCEPT or REJECT."""
        share = self._find(body)
        caller = Caller(share.consumer or "", share.lens_arn.split(":")[3])
        parameters = {"ShareInvitationId": share.share_id, "ShareInvitationAction": body["action"]}
        invoke(self._service, "UpdateShareInvitation", caller, parameters)
        return {}

    def _find(self, body: Body) -> ShareRow:
        self._service.settle()
        share = self._service.shares.find(body["lens"], body["share_id"])
        if share is None:
            raise ServiceError("NoSuchShare", f"There is no share {body['share_id']} of {body['lens']}.")
        return share

    def _add_row(self, body: Body) -> str:
        now = self._service.clock.now()
        shared_with = body["shared_with"]
        share = ShareRow(
            lens_arn=body["lens"],
            shared_with=shared_with,
            shared_with_id=shared_with,
            shared_with_arn=shared_with,
            consumer=body.get("consumer", shared_with if shared_with.isdecimal() else None),
            status=body["status"],
            status_message=body.get("status_message", ""),
            created_at=now,
            updated_at=now,
            pinned=True,
            omitted=tuple(body.get("omitted", ())),
            permission=body.get("permission", READONLY if ":workload/" in body["lens"] else ""),
            share_id=body.get("share_id") or uuid.uuid4().hex,
        )
        self._service.shares.add(share)
        return share.share_id


def _as_json(share: ShareRow) -> dict[str, Any]:
    return {
        "share_id": share.share_id,
        "lens_arn": share.lens_arn,
        "shared_with": share.shared_with,
        "consumer": share.consumer,
        "status": share.status,
        "status_message": share.status_message,
        "created_at": to_datetime(share.created_at).isoformat(),
        "updated_at": to_datetime(share.updated_at).isoformat(),
        "omitted": list(share.omitted),
        "permission": share.permission,
    }
