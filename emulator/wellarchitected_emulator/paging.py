"""Pages of a listing, and the opaque tokens between them.

A token is bound to its listing: it holds a digest of the request's other parameters, so that one that was made up, cut
short or taken from elsewhere is refused. It points behind the last item shown, so that what is created or deleted
between two pages neither repeats nor hides any other item.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from wellarchitected_emulator.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wellarchitected_emulator.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins: behind the item of this sequence number, after that many empty pages."""

    after: int = 0
    empty_pages_shown: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing's request: how much of it, from where."""

    digest: str
    limit: int
    position: Position

    @classmethod
    def of(cls, operation: str, parameters: dict[str, Any], settings: Settings, most: int) -> Listing:
        """Read MaxResults and NextToken; `most` is the largest page this operation gives."""
        asked = parameters.get("MaxResults", most)
        if not 1 <= asked <= most:
            raise ValidationError(f"MaxResults must be between 1 and {most}.", "MaxResults")
        others = {k: v for k, v in parameters.items() if k not in ("MaxResults", "NextToken")}
        digest = _digest([operation, others])
        position = _position(parameters["NextToken"], digest) if "NextToken" in parameters else Position()
        return cls(digest, min(asked, settings.page_size), position)

    def page(
        self, settings: Settings, fetch: Callable[[int, int], Sequence[T]], sequence: Callable[[T], int]
    ) -> tuple[Sequence[T], str | None]:
        """The page's items and the next page's token; `fetch(after, limit)` reads in order of `sequence`."""
        after = self.position.after
        found = fetch(after, self.limit + 1)
        if found and self.position.empty_pages_shown < settings.empty_pages:
            return (), self._token(Position(after, self.position.empty_pages_shown + 1))
        items = found[: self.limit]
        more = len(found) > self.limit
        return items, self._token(Position(sequence(items[-1]))) if more else None

    def _token(self, position: Position) -> str:
        text = json.dumps([self.digest, position.after, position.empty_pages_shown], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode()


def _position(token: str, digest: str) -> Position:
    try:
        made_for, after, empty_pages_shown = json.loads(base64.urlsafe_b64decode(token))
        if made_for == digest:
            return Position(int(after), int(empty_pages_shown))
    except (ValueError, TypeError):
        pass  # answered below, as any other token that was not made here
    raise ValidationError("NextToken is not a token of this listing.", "NextToken")


def _digest(value: object) -> str:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=8).hexdigest()
