"""Reads the answers of list operations: page by page, and only in the form that AWS documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_wellarchitected.aws.attempts import remaining
from pulumi_wellarchitected.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_T = TypeVar("_T")


def read_pages(ask: Callable[[Mapping[str, Any]], Mapping[str, Any]], doing: str) -> Iterator[Mapping[str, Any]]:
    """Ask for every page. `ask` takes the parameters that select the page."""
    seen: set[str] = set()
    selection: dict[str, str] = {}
    while True:
        answer = ask(selection)
        yield answer
        token = answer.get("NextToken")
        if not token:
            return
        if not isinstance(token, str):
            raise unreadable_answer(doing, "its NextToken is not a string")
        if token in seen:
            raise InternalError(
                f"Could not {doing}: AWS returns the same page again and again. Run the command again in a minute."
            )
        if remaining() <= 0:
            raise InternalError(f"Could not {doing}: AWS still returned pages when the time was over.")
        seen.add(token)
        selection["NextToken"] = token


def read_rows(answer: Mapping[str, Any], member: str, parse: Callable[[object], _T], doing: str) -> list[_T]:
    """Read the rows of a page. `parse` raises ValueError for a row that is none."""
    rows = answer.get(member)
    if not isinstance(rows, list):  # AWS sends an empty list for an empty page
        raise unreadable_answer(doing, f"it contains no {member}")
    return [read_value(row, parse, doing) for row in rows]


def read_value(value: object, parse: Callable[[object], _T], doing: str) -> _T:
    """Read a part of an answer. `parse` raises ValueError with a sentence if it is in another form."""
    try:
        return parse(value)
    except ValueError as bad:
        raise unreadable_answer(doing, str(bad)) from None  # its sentence says it all


def unreadable_answer(doing: str, reason: str) -> InternalError:
    """The error for an answer that is not in the form that AWS documents. The call may have taken effect."""
    return InternalError(
        f"Could not {doing}: the answer is not in the form that AWS documents ({reason}). Check that the endpoint and "
        f"the proxy lead to wellarchitected, and run the command again."
    )
