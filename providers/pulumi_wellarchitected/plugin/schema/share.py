"""The schema of the share resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected import principals
from pulumi_wellarchitected.plugin.schema.inputs import (
    OWN_INPUTS,
    BadInputError,
    Change,
    Input,
    Schema,
    is_unknown,
    parse_flag,
    parse_text,
)
from pulumi_wellarchitected.principals import Principal, PrincipalKind, ShareKey
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.kind import LENS, PROFILE, TEMPLATE, WORKLOAD, ShareKind
from pulumi_wellarchitected.shares.share import Share, ShareRequest

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.schema.inputs import Props


PERMISSION = "permission_type"
PERMISSIONS = ("READONLY", "CONTRIBUTOR")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSchema(Schema):
    """The inputs and outputs of a share resource of one kind."""

    kind: ShareKind
    deletes_before_replacing: bool = True
    outputs: tuple[str, ...] = ("share_id", "status", "status_message", "sent_at", "region")
    noun: str = "share"
    doubled: str = (
        "AWS accepts only one share with a principal, and deleting either resource would take it from both. Remove one "
        "of the two."
    )

    def check(self, props: Props) -> dict[str, str]:
        """The malformed inputs, each with a sentence that says why and what is accepted."""
        parsed, reasons = self.parse(props)
        target, principal = parsed.get(self.kind.input_name), parsed.get("shared_with")
        if target and principal and principal.account == target.account:
            reasons["shared_with"] = own_account(self.kind, target, principal)
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

    def list_of(self, key: Hashable) -> Hashable | None:
        """What is shared, which is the key of the list of its shares."""
        return key.target if isinstance(key, ShareKey) else None

    def request(self, props: Props) -> ShareRequest:
        """Parse the inputs of an operation, none of which is unknown."""
        known = self.operation(props)
        return ShareRequest(
            target=known[self.kind.input_name],
            principal=known["shared_with"],
            permission=known.get(PERMISSION, ""),
            adopt_existing=known["adopt_existing"],
            wait_for_acceptance=known["wait_for_acceptance"],
            timeouts=known["timeouts"],
            accepter=self.kind.accepter,
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
        if share.permission and self.kind.permits:
            outputs[PERMISSION] = share.permission
        return {**self.given(given), **outputs}


def parse_principal(value: object) -> Principal:
    """Parse a principal; raises ValueError with a sentence that says what is accepted."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise BadInputError(
            f"{value:.0f} is a number, which loses leading zeros. Quote it: an account ID is a string of 12 digits, "
            f"such as '444455556666'."
        )
    return Principal.parse(parse_text(value, principals.ACCEPTED))


def _parse_resend_on(value: object) -> frozenset[str]:
    accepted = ", ".join(sorted(statuses.DEAD))
    if not isinstance(value, (list, tuple)):
        raise BadInputError(f"{value!r} is not a list. Give a list of statuses out of {accepted}.")
    if wrong := [status for status in value if not isinstance(status, str) or status not in statuses.DEAD]:
        raise BadInputError(
            f"{wrong[0]!r} is not a status in which a share can be sent again. Give statuses out of {accepted}."
        )
    return frozenset(value)


def _permission(value: object) -> str:
    accepted = " or ".join(PERMISSIONS)
    if (text := parse_text(value, accepted)) in PERMISSIONS:
        return text
    raise BadInputError(f"{text!r} is not a permission. Give {accepted}.")


def own_account(kind: ShareKind, target: Target, principal: Principal) -> str:
    """The sentence about a principal in the account that owns what is shared."""
    verb = "is in" if principal.kind is PrincipalKind.USER else "is"
    return (
        f"{principal.text!r} {verb} the account that owns the {kind.noun} ({target.account}) and has access already. "
        f"Share it with another account."
    )


def target_input(kind: ShareKind) -> Input:
    """The input that names what is shared."""
    return Input(
        kind.input_name,
        lambda value: kind.parse(parse_text(value, kind.accepted)),
        Change.REPLACES,
        accepted=kind.accepted,
    )


_SHARED_WITH = Input(
    "shared_with",
    parse_principal,
    Change.REPLACES,
    accepted=f"{principals.ACCEPTED}, of another account than the owner's",
    meaning=principals.principal_identity,
)

_PERMISSION = Input(PERMISSION, _permission, Change.UPDATES, accepted=" or ".join(PERMISSIONS))

RESEND_ON = Input(
    "resend_on",
    _parse_resend_on,
    Change.STORES,
    default=list(statuses.RESEND_ON),
    meaning=lambda value: frozenset(value) if isinstance(value, list) and not is_unknown(value) else value,
)

_CHOICES = (
    Input("adopt_existing", parse_flag, Change.STORES, default=False),
    Input("wait_for_acceptance", parse_flag, Change.STORES, default=False),
    RESEND_ON,
    *OWN_INPUTS,
)

LENS_SHARE = ShareSchema(kind=LENS, inputs=(target_input(LENS), _SHARED_WITH, *_CHOICES))
PROFILE_SHARE = ShareSchema(kind=PROFILE, inputs=(target_input(PROFILE), _SHARED_WITH, *_CHOICES))
TEMPLATE_SHARE = ShareSchema(kind=TEMPLATE, inputs=(target_input(TEMPLATE), _SHARED_WITH, *_CHOICES))
WORKLOAD_SHARE = ShareSchema(
    kind=WORKLOAD,
    inputs=(target_input(WORKLOAD), _SHARED_WITH, _PERMISSION, *_CHOICES),
    timed=("create", "update", "delete"),
)
