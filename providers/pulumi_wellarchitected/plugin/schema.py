"""The schema of each resource, as one table: what its inputs are called, how they are parsed, and what a change does.

Checks, defaults, diffs, outputs and the tables of the reference follow from it. `check` sees the properties of a
preview, in which any value may be unknown. `ShareSchema.request` sees the properties of an operation, which have passed
the check. An absent input means its default, so an input that a later version adds changes nothing for existing shares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected import principals
from pulumi_wellarchitected.durations import parse_duration
from pulumi_wellarchitected.principals import Principal, PrincipalKind, ShareKey
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.kind import LENS, ShareKind
from pulumi_wellarchitected.shares.share import Share, ShareRequest

if TYPE_CHECKING:
    from datetime import timedelta

    from pulumi_wellarchitected.arns import Target

Props = Mapping[str, Any]

SECRET_INPUTS = "secret_inputs"  # noqa: S105 - the name of an input, which lists names


class BadInputError(ValueError):
    """A malformed input. The engine prints its sentence beside the property."""


class Unknown:
    """Stands for a value that another resource has not produced yet. Pulumi's own type does not come this far."""


class Change(Enum):
    """What a change of an input does."""

    REPLACES = "replaces"
    UPDATES = "updates, with no call to AWS"


@dataclass(frozen=True, slots=True)
class Input:
    """A row of the table."""

    name: str
    parse: Callable[[Any], Any]
    """Parses a known value; raises ValueError with a sentence that says what is accepted."""
    change: Change
    accepted: str = ""
    """What is accepted, for sentences. Inputs that have it are required, and may be secret."""
    default: Any = None
    meaning: Callable[[Any], Any] = lambda value: value
    """What two equal values have in common, whatever their spelling."""
    documented: bool = True
    """Whether users write it. Otherwise the program's side of this package does."""

    @property
    def required(self) -> bool:
        """Whether the resource cannot do without it."""
        return bool(self.accepted)

    def value(self, props: Props) -> Any:  # noqa: ANN401 - a property may hold anything
        """The given value, or the default."""
        given = props.get(self.name)
        return self.default if given is None else given


@dataclass(frozen=True, slots=True)
class ShareSchema:
    """The inputs and outputs of a share resource of one kind."""

    kind: ShareKind
    inputs: tuple[Input, ...]
    outputs: tuple[str, ...] = ("share_id", "status", "status_message", "region")

    def given(self, props: Props) -> dict[str, Any]:
        """The inputs among the properties. Defaults are not added: the state holds only what was given."""
        return {each.name: props[each.name] for each in self.inputs if props.get(each.name) is not None}

    def check(self, props: Props) -> dict[str, str]:
        """The malformed inputs, each with a sentence that says why and what is accepted."""
        reasons: dict[str, str] = {}
        parsed: dict[str, Any] = {}
        for each in self.inputs:
            value = props.get(each.name)
            if is_unknown(value) or (value is None and not each.required):
                continue
            try:
                parsed[each.name] = each.parse(value)
            except ValueError as bad:
                reasons[each.name] = str(bad)
        target, principal = parsed.get(self.kind.input_name), parsed.get("shared_with")
        if target and principal and principal.account == target.account:
            reasons["shared_with"] = _own_account(self.kind, target, principal)
        return reasons

    def key(self, props: Props) -> ShareKey | None:
        """What identifies the share, or None if that is unknown or malformed."""
        target, principal = props.get(self.kind.input_name), props.get("shared_with")
        if not isinstance(target, str) or not isinstance(principal, str):
            return None
        try:
            return ShareKey(self.kind.parse(target), Principal.parse(principal).identity)
        except ValueError:
            return None  # check() reports it

    def request(self, props: Props) -> ShareRequest:
        """Parse the inputs of an operation, none of which is unknown."""
        known = {each.name: each.parse(each.value(props)) for each in self.inputs}
        return ShareRequest(
            target=known[self.kind.input_name],
            principal=known["shared_with"],
            adopt_existing=known["adopt_existing"],
            wait_for_acceptance=known["wait_for_acceptance"],
            timeouts=known["timeouts"],
        )

    def state(self, old: Props, given: Props, share: Share) -> dict[str, Any]:
        """The outputs in the state. What equals a default or follows from an input is not stored.

        Older versions stored the Region and an empty status_message. What the state has is kept, so that it shows no
        diff.
        """
        outputs = {name: old[name] for name in self.outputs if name in old}
        outputs |= {"share_id": share.share_id, "status": share.status}
        if share.status_message or "status_message" in outputs:
            outputs["status_message"] = share.status_message
        return {**self.given(given), **outputs}


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


def _text(value: object, accepted: str) -> str:
    if isinstance(value, str) and value:
        return value
    found = "It is missing" if value is None else "It is empty" if value == "" else f"{value!r} is not a string"
    raise BadInputError(f"{found}. Give {accepted}.")


def _shared_with(value: object) -> Principal:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise BadInputError(
            f"{value:.0f} is a number, which loses leading zeros. Quote it: an account ID is a string of 12 digits, "
            f"such as '444455556666'."
        )
    return Principal.parse(_text(value, principals.ACCEPTED))


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise BadInputError(f"{value!r} is neither true nor false. Give a boolean, without quotes.")


def _resend_on(value: object) -> frozenset[str]:
    accepted = ", ".join(sorted(statuses.DEAD))
    if not isinstance(value, (list, tuple)):
        raise BadInputError(f"{value!r} is not a list. Give a list of statuses out of {accepted}.")
    if wrong := [status for status in value if not isinstance(status, str) or status not in statuses.DEAD]:
        raise BadInputError(
            f"{wrong[0]!r} is not a status in which a share can be sent again. Give statuses out of {accepted}."
        )
    return frozenset(value)


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return value
    raise BadInputError(f"{value!r} is not a list of names.")


def _own_account(kind: ShareKind, target: Target, principal: Principal) -> str:
    verb = "is in" if principal.kind is PrincipalKind.USER else "is"
    return (
        f"{principal.text!r} {verb} the account that owns the {kind.noun} ({target.account}) and has access already. "
        f"Share it with another account."
    )


def _target(kind: ShareKind) -> Input:
    return Input(
        kind.input_name, lambda value: kind.parse(_text(value, kind.accepted)), Change.REPLACES, accepted=kind.accepted
    )


_SHARE_INPUTS = (
    Input(
        "shared_with",
        _shared_with,
        Change.REPLACES,
        accepted=f"{principals.ACCEPTED}, of another account than the owner's",
        meaning=principals.principal_identity,
    ),
    Input("adopt_existing", _flag, Change.UPDATES, default=False),
    Input("wait_for_acceptance", _flag, Change.UPDATES, default=False),
    Input(
        "resend_on",
        _resend_on,
        Change.UPDATES,
        default=list(statuses.RESEND_ON),
        meaning=lambda value: frozenset(value) if isinstance(value, list) and not is_unknown(value) else value,
    ),
    Input("timeouts", parse_timeouts, Change.UPDATES, default={}, documented=False),
    Input(SECRET_INPUTS, _names, Change.UPDATES, default=[], documented=False),
)

LENS_SHARE = ShareSchema(LENS, (_target(LENS), *_SHARE_INPUTS))
