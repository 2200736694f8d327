"""The four kinds of things that can be shared, and which of them a caller owns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellarchitected_emulator.operations.access import get_owned_lens
from wellarchitected_emulator.wire.errors import ResourceNotFoundError, ValidationError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.resources import ResourceRow
    from wellarchitected_emulator.state.service import Call


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind."""

    word: str
    """What operations and members call it: `Lens` in CreateLensShare."""
    parameter: str
    """The parameter that names the shared thing."""
    noun: str
    quota: str
    """The setting with the most shares."""
    arn_part: str
    """The last part but one of the ARN."""
    echoed_by_create: bool = True
    """Whether CreateShare answers the parameter."""
    echoed_by_list: bool = True
    """Whether ListShares answers the parameter."""

    @property
    def type(self) -> str:
        """Its ShareResourceType."""
        return self.word.upper()

    def echo(self, call: Call) -> dict[str, str]:
        """The parameter, as answers repeat it."""
        return {self.parameter: call[self.parameter]}


LENS = Kind("Lens", "LensAlias", "lens", "shares_per_lens", "lens", echoed_by_create=False, echoed_by_list=False)
PROFILE = Kind("Profile", "ProfileArn", "profile", "shares_per_profile", "profile", echoed_by_list=False)
TEMPLATE = Kind("Template", "TemplateArn", "review template", "shares_per_template", "review-template")
WORKLOAD = Kind("Workload", "WorkloadId", "workload", "shares_per_workload", "workload")
KINDS = (LENS, PROFILE, TEMPLATE, WORKLOAD)


def find_kind(arn: str) -> Kind:
    """The kind of thing that an ARN names."""
    part = arn.rpartition("/")[0].rpartition(":")[2]
    for kind in KINDS:
        if kind.arn_part == part:
            return kind
    raise ValidationError(f"{arn} is not the ARN of a lens, workload, profile or review template.", "Arn")


def get_owned(call: Call, kind: Kind) -> LensRow | ResourceRow:
    """The caller's own lens, workload, profile or review template that the parameter names."""
    if kind is LENS:
        return get_owned_lens(call)
    given, resources, caller = call[kind.parameter], call.service.resources, call.caller
    id_ = given.rpartition("/")[2]
    found = resources.find_by_id(kind.type, id_, caller.account, caller.region)
    if found is None or given not in (found.arn, found.id):
        raise ResourceNotFoundError(f"No {kind.noun} {given}", given, kind.type)
    return found
