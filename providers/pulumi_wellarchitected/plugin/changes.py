"""What a change does to a resource: nothing, an update or a replacement.

The old outputs are compared with the new inputs, so a status that a refresh has read can ask for a replacement. The
engine makes the same comparison after the read in `refresh` and `destroy --refresh`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.plugin.schema.inputs import Change, is_unknown
from pulumi_wellarchitected.plugin.schema.share import PERMISSION
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.schema.inputs import Props, Schema


@dataclass(frozen=True, slots=True)
class Changes:
    """The properties that require a replacement, and those that require an update."""

    replaces: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()

    @property
    def resends(self) -> bool:
        """Whether a share is replaced because it is dead, and not for a change of the program."""
        return self.replaces == ("status",)


def find_changes(schema: Schema, olds: Props, news: Props) -> Changes:
    """Compare the old outputs with the new inputs, key by key."""
    replaces, updates = [], []
    for each in schema.inputs:
        old, new = each.value(olds), each.value(news)
        if old == new or each.change is Change.NOTHING:
            continue
        differs = is_unknown(new) or each.meaning(old) != each.meaning(new)
        if differs and each.change is Change.REPLACES:
            replaces.append(each.name)
        elif differs or each.change is Change.REPLACES:  # another spelling of the same, which the state has to follow
            updates.append(each.name)
    return Changes(tuple(replaces), tuple(updates))


def find_share_changes(schema: Schema, olds: Props, news: Props) -> Changes:
    """Compare as find_changes() does. A share whose status is in resend_on is replaced.

    AWS changes the permission of a live share only. A dead one that is not sent again permits nothing.
    """
    changes = find_changes(schema, olds, news)
    if not changes.replaces and is_to_resend(olds.get("status"), news):
        return Changes(("status",), changes.updates)
    if olds.get("status") in statuses.DEAD:
        return Changes(changes.replaces, tuple(name for name in changes.updates if name != PERMISSION))
    return changes


def is_to_resend(status: object, props: Props) -> bool:
    """Whether a share with this status is sent again."""
    resend_on = props.get("resend_on", statuses.RESEND_ON)
    return not is_unknown(resend_on) and status in resend_on
