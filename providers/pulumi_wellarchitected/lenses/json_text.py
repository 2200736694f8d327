"""JSON text: read strictly, written compact, or in the canonical form that is compared; and the members of its objects.

Each function raises BadDocumentError with a sentence about "the document". Python's json is more lenient than JSON: it
takes NaN and Infinity, and of duplicate members it keeps the last.
"""

from __future__ import annotations

import hashlib
import json
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from pulumi_wellarchitected.lenses.wording import kind_of, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Object = dict[str, Any]


class BadDocumentError(ValueError):
    """A document that AWS would refuse. The sentence says what is wrong and what to do."""


@contextmanager
def _limited_nesting() -> Iterator[None]:
    try:
        yield
    except RecursionError:
        raise BadDocumentError("The document is nested too deeply. Remove some levels.") from None  # says it all


def load_json(text: str) -> object:
    """Parse JSON text."""
    return _load(text, _read_float)


def load_comparable(text: str) -> object:
    """Parse JSON text so that two spellings of a number are equal: 1.0 is 1."""
    return _load(text, _read_shortest)


@_limited_nesting()
def dump_compact(value: object) -> str:
    """Write JSON without spaces, with the members in their order and characters as they are."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as bad:
        raise BadDocumentError(
            f"The document has {text[bad.start]!r}, which is one half of a character. Remove it, or add the other half."
        ) from None  # the sentence says it all
    return text


@_limited_nesting()
def dump_canonical(value: object) -> str:
    """Write JSON with sorted members, in ASCII."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def sha256(value: object) -> str:
    """The hash of the canonical form."""
    return hashlib.sha256(dump_canonical(value).encode()).hexdigest()


def string_member(content: Object, name: str, where: str) -> str:
    """A string in an object, or an empty one. `where` is the object in a sentence."""
    value = content.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadDocumentError(f'"{name}" of {where} is {kind_of(value)}. Give a string.')
    return value


def object_members(content: Object, name: str, where: str) -> list[Object]:
    """A list of objects in an object, or an empty one. `where` is the outer object in a sentence."""
    found = content.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise BadDocumentError(f'"{name}" of {where} is {kind_of(found)}. Give a list of objects.')
    return [as_object(each, f'Item {number} of "{name}" of {where}') for number, each in enumerate(found, 1)]


def as_object(value: object, place: str) -> Object:
    """The value, if it is an object. `place` begins the sentence if it is not."""
    if not isinstance(value, dict):
        raise BadDocumentError(f"{place} is {kind_of(value)}. Give an object in braces.")
    return value


@_limited_nesting()
def _load(text: str, read_float: Callable[[str], int | float]) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_members,
            parse_float=read_float,
            parse_int=_read_integer,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as bad:
        found = f"{bad.msg[:1].lower()}{bad.msg[1:]}"
        raise BadDocumentError(
            f"The document is not JSON: {found} at line {bad.lineno}, column {bad.colno}.{_hint(text)}"
        ) from None  # the sentence says it all


def _read_integer(text: str) -> int:
    """Read an integer that a float can hold too."""
    _read_float(text)
    return int(text)


def _read_float(text: str) -> float:
    """Read a float, unless it is so large that Python makes it Infinity."""
    value = float(text)
    if math.isinf(value):
        raise BadDocumentError(
            f"The document has a number that starts with {text[:20]} and is too large. Give a smaller one."
        )
    return value


def _read_shortest(text: str) -> int | float:
    """Read a float, as an integer where it is one: 1.0 is 1."""
    value = _read_float(text)
    return int(value) if value.is_integer() else value


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise BadDocumentError(
                f"The document has the member {quoted(name)} twice in one object. Remove one of them."
            )
        members[name] = value
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise BadDocumentError(f"The document is not JSON: it has the number {name}. Give a finite number or a string.")


def _hint(text: str) -> str:
    if text.lstrip().startswith("{"):
        return " Correct it there."
    if text.startswith("\N{BOM}"):
        return " Save the file as UTF-8 without a byte order mark (BOM)."
    return ' Give the text of a JSON object, or pathlib.Path("lens.json") to read a file.'
