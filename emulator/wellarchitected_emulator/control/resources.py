"""The control calls for workloads, profiles and review templates: make a bare one, delete one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.operations.kinds import KINDS, LENS
from wellarchitected_emulator.state.resources import ResourceRow, make_id
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION
from wellarchitected_emulator.wire.lens_arn import find_partition

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Service

Body = dict[str, Any]

_PARTS = {kind.type: kind.arn_part for kind in KINDS if kind is not LENS}


class ControlResources:
    """Answers the control calls for workloads, profiles and review templates."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def create(self, body: Body) -> object:
        """Make a workload, a profile or a review template that has nothing but a name."""
        kind, account, region = body["kind"], body.get("account", DEFAULT_ACCOUNT), body.get("region", DEFAULT_REGION)
        if kind not in _PARTS:
            raise ValueError(f"kind must be one of {', '.join(_PARTS)}.")
        arn = f"arn:{find_partition(region)}:wellarchitected:{region}:{account}:{_PARTS[kind]}/{make_id()}"
        self._service.resources.add(ResourceRow(arn, kind, body["name"], account, region))
        return {"arn": arn}

    def remove(self, body: Body) -> object:
        """Delete a workload, a profile or a review template, and its shares."""
        self._service.resources.delete(body["arn"])
        self._service.shares.delete_by_lens(body["arn"], self._service.clock.now())
        return {}
