"""The control calls about shares: the emulator's own view of them, and changes behind the owner's back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.accounts import Caller
from wellarchitected_emulator.clock import as_datetime
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.invocation import invoke
from wellarchitected_emulator.lens_arn import LensArn
from wellarchitected_emulator.shares_table import ShareRow

if TYPE_CHECKING:
    from wellarchitected_emulator.service import Service

Body = dict[str, Any]


class ControlShares:
    """Shares from outside the API. `lens` is always the lens's ARN."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def listed(self, body: Body) -> object:
        """Every share that exists, in the order of creation, whatever listings show."""
        self._service.settle()
        return {"shares": [_as_json(share) for share in self._service.shares.of_lens(body["lens"])]}

    def create(self, body: Body) -> object:
        """As the owner would, unlogged; with a `status`, a raw row that no rule of the service is applied to."""
        if "status" in body:
            return {"share_id": self._add_row(body)}
        arn = LensArn.parse(body["lens"])
        parameters = {
            "LensAlias": str(arn),
            "SharedWith": body["shared_with"],
            "ClientRequestToken": uuid.uuid4().hex,
        }
        answer = invoke(self._service, "CreateLensShare", Caller(arn.account, arn.region), parameters)
        return {"share_id": answer["ShareId"]}

    def change(self, body: Body) -> object:
        """Set `status` (any text) and `status_message`, and which members listings leave out (`omitted`)."""
        share = self._existing(body)
        changed = replace(
            share,
            status=body.get("status", share.status),
            status_message=body.get("status_message", share.status_message),
            omitted=tuple(body.get("omitted", share.omitted)),
            pinned=share.pinned or "status" in body,
            updated_at=self._service.clock.now(),
        )
        self._service.shares.update(changed)
        return _as_json(changed)

    def remove(self, body: Body) -> object:
        """Gone, whatever its status."""
        self._service.shares.purge(self._existing(body).share_id)
        return {}

    def answer_invitation(self, body: Body) -> object:
        """As the consumer would, unlogged: `action` is ACCEPT or REJECT."""
        share = self._existing(body)
        caller = Caller(share.consumer or "", LensArn.parse(share.lens_arn).region)
        parameters = {"ShareInvitationId": share.share_id, "ShareInvitationAction": body["action"]}
        invoke(self._service, "UpdateShareInvitation", caller, parameters)
        return {}

    def _existing(self, body: Body) -> ShareRow:
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
            share_id=body.get("share_id") or uuid.uuid4().hex,
        )
        self._service.shares.add(share)
        return share.share_id


def _as_json(share: ShareRow) -> dict[str, Any]:
    return {
        "share_id": share.share_id,
        "lens_arn": share.lens_arn,
        "shared_with": share.shared_with,
        "status": share.status,
        "status_message": share.status_message,
        "created_at": as_datetime(share.created_at).isoformat(),
        "updated_at": as_datetime(share.updated_at).isoformat(),
        "omitted": list(share.omitted),
    }
