"""The schema of GlobalSettings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.global_settings.settings import MEMBERS, STATUSES
from pulumi_wellarchitected.plugin.schema.inputs import (
    OWN_INPUTS,
    BadInputError,
    Change,
    Input,
    Schema,
    parse_flag,
    parse_region,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pulumi_wellarchitected.plugin.schema.inputs import Props

_STATUS = " or ".join(STATUSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalSettingsSchema(Schema):
    """The inputs and outputs of GlobalSettings."""

    outputs: tuple[str, ...] = ("account_id",)
    noun: str = "global settings"
    doubled: str = "An account has them once in a Region. Remove one of the two."
    of_account: bool = True
    timed: tuple[str, ...] = ("create", "update", "delete")

    def check(self, props: Props) -> dict[str, str]:
        """The malformed inputs. Settings of which none is given are malformed too."""
        reasons = self.parse(props)[1]
        if not self.managed(props):
            first, second = MEMBERS
            reasons[first] = f"There is nothing to manage. Give {first}, {second} or both."
        return reasons

    def key(self, props: Props) -> Hashable | None:
        """The Region as it is given, or None if it is unknown. The account is the provider's."""
        region = props.get("region")
        return (region,) if isinstance(region, (str, type(None))) else None

    def managed(self, props: Props) -> dict[str, Any]:
        """The settings that are given. The others are neither read nor changed."""
        return {name: props[name] for name in MEMBERS if props.get(name) is not None}


def _status(value: object) -> str:
    if isinstance(value, str) and value in STATUSES:
        return value
    raise BadInputError(f"{value!r} is not a status. Give {_STATUS}.")


GLOBAL_SETTINGS = GlobalSettingsSchema(
    inputs=(
        *(Input(name, _status, Change.UPDATES, accepted=_STATUS, optional=True) for name in MEMBERS),
        Input("region", parse_region, Change.REPLACES),
        Input("disable_on_destroy", parse_flag, Change.STORES, default=False),
        *OWN_INPUTS,
    )
)
