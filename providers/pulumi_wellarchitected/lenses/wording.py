"""The words for parts of a document in sentences. Text that comes from the document is cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LISTED = 5
_KINDS = {bool: "a boolean", str: "a string", list: "a list", dict: "an object", type(None): "null"}


def kind_of(value: object) -> str:
    """What a JSON value is: `a string`, `a list`, ..."""
    return _KINDS.get(type(value), "a number")


def capitalized(text: str) -> str:
    """The start of a sentence. The rest keeps its case."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """Text from a document, in double quotes."""
    return f'"{clean(text)}"'


def list_some(items: Sequence[str]) -> str:
    """`a, b`, or `a, b, c, d, e and 7 more` for a long list."""
    shown = ", ".join(items[:_MOST_LISTED])
    rest = len(items) - _MOST_LISTED
    return f"{shown} and {rest} more" if rest > 0 else shown
