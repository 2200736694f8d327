"""The characters that ImportLens takes in names, titles and descriptions.

The lens format specification does not mention them. The set is known from published API runs (docs/gates.md of
awslabs/operational-readiness-review-custom-war-lens), and AWS's own message is exact, so other characters only cause a
warning. The source says "letters" and "digits"; whether letters outside of ASCII are among them is not published, so
these pass.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pulumi_wellarchitected.lenses.wording import list_some

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = "-_.,:/()@!&#+'?"
_TAKEN = frozenset(f"{_MARKS}\N{RIGHT SINGLE QUOTATION MARK} \r\n")
_LETTERS_AND_DIGITS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"})  # letters have combining marks


def warn_of_characters(fields: Iterable[tuple[str, str]]) -> str:
    """A warning about the characters that AWS may refuse in these fields, or an empty string."""
    found = [(field, refused) for field, text in fields if (refused := _find_refused(text))]
    if not found:
        return ""
    places = list_some([f"{list_some([*map(repr, refused)])} in {field}" for field, refused in found])
    return (
        f"AWS may refuse the document because of {places}. "
        f"Names, titles and descriptions may have letters, digits, spaces, line breaks and {' '.join(_MARKS)} only."
    )


def _find_refused(text: str) -> list[str]:
    return [each for each in dict.fromkeys(text) if not _is_taken(each)]


def _is_taken(character: str) -> bool:
    return character in _TAKEN or unicodedata.category(character) in _LETTERS_AND_DIGITS
