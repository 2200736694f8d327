"""The document of a custom lens: what ImportLens accepts, and what ExportLens adds to it.

The limits are those of the user guide (Lens format specification). Two facts come from published runs of the API
(awslabs/operational-readiness-review-custom-war-lens, docs/gates.md): the characters that names, titles and
descriptions may contain, and the `number` of each question and choice in an export.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_BYTES = 500_000
_MOST_DEPTH = 100
_MARKS = "-_.,:/()@!&#+'?"
_ALLOWED = frozenset(f" \n\r\N{RIGHT SINGLE QUOTATION MARK}{_MARKS}")
_LETTERS_AND_DIGITS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"})  # letters have combining marks
_ID = re.compile(r"[A-Za-z0-9_]{3,128}")
_DISPLAY_TEXTS = ("helpfulResource", "improvementPlan")
_MOST_IN_DISPLAY_TEXT = 2_048


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of the document: its texts, with their lengths and whether they are required, and its items."""

    texts: tuple[tuple[str, int, bool], ...]
    items: str = ""
    most_items: int = 0


_DESCRIPTION = ("description", 2_048, False)
_LEVELS = (
    _Level((("name", 128, True), _DESCRIPTION), "pillars", 10),
    _Level((("name", 128, True),), "questions", 20),
    _Level((("title", 128, True), _DESCRIPTION), "choices", 15),
    _Level((("title", 128, True),)),
)


@dataclass(frozen=True, slots=True)
class LensDocument:
    """A valid document, as ExportLens returns it."""

    name: str
    text: str

    @classmethod
    def parse(cls, text: str) -> LensDocument:
        """Read JSONString. A document that breaks a rule is a ValidationException that names one violation."""
        document = _load(text)
        if not isinstance(document.get("schemaVersion"), str) or not document["schemaVersion"]:
            raise _invalid("schemaVersion is required")
        _check(document, "", _LEVELS)
        _check_unique("questions", [question for pillar in document["pillars"] for question in pillar["questions"]])
        _add_numbers(document)
        return cls(document["name"], json.dumps(document, ensure_ascii=False))


def normalize_name(name: str) -> str:
    """The form in which a name can be used once in an account and Region: lower case, letters and digits only."""
    return "".join(character for character in name.lower() if character.isalnum())


def read_description(text: str) -> str | None:
    """The description in a stored document."""
    description: str | None = json.loads(text).get("description")
    return description


def _load(text: str) -> dict[str, Any]:
    try:
        size = len(text.encode())
        document = json.loads(text)
        _check_json(document, 1)
    except (RecursionError, ValueError) as error:
        raise ValidationError(f"JSONString is not JSON: {error}.", "JSONString", "CANNOT_PARSE") from error
    if size > _MOST_BYTES:
        raise _invalid(f"JSONString must have at most {_MOST_BYTES} bytes")
    if not isinstance(document, dict):
        raise ValidationError("JSONString is not a JSON object.", "JSONString", "CANNOT_PARSE")
    return document


def _check_json(value: object, depth: int) -> None:
    """Refuse what Python reads as JSON but cannot write: NaN, infinity, half a character. Refuse deep nesting."""
    if depth > _MOST_DEPTH:
        raise ValueError("it is nested too deeply")
    match value:
        case str():
            value.encode()
        case float() if not math.isfinite(value):
            raise ValueError(f"{value} is not a number of JSON")
        case dict():
            _check_json([*value, *value.values()], depth)
        case list():
            for item in value:
                _check_json(item, depth + 1)


def _check(value: object, path: str, levels: Sequence[_Level]) -> None:
    """Check one object and everything below it. `path` is its place, as in `pillars[0].questions[1].`."""
    if not isinstance(value, dict):
        raise _invalid(f"{path.rstrip('.')} must be an object")
    level, *below = levels
    if path:
        _check_id(value, path)
    for member, most, required in level.texts:
        if required or value.get(member) is not None:
            _check_text(f"{path}{member}", value.get(member), most)
    for member in _DISPLAY_TEXTS:
        _check_display_text(f"{path}{member}", value.get(member))
    if below:
        _check_items(value.get(level.items), f"{path}{level.items}", level.most_items, below)


def _check_items(items: object, path: str, most: int, levels: Sequence[_Level]) -> None:
    if not isinstance(items, list) or not 1 <= len(items) <= most:
        raise _invalid(f"{path} must be a list of 1 to {most} items")
    for index, item in enumerate(items):
        _check(item, f"{path}[{index}].", levels)
    _check_unique(path, items)


def _check_id(item: dict[str, Any], path: str) -> None:
    if not isinstance(item.get("id"), str) or not _ID.fullmatch(item["id"]):
        raise _invalid(f"{path}id must have 3 to 128 characters: letters, digits and underscores")


def _check_unique(path: str, items: Sequence[dict[str, Any]]) -> None:
    ids = [item["id"] for item in items]
    if len(set(ids)) < len(ids):
        repeated = next(each for each in ids if ids.count(each) > 1)
        raise _invalid(f"{path} must have unique IDs, and {repeated} is repeated")


def _check_text(path: str, text: object, most: int) -> None:
    if not isinstance(text, str) or not text.strip():
        raise _invalid(f"{path} must be a text that is not empty")
    if len(text) > most:
        raise _invalid(f"{path} must have at most {most} characters")
    refused = sorted({character for character in text if not _is_allowed(character)})
    if refused:
        raise _invalid(
            f"{path} contains invalid characters {' '.join(refused)} (allowed are letters, digits, spaces, line breaks "
            f"and {' '.join(_MARKS)})"
        )


def _is_allowed(character: str) -> bool:
    return character in _ALLOWED or unicodedata.category(character) in _LETTERS_AND_DIGITS


def _check_display_text(path: str, resource: object) -> None:
    text = resource.get("displayText") if isinstance(resource, dict) else None
    if isinstance(text, str) and len(text) > _MOST_IN_DISPLAY_TEXT:
        raise _invalid(f"{path}.displayText must have at most {_MOST_IN_DISPLAY_TEXT} characters")


def _add_numbers(document: dict[str, Any]) -> None:
    for numbered in _find_numbered(document):
        for number, item in enumerate(numbered, start=1):
            item["number"] = number


def _find_numbered(document: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for pillar in document["pillars"]:
        yield pillar["questions"]
        for question in pillar["questions"]:
            yield question["choices"]


def _invalid(message: str) -> ValidationError:
    return ValidationError(f"{message}.", "JSONString")
