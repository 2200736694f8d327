"""What a change does to a share: nothing, an update or a replacement.

The old outputs are compared with the new inputs, so a status that a refresh has read can ask for a replacement. The
engine makes the same comparison after the read in `refresh` and `destroy --refresh`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.plugin.schema import Change, is_unknown
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.schema import Input, Props, ShareSchema


@dataclass(frozen=True, slots=True)
class Changes:
    """The properties that require a replacement, and those that require an update."""

    replaces: tuple[str, ...]
    updates: tuple[str, ...]

    @property
    def resends(self) -> bool:
        """Whether the share is replaced because it is dead, and not for a change of the program."""
        return self.replaces == ("status",)


def find_changes(schema: ShareSchema, olds: Props, news: Props) -> Changes:
    """Compare the old outputs with the new inputs, key by key."""
    replaces = [each.name for each in schema.inputs if each.change is Change.REPLACES and _differs(each, olds, news)]
    updates = [
        each.name
        for each in schema.inputs
        if (each.change is Change.UPDATES and _differs(each, olds, news)) or _is_respelled(each, olds, news)
    ]
    if not replaces and _is_to_resend(olds.get("status"), news):
        replaces.append("status")
    return Changes(tuple(replaces), tuple(updates))


def _differs(each: Input, olds: Props, news: Props) -> bool:
    old, new = each.value(olds), each.value(news)
    return is_unknown(new) or bool(each.meaning(old) != each.meaning(new))


def _is_respelled(each: Input, olds: Props, news: Props) -> bool:
    """Whether an input means the same in another spelling, which the state has to follow."""
    return each.change is Change.REPLACES and not _differs(each, olds, news) and olds[each.name] != news[each.name]


def _is_to_resend(status: object, news: Props) -> bool:
    resend_on = news.get("resend_on", statuses.RESEND_ON)
    return not is_unknown(resend_on) and status in resend_on
