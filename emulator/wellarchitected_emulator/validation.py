"""Whether parameters keep to the model: required, type, length or range, pattern, enumeration.

botocore's own ParamValidator checks required members, types and minimums only, and moto's request parser checks
nothing, so the rest stands here. All that is wrong is reported at once, the first in the message, each in Fields.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, MapShape, StructureShape
from wellarchitected_emulator.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import Shape

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "long": (int,),
    "boolean": (bool,),
    "list": (list,),
    "map": (dict,),
    "structure": (dict,),
}
_UNITS = {"string": " characters", "list": " items", "map": " entries", "integer": "", "long": ""}


def validate(parameters: dict[str, Any], shape: Shape | None) -> None:
    """Raise the ValidationException that the service would answer with, if any."""
    if shape is None:
        return
    violations = list(_violations("", parameters, shape))
    if violations:
        name, message = violations[0]
        error = ValidationError(message, name)
        error.members["Fields"] = [{"Name": name, "Message": message} for name, message in violations]
        raise error


def _violations(name: str, value: object, shape: Shape) -> Iterator[tuple[str, str]]:
    types = _TYPES.get(shape.type_name)
    if types and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
        yield name, f"{name} must be of type {shape.type_name}."
        return
    yield from _limits(name, value, shape)
    match value:
        case dict() if isinstance(shape, StructureShape):
            yield from _structure(name, value, shape)
        case list() if isinstance(shape, ListShape):
            for index, item in enumerate(value):
                yield from _violations(f"{name}[{index}]", item, shape.member)
        case dict() if isinstance(shape, MapShape):
            for key, item in value.items():
                yield from _violations(f"{name} key", key, shape.key)
                yield from _violations(f"{name}.{key}", item, shape.value)


def _structure(name: str, value: dict[str, Any], shape: StructureShape) -> Iterator[tuple[str, str]]:
    prefix = f"{name}." if name else ""
    for required in shape.required_members:
        if value.get(required) is None:
            yield f"{prefix}{required}", f"{prefix}{required} is required."
    for member, member_shape in shape.members.items():
        if value.get(member) is not None:
            yield from _violations(f"{prefix}{member}", value[member], member_shape)


def _limits(name: str, value: object, shape: Shape) -> Iterator[tuple[str, str]]:
    constraints = shape.metadata
    size = _size(value)
    low, high = constraints.get("min"), constraints.get("max")
    if size is not None and ((low is not None and size < low) or (high is not None and size > high)):
        yield name, f"{name} must {_span(low, high, shape.type_name)}."
        return
    if "enum" in constraints and value not in constraints["enum"]:
        yield name, f"{name} must be one of {', '.join(constraints['enum'])}."
    pattern = _pattern(constraints["pattern"]) if "pattern" in constraints else None
    if pattern is not None and isinstance(value, str) and not pattern.fullmatch(value):
        yield name, f"{name} must match {constraints['pattern']}."


def _size(value: object) -> int | None:
    """What min and max are about: a number itself, the length of anything that has one."""
    match value:
        case bool():
            return None
        case int():
            return value
        case str() | list() | dict():
            return len(value)
        case _:
            return None


def _span(low: int | None, high: int | None, type_name: str) -> str:
    verb = "be" if type_name in ("integer", "long") else "have"
    unit = _UNITS[type_name]
    if low is None or high is None:
        return f"{verb} at least {low}{unit}" if high is None else f"{verb} at most {high}{unit}"
    return f"{verb} between {low} and {high}{unit}"


@cache
def _pattern(pattern: str) -> re.Pattern[str] | None:
    """A pattern of the model; None for those that only Java can read (the Unicode classes of tags)."""
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error:
        return None
