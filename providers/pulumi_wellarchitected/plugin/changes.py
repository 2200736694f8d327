"""What a change of the inputs, or of the status that a refresh saw, means for a share: nothing, update or replace.

Old outputs are compared with new inputs, so that what a refresh reads can ask for a replacement. The same comparison
runs after the read in `refresh` and `destroy --refresh`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pulumi_wellarchitected.plugin.inputs import DEFAULTS, Props, is_unknown
from pulumi_wellarchitected.principals import same_principal

UPDATABLE = ("adopt_existing", "wait_for_acceptance", "resend_on", "timeouts", "secret_inputs")
"""Inputs that steer how the provider goes about things: a change is written down, and AWS hears nothing of it."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The properties that make a replacement, and those that make an update."""

    replaces: tuple[str, ...]
    updates: tuple[str, ...]

    @property
    def resends(self) -> bool:
        """Whether the share is replaced for no change of the user's, but since it is dead."""
        return self.replaces == ("status",)


def find_changes(olds: Props, news: Props) -> Changes:
    """Compare the old outputs with the new inputs, key by key."""
    replaces = [name for name in ("lens_alias", "shared_with") if _replaces(name, olds.get(name), news.get(name))]
    if not replaces and _is_to_resend(olds.get("status"), news):
        replaces.append("status")
    respelled = ["shared_with"] if "shared_with" not in replaces and _differs("shared_with", olds, news) else []
    return Changes(tuple(replaces), (*respelled, *(name for name in UPDATABLE if _differs(name, olds, news))))


def _replaces(name: str, old: Any, new: Any) -> bool:  # noqa: ANN401 - a property may hold anything
    if is_unknown(new):
        return True
    if name == "shared_with" and isinstance(old, str) and isinstance(new, str):
        return not same_principal(old, new)
    return bool(old != new)


def _is_to_resend(status: object, news: Props) -> bool:
    resend_on = news.get("resend_on", DEFAULTS["resend_on"])
    return not is_unknown(resend_on) and status in resend_on


def _differs(name: str, olds: Props, news: Props) -> bool:
    old, new = (props.get(name, DEFAULTS.get(name)) for props in (olds, news))
    if name == "resend_on" and isinstance(old, list) and isinstance(new, list) and not is_unknown(new):
        return set(old) != set(new)
    return is_unknown(new) or bool(old != new)
