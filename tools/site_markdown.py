"""Rewrite a Markdown page for the documentation site: its links, and what Python-Markdown reads otherwise than GitHub.

Code is left as it is, in fences and in backticks. This module knows no folders: a function says where a link leads.
"""

import re
from collections.abc import Callable, Iterator

LINK_OR_CODE = re.compile(
    r"^ *(?P<fence>```+|~~~+).*?^ *(?P=fence) *$"
    r"|(?P<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)(?P=ticks)(?!`)"
    r'|(?P<before>\]\(|\b(?:src|srcset|href)="|^\[[^\]]+\]: +)(?P<target>[^)\s"]+)',
    re.DOTALL | re.MULTILINE,
)
FENCE = re.compile(r" *(```+|~~~+)")
LIST_ITEM = re.compile(r"( *)([-*+]|\d+[.)]) +(?=\S)")
INDENT = 4
"""How deep Python-Markdown wants what belongs to a list item. GitHub wants the width of the item's marker."""


def with_links(page: str, new_link: Callable[[str], str]) -> str:
    """The page, with every link of it replaced by what `new_link` answers."""

    def replaced(found: re.Match[str]) -> str:
        return found["before"] + new_link(found["target"]) if found["target"] else found[0]

    return LINK_OR_CODE.sub(replaced, page)


def with_deep_lists(page: str) -> str:
    """The page, with a blank line before each list, and with what belongs to a list item indented by four spaces."""
    return "\n".join(_with_deep_lists([line.rstrip() for line in page.split("\n")]))


def _with_deep_lists(lines: list[str]) -> Iterator[str]:
    columns: list[int] = []  # where the text of each open list item begins
    fence, previous = "", ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        item = None if fence else LIST_ITEM.match(line)
        interrupts = bool(item and previous and not columns)
        if item or not (previous or fence):  # any other line continues what is above
            columns = [column for column in columns if column <= indent or not line]
        if interrupts:
            yield ""
        depth, column = len(columns), columns[-1] if columns else 0
        yield line and " " * INDENT * depth + line[min(column, indent) :]
        if item:
            columns.append(item.end())
        if (mark := FENCE.match(line)) and mark[1].startswith(fence):
            fence = "" if fence else mark[1]
        previous = line
