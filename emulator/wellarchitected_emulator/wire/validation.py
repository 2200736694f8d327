"""Check parameters against the service model: required members, types, lengths, ranges, patterns, enumerations.

botocore's ParamValidator checks only required members, types and minimums, so this file checks everything itself. The
error reports all violations: the first one as its message, each one in Fields.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, MapShape, StructureShape
from wellarchitected_emulator.wire.errors import ValidationError

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
    """Raise a ValidationException if the parameters violate the model."""
    if shape is None:
        return
    violations = list(_find_violations("", parameters, shape))
    if violations:
        name, message = violations[0]
        error = ValidationError(message, name)
        error.members["Fields"] = [{"Name": name, "Message": message} for name, message in violations]
        raise error


def _find_violations(name: str, value: object, shape: Shape) -> Iterator[tuple[str, str]]:
    types = _TYPES.get(shape.type_name)
    if types and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
        yield name, f"{name} must be of type {shape.type_name}."
        return
    yield from _check_limits(name, value, shape)
    match value:
        case dict() if isinstance(shape, StructureShape):
            yield from _check_structure(name, value, shape)
        case list() if isinstance(shape, ListShape):
            for index, item in enumerate(value):
                yield from _find_violations(f"{name}[{index}]", item, shape.member)
        case dict() if isinstance(shape, MapShape):
            for key, item in value.items():
                yield from _find_violations(f"{name} key", key, shape.key)
                yield from _find_violations(f"{name}.{key}", item, shape.value)


def _check_structure(name: str, value: dict[str, Any], shape: StructureShape) -> Iterator[tuple[str, str]]:
    prefix = f"{name}." if name else ""
    for required in shape.required_members:
        if value.get(required) is None:
            yield f"{prefix}{required}", f"{prefix}{required} is required."
    for member, member_shape in shape.members.items():
        if value.get(member) is not None:
            yield from _find_violations(f"{prefix}{member}", value[member], member_shape)


def _check_limits(name: str, value: object, shape: Shape) -> Iterator[tuple[str, str]]:
    constraints = shape.metadata
    size = _measure(value)
    low, high = constraints.get("min"), constraints.get("max")
    if size is not None and ((low is not None and size < low) or (high is not None and size > high)):
        yield name, f"{name} must {_describe_range(low, high, shape.type_name)}."
        return
    if "enum" in constraints and value not in constraints["enum"]:
        yield name, f"{name} must be one of {', '.join(constraints['enum'])}."
    pattern = _compile_pattern(constraints["pattern"]) if "pattern" in constraints else None
    if pattern is not None and isinstance(value, str) and not pattern.fullmatch(value):
        yield name, f"{name} must match {constraints['pattern']}."


def _measure(value: object) -> int | None:
    """The value that min and max apply to: a number itself, or the length of a text, list or map."""
    match value:
        case bool():
            return None
        case int():
            return value
        case str() | list() | dict():
            return len(value)
        case _:
            return None


def _describe_range(low: int | None, high: int | None, type_name: str) -> str:
    verb = "be" if type_name in ("integer", "long") else "have"
    unit = _UNITS[type_name]
    if low is None or high is None:
        return f"{verb} at least {low}{unit}" if high is None else f"{verb} at most {high}{unit}"
    return f"{verb} between {low} and {high}{unit}"


@cache
def _compile_pattern(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern of the model. Returns None if only Java can read it (the Unicode classes of tags)."""
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error:
        return None
