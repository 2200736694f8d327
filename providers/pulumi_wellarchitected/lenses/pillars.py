"""The pillars, questions and choices of a lens document, parsed from JSON.

Only what a preview can use is parsed. Sentences name a pillar by its name and a question by its ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.lenses.json_text import BadDocumentError, dump_canonical, object_members, string_member
from pulumi_wellarchitected.lenses.wording import capitalized, quoted

if TYPE_CHECKING:
    from pulumi_wellarchitected.lenses.json_text import Object

MOST_PILLARS = 10
MOST_QUESTIONS = 20
MOST_CHOICES = 15


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `rules` is the canonical form of its risk rules."""

    id: str
    title: str
    description: str
    choices: tuple[Choice, ...]
    rules: str


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar, with its questions."""

    name: str
    questions: tuple[Question, ...]


def read_pillars(content: Object) -> tuple[Pillar, ...]:
    """Parse the pillars of a document; raises BadDocumentError where AWS would refuse them."""
    found = object_members(content, "pillars", "the document")
    if not found:
        raise BadDocumentError(f'The document has no pillars. Give it 1 to {MOST_PILLARS} in "pillars".')
    if len(found) > MOST_PILLARS:
        raise BadDocumentError(
            f"The document has {len(found)} pillars, and AWS takes at most {MOST_PILLARS}. Join some of them."
        )
    return tuple(_pillar(each, f"pillar {number}") for number, each in enumerate(found, 1))


def _pillar(content: Object, place: str) -> Pillar:
    name = string_member(content, "name", place)
    where = f"pillar {quoted(name)}" if name else place
    found = object_members(content, "questions", where)
    if len(found) > MOST_QUESTIONS:
        raise BadDocumentError(
            f"{capitalized(where)} has {len(found)} questions, and AWS takes at most {MOST_QUESTIONS}. "
            f"Move some to another pillar."
        )
    return Pillar(name, tuple(_question(each, f"question {number} of {where}") for number, each in enumerate(found, 1)))


def _question(content: Object, place: str) -> Question:
    identifier = _id(content, place)
    where = f"question {quoted(identifier)}"
    found = object_members(content, "choices", where)
    if len(found) > MOST_CHOICES:
        raise BadDocumentError(
            f"{capitalized(where)} has {len(found)} choices, and AWS takes at most {MOST_CHOICES}. "
            f"Remove some, or make two questions of it."
        )
    return Question(
        id=identifier,
        title=string_member(content, "title", where),
        description=string_member(content, "description", where),
        choices=tuple(_choice(each, f"choice {number} of {where}") for number, each in enumerate(found, 1)),
        rules=dump_canonical(content.get("riskRules")),
    )


def _choice(content: Object, place: str) -> Choice:
    return Choice(_id(content, place), string_member(content, "title", place))


def _id(content: Object, place: str) -> str:
    identifier = string_member(content, "id", place)
    if not identifier:
        raise BadDocumentError(
            f'{capitalized(place)} has no "id". Give it one of 3 to 128 letters, digits and underscores, and keep it.'
        )
    return identifier
