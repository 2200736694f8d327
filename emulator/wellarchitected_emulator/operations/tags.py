"""Tags of lenses. The API calls the ARN `WorkloadArn` for every kind of resource; only lenses are emulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import ResourceNotFoundError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellarchitected_emulator.state.lenses import LensRow
    from wellarchitected_emulator.state.service import Call

_MOST_TAGS = 50


def tag_resource(call: Call) -> dict[str, Any]:
    """Add tags, or change their values."""
    lens = _get_lens(call)
    refuse_system_tags(call["Tags"])
    tags = {**lens.tags, **call["Tags"]}
    if len(tags) > _MOST_TAGS:
        raise ValidationError(f"A resource can have at most {_MOST_TAGS} tags.", "Tags")
    call.service.lenses.set_tags(lens.arn, tags)
    return {}


def untag_resource(call: Call) -> dict[str, Any]:
    """Remove tags. Keys that the lens does not have are ignored."""
    lens, keys = _get_lens(call), call["TagKeys"]
    call.service.lenses.set_tags(lens.arn, {key: value for key, value in lens.tags.items() if key not in keys})
    return {}


def list_tags_for_resource(call: Call) -> dict[str, Any]:
    """List the tags."""
    return {"Tags": _get_lens(call).tags}


def refuse_system_tags(tags: Mapping[str, str]) -> None:
    """Only AWS sets tags whose key starts with `aws:`."""
    for key in tags:
        if key.lower().startswith("aws:"):
            raise ValidationError(f"The tag key {key} starts with aws:, which is reserved for AWS.", "Tags")


def _get_lens(call: Call) -> LensRow:
    arn, caller = call["WorkloadArn"], call.caller
    lens = call.service.lenses.find(arn)
    if lens is None or (lens.account, lens.region) != (caller.account, caller.region):
        raise ResourceNotFoundError(f"No resource with ARN {arn}", arn, "LENS")
    return lens
