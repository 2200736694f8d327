"""The document of a lens: parsed and checked as far as that is possible without a call to AWS.

Two documents are the same if their canonical forms are: the order of members, the spelling of a number, and the
`number` members that AWS adds to questions and choices in an export make no difference.

The limits are those of the quotas and the lens format specification in the user guide. Everything else that AWS checks
(IDs, texts, risk rules) is left to ImportLens, which explains it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.lenses.characters import warn_of_characters
from pulumi_wellarchitected.lenses.json_text import (
    BadDocumentError,
    as_object,
    dump_compact,
    load_comparable,
    load_json,
    sha256,
    string_member,
)
from pulumi_wellarchitected.lenses.pillars import read_pillars
from pulumi_wellarchitected.lenses.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulumi_wellarchitected.lenses.json_text import Object
    from pulumi_wellarchitected.lenses.pillars import Pillar, Question

SCHEMA_VERSION = "2021-11-01"
LONGEST_DOCUMENT = 500_000  # characters, and bytes too
LONGEST_NAME = 128


@dataclass(frozen=True, slots=True)
class LensDocument:
    """A document that AWS is likely to take."""

    text: str
    """Compact JSON, as it is sent."""
    sha256: str
    """The hash of the canonical form."""
    name: str
    description: str
    schema_version: str
    pillars: tuple[Pillar, ...]

    @property
    def normalized_name(self) -> str:
        """What AWS compares: an account has one lens of this name in a Region."""
        return normalize_name(self.name)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all pillars."""
        return tuple(question for pillar in self.pillars for question in pillar.questions)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what AWS may refuse."""
        return tuple(filter(None, (self._warn_of_schema(), warn_of_characters(self._restricted_fields()))))

    def _warn_of_schema(self) -> str:
        if self.schema_version == SCHEMA_VERSION:
            return ""
        return (
            f"The document has schemaVersion {quoted(self.schema_version)}. "
            f"AWS documents {quoted(SCHEMA_VERSION)} only, and may refuse others."
        )

    def _restricted_fields(self) -> Iterator[tuple[str, str]]:
        yield "the lens name", self.name
        yield "the lens description", self.description
        for number, pillar in enumerate(self.pillars, 1):
            yield f"the name of pillar {number}", pillar.name
        for question in self.questions:
            where = f"question {quoted(question.id)}"
            yield f"the title of {where}", question.title
            yield f"the description of {where}", question.description
            for choice in question.choices:
                yield f"the title of choice {quoted(choice.id)} of {where}", choice.title


def parse_document(text: str) -> LensDocument:
    """Parse a lens document; raises ValueError with a sentence that says what is wrong and what to do."""
    content = as_object(_without_numbers(load_comparable(text)), "The document")
    name = _name(content)
    schema_version = string_member(content, "schemaVersion", "the document")
    if not schema_version:
        raise BadDocumentError(f'The document has no "schemaVersion". Write "schemaVersion": "{SCHEMA_VERSION}".')
    return LensDocument(
        text=_sized(dump_compact(load_json(text))),
        sha256=sha256(content),
        name=name,
        description=string_member(content, "description", "the document"),
        schema_version=schema_version,
        pillars=read_pillars(content),
    )


def normalize_name(name: str) -> str:
    """The name in lower case, with its letters and digits alone."""
    return "".join(filter(str.isalnum, name.lower()))


def canonical_sha256(text: str) -> str:
    """The hash of a document's canonical form; raises ValueError if it is not JSON."""
    return sha256(_without_numbers(load_comparable(text)))


def without_numbers(text: str) -> str:
    """An exported document as its owner wrote it: compact, without the numbers that AWS has added."""
    return dump_compact(_without_numbers(load_json(text)))


def _without_numbers(content: object) -> object:
    for pillar in _objects(content, "pillars"):
        for question in _objects(pillar, "questions"):
            question.pop("number", None)
            for choice in _objects(question, "choices"):
                choice.pop("number", None)
    return content


def _objects(holder: object, name: str) -> list[Object]:
    members = holder.get(name) if isinstance(holder, dict) else None
    return [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []


def _sized(text: str) -> str:
    size = len(text.encode())  # no text has more characters than bytes
    if size > LONGEST_DOCUMENT:
        raise BadDocumentError(
            f"The document has {size:,} bytes ({len(text):,} characters) as compact JSON, and AWS takes at most "
            f"{LONGEST_DOCUMENT:,}. Shorten it, or make two lenses of it."
        )
    return text


def _name(content: Object) -> str:
    name = string_member(content, "name", "the document")
    if not name.strip():
        raise BadDocumentError(f'The document has no "name". Give the lens a name of 1 to {LONGEST_NAME} characters.')
    if len(name) > LONGEST_NAME:
        raise BadDocumentError(
            f"The lens name has {len(name)} characters, and AWS takes at most {LONGEST_NAME}. Shorten it."
        )
    return name
