"""Pages of a listing, and the opaque tokens between them.

A token contains a digest of the request's other parameters, so a token that was made up, shortened or taken from
another listing is refused. It also contains the number of the last item, so items that are created or deleted between
two pages neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from wellarchitected_emulator.wire.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wellarchitected_emulator.state.service import Call
    from wellarchitected_emulator.state.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page starts: behind the item with this number, after this many empty pages."""

    after: int = 0
    empty_pages_shown: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A request for one page of a listing."""

    digest: str
    limit: int
    position: Position
    settings: Settings

    @classmethod
    def parse(cls, operation: str, call: Call, most: int) -> Listing:
        """Read MaxResults and NextToken. `most` is the largest page of this operation."""
        requested = call.get("MaxResults", most)
        if not 1 <= requested <= most:
            raise ValidationError(f"MaxResults must be between 1 and {most}.", "MaxResults")
        others = {name: value for name, value in call.parameters.items() if name not in ("MaxResults", "NextToken")}
        digest = _digest([operation, others])
        position = _parse_token(call["NextToken"], digest) if "NextToken" in call.parameters else Position()
        settings = call.service.settings
        return cls(digest, min(requested, settings.page_size), position, settings)

    def fetch_page(
        self, fetch: Callable[[int, int], Sequence[T]], number: Callable[[T], int]
    ) -> tuple[Sequence[T], str | None]:
        """Return the page's items and the next page's token.

        `number` gives the number of an item, and `fetch(after, limit)` reads the items behind a number, in order.
        """
        after, shown = self.position.after, self.position.empty_pages_shown
        found = fetch(after, self.limit + 1)
        if found and shown < self.settings.empty_pages:
            return (), self._make_token(Position(after, shown + 1))
        items = found[: self.limit]
        more = len(found) > self.limit
        return items, self._make_token(Position(number(items[-1]))) if more else None

    def slice_page(self, items: Sequence[T], number: Callable[[T], int]) -> tuple[Sequence[T], str | None]:
        """Return the page's items and the next page's token, from all items in order."""
        return self.fetch_page(lambda after, limit: [item for item in items if number(item) > after][:limit], number)

    def _make_token(self, position: Position) -> str:
        text = json.dumps([self.digest, position.after, position.empty_pages_shown], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode()


def _parse_token(token: str, digest: str) -> Position:
    try:
        made_for, after, empty_pages_shown = json.loads(base64.urlsafe_b64decode(token))
        if made_for == digest:
            return Position(int(after), int(empty_pages_shown))
    except (ValueError, TypeError):
        pass  # not a token that the emulator made, refused below
    raise ValidationError("NextToken is not a token of this listing.", "NextToken")


def _digest(value: object) -> str:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=8).hexdigest()
