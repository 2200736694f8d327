"""What the schema of every resource consists of: a table of its inputs, how they are parsed, and what a change does.

Checks, defaults, diffs, outputs and the tables of the reference follow from it. A check sees the properties of a
preview, in which any value may be unknown. An operation sees properties that have passed the check. An absent input
means its default, so an input that a later version adds changes nothing for existing resources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.durations import parse_duration

if TYPE_CHECKING:
    from datetime import timedelta

Props = Mapping[str, Any]

SECRET_INPUTS = "secret_inputs"  # noqa: S105 - the name of an input, which lists names
PROTECTED = "protected"
"""The input that says whether the program protects the resource: the engine does not tell a provider."""
_REGION = "a Region, such as us-east-1"


class BadInputError(ValueError):
    """A malformed input. The engine prints its sentence beside the property."""


class Unknown:
    """Stands for a value that another resource has not produced yet. Pulumi's own type does not come this far."""


class Change(Enum):
    """What a change of an input does."""

    REPLACES = "replaces"
    UPDATES = "updates"
    STORES = "updates, with no call to AWS"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Input:
    """A row of the table."""

    name: str
    parse: Callable[[Any], Any]
    """Parses a known value; raises ValueError with a sentence that says what is accepted."""
    change: Change
    accepted: str = ""
    """What is accepted, for sentences. Inputs that have it may be secret, and are required if they are not optional."""
    optional: bool = False
    default: Any = None
    meaning: Callable[[Any], Any] = lambda value: value
    """What two equal values have in common, whatever their spelling."""
    documented: bool = True
    """Whether users write it. Otherwise the program's side of this package does."""

    @property
    def required(self) -> bool:
        """Whether the resource cannot do without it."""
        return bool(self.accepted) and not self.optional

    def value(self, props: Props) -> Any:  # noqa: ANN401 - a property may hold anything
        """The given value, or the default."""
        given = props.get(self.name)
        return self.default if given is None else given


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The inputs and outputs of one kind of resource."""

    inputs: tuple[Input, ...]
    outputs: tuple[str, ...]
    """The outputs that are no inputs."""
    noun: str
    """What a resource declares, as sentences name it: `share`."""
    doubled: str
    """Why a program must not declare two resources with the same key."""
    of_account: bool = False
    """Whether `key` identifies the thing only within an account, and so only together with the provider."""
    deletes_before_replacing: bool = False
    """Whether a replacement deletes first: AWS would accept no second thing beside the old one."""
    timed: tuple[str, ...] = ("create", "delete")
    """The operations for which custom_timeouts has a meaning."""

    def given(self, props: Props) -> dict[str, Any]:
        """The inputs among the properties. Defaults are not added: the state holds only what was given."""
        return {each.name: props[each.name] for each in self.inputs if props.get(each.name) is not None}

    def parse(self, props: Props) -> tuple[dict[str, Any], dict[str, str]]:
        """Parse the known inputs. Returns their values, and a sentence for each that is malformed."""
        parsed: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        for each in self.inputs:
            value = props.get(each.name)
            if is_unknown(value) or (value is None and not each.required):
                continue
            try:
                parsed[each.name] = each.parse(value)
            except ValueError as bad:
                reasons[each.name] = str(bad)
        return parsed, reasons

    def check(self, props: Props) -> dict[str, str]:
        """The malformed inputs, each with a sentence that says why and what is accepted."""
        return self.parse(props)[1]

    def key(self, props: Props) -> Hashable | None:
        """What identifies the thing that the resource declares, or None if that is unknown or malformed."""
        raise NotImplementedError

    def list_of(self, key: Hashable) -> Hashable | None:  # noqa: ARG002 - for the schemas that have one
        """The key of the list that contains the thing. A list contains itself. None: nothing lists such things."""
        return None

    def operation(self, props: Props) -> dict[str, Any]:
        """Parse the inputs of an operation, none of which is unknown. Adds the defaults."""
        return {each.name: each.parse(each.value(props)) for each in self.inputs}

    def timeout(self, props: Props, operation: str, default: timedelta) -> timedelta:
        """How long an operation may take. Does not need the other inputs to be well-formed."""
        return parse_timeouts(props.get("timeouts") or {}).get(operation, default)


def is_unknown(value: object) -> bool:
    """Whether a value, or a part of it, is not known yet."""
    match value:
        case Unknown():
            return True
        case list():
            return any(is_unknown(item) for item in value)
        case dict():
            return any(is_unknown(item) for item in value.values())
        case _:
            return False


def parse_timeouts(value: object) -> dict[str, timedelta]:
    """Parse `{"create": "10m", ...}`; raises ValueError with a sentence that says what is accepted."""
    if not isinstance(value, dict):
        raise BadInputError(f"{value!r} is not a set of timeouts. Give pulumi.CustomTimeouts in the resource options.")
    return {operation: _timeout(operation, text) for operation, text in value.items()}


def _timeout(operation: str, text: object) -> timedelta:
    try:
        return parse_duration(text if isinstance(text, str) else repr(text))
    except ValueError as bad:
        raise BadInputError(f"{operation}: {bad}") from None  # its sentence says it all


def parse_text(value: object, accepted: str) -> str:
    """Parse a string that is not empty."""
    if isinstance(value, str) and value:
        return value
    found = "It is missing" if value is None else "It is empty" if value == "" else f"{value!r} is not a string"
    raise BadInputError(f"{found}. Give {accepted}.")


def parse_flag(value: object) -> bool:
    """Parse a boolean."""
    if isinstance(value, bool):
        return value
    raise BadInputError(f"{value!r} is neither true nor false. Give a boolean, without quotes.")


def parse_region(value: object) -> str:
    """Parse a Region. None, the provider's, becomes an empty string."""
    if value is None:
        return ""
    text = parse_text(value, _REGION)
    if not re.fullmatch(r"[a-z]{2,4}(-[a-z]+)+-[0-9]", text):
        raise BadInputError(f"{text!r} is not a Region. Give {_REGION}.")
    return text


def parse_names(value: object) -> list[str]:
    """Parse the list of the secret inputs."""
    if isinstance(value, list):
        return value
    raise BadInputError(f"{value!r} is not a list of names.")


OWN_INPUTS = (
    Input("timeouts", parse_timeouts, Change.STORES, default={}, documented=False),
    Input(PROTECTED, parse_flag, Change.NOTHING, default=False, documented=False),
    Input(SECRET_INPUTS, parse_names, Change.STORES, default=[], documented=False),
)
"""The inputs that this package's program side adds to every resource."""
