"""A LensShare's inputs: parsed once from the engine's dictionary, and checked for all that can be known.

`check_inputs` sees the dictionary of a preview, in which any value may be unknown yet; `LensShareInputs.from_props` the
dictionary of an operation, which has passed the check. An input that is absent means its default, so that an input
that a later version adds changes nothing for the shares that are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pulumi.output import Unknown

from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, LensArn
from pulumi_wellarchitected.principals import ACCEPTED, Principal, PrincipalKind

Props = Mapping[str, Any]

ACCEPTED_LENS = f"the ARN of a custom lens, such as {EXAMPLE_LENS_ARN}"

DEFAULTS: Props = {
    "adopt_existing": False,
    "wait_for_acceptance": False,
    "resend_on": list(statuses.RESEND_ON),
}
DEFAULT_TIMEOUT = timedelta(minutes=3)

_DURATION = re.compile(
    r"(?:(?P<hours>[0-9]+(?:\.[0-9]+)?)h)?(?:(?P<minutes>[0-9]+(?:\.[0-9]+)?)m)?(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)s)?"
)


class BadInputError(ValueError):
    """An input that cannot be meant; its message is the sentence that the engine prints beside the property."""


@dataclass(frozen=True, slots=True)
class LensShareInputs:
    """What the user asks for."""

    lens: LensArn
    principal: Principal
    adopt_existing: bool = False
    wait_for_acceptance: bool = False
    timeouts: Mapping[str, timedelta] = field(default_factory=dict)

    @classmethod
    def from_props(cls, props: Props) -> LensShareInputs:
        """Parse the inputs of an operation, none of which is unknown."""
        known = {**DEFAULTS, **props}
        return cls(
            lens=_lens_alias(known["lens_alias"]),
            principal=_shared_with(known["shared_with"]),
            adopt_existing=_flag(known["adopt_existing"]),
            wait_for_acceptance=_flag(known["wait_for_acceptance"]),
            timeouts=parse_timeouts(known.get("timeouts", {})),
        )

    def timeout(self, operation: str) -> timedelta:
        """How long an operation may wait: the resource option custom_timeouts, or 3 minutes."""
        return self.timeouts.get(operation, DEFAULT_TIMEOUT)


def is_unknown(value: object) -> bool:
    """Whether a value is not known before another resource is there, itself or in a part."""
    match value:
        case Unknown():
            return True
        case list():
            return any(is_unknown(item) for item in value)
        case dict():
            return any(is_unknown(item) for item in value.values())
        case _:
            return False


def with_defaults(props: Props) -> dict[str, Any]:
    """The inputs as they are kept in the state: what was given, and the default of what was not."""
    return {**DEFAULTS, **{name: value for name, value in props.items() if name in INPUTS}}


def check_inputs(props: Props) -> dict[str, str]:
    """The inputs that cannot be meant, each with the sentence that says why and what is accepted."""
    reasons: dict[str, str] = {}
    parsed: dict[str, Any] = {}
    for name, parse in INPUTS.items():
        value = props.get(name)
        if is_unknown(value) or (value is None and name not in REQUIRED):
            continue
        try:
            parsed[name] = parse(value)
        except ValueError as bad:
            reasons[name] = str(bad)
    lens, principal = parsed.get("lens_alias"), parsed.get("shared_with")
    if lens and principal and principal.account == lens.account:
        reasons["shared_with"] = _own_account(lens, principal)
    return reasons


def _own_account(lens: LensArn, principal: Principal) -> str:
    who = "is in" if principal.kind is PrincipalKind.USER else "is"
    return (
        f"{principal.text!r} {who} the account that owns the lens ({lens.account}), which has it already. "
        f"Share it with another account."
    )


def _lens_alias(value: object) -> LensArn:
    return LensArn.parse(_text(value, ACCEPTED_LENS))


def _shared_with(value: object) -> Principal:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise BadInputError(
            f"{value:.0f} is a number. Quote it, or its leading zeros are lost: an account ID is a string of 12 "
            f"digits, such as '444455556666'."
        )
    return Principal.parse(_text(value, ACCEPTED))


def _text(value: object, accepted: str) -> str:
    if isinstance(value, str) and value:
        return value
    said = "it is missing" if value is None else f"{value!r} is empty" if value == "" else f"{value!r} is not a string"
    raise BadInputError(f"{said}. Give {accepted}.")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise BadInputError(f"{value!r} is neither true nor false. Give a boolean, without quotes.")


def _resend_on(value: object) -> frozenset[str]:
    accepted = ", ".join(sorted(statuses.DEAD))
    if not isinstance(value, list):
        raise BadInputError(f"{value!r} is not a list. Give a list of statuses out of {accepted}.")
    if unfit := [status for status in value if not isinstance(status, str) or status not in statuses.DEAD]:
        raise BadInputError(
            f"{unfit[0]!r} is not a status in which a share can be sent again. Give statuses out of {accepted}."
        )
    return frozenset(value)


def parse_timeouts(value: object) -> dict[str, timedelta]:
    """Read `{"create": "10m", ...}`; raises ValueError with a sentence that says what is accepted."""
    if not isinstance(value, dict):
        raise BadInputError(f"{value!r} is not a set of timeouts. Give pulumi.CustomTimeouts in the resource options.")
    return {operation: _duration(operation, text) for operation, text in value.items()}


def _names(value: object) -> list[str]:
    """The program's own note of which inputs are secret; nobody writes it by hand."""
    if isinstance(value, list):
        return value
    raise BadInputError(f"{value!r} is not a list of names.")


def _duration(operation: str, text: object) -> timedelta:
    match_ = _DURATION.fullmatch(text) if isinstance(text, str) and text else None
    if match_ is None:
        raise BadInputError(f"{operation}: {text!r} is not a duration. Give one such as '90s', '10m' or '1h30m'.")
    return timedelta(**{unit: float(amount) for unit, amount in match_.groupdict(default="0").items()})


INPUTS: Mapping[str, Callable[[object], object]] = {
    "lens_alias": _lens_alias,
    "shared_with": _shared_with,
    "adopt_existing": _flag,
    "wait_for_acceptance": _flag,
    "resend_on": _resend_on,
    "timeouts": parse_timeouts,
    "secret_inputs": _names,
}
ACCEPTED_SECRETS = {"lens_alias": ACCEPTED_LENS, "shared_with": f"{ACCEPTED}, of another account than the lens's"}
"""What to say of a secret that is not accepted, in place of the sentence about its value."""
REQUIRED = frozenset({"lens_alias", "shared_with"})
