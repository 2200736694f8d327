"""The schema of the accepter of a lens share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.invitations.invitation import (
    ACCEPT,
    ACTIONS,
    Acceptance,
    Answer,
    parse_invitation_id,
)
from pulumi_wellarchitected.plugin.schema.inputs import (
    OWN_INPUTS,
    BadInputError,
    Change,
    Input,
    Schema,
    parse_flag,
    parse_text,
)
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.schema.inputs import Props

INVITATION_SECONDS = 60
"""How long a create looks for an invitation by default."""
_INVITATION = "the share_id of a LensShare (32 hexadecimal digits)"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccepterSchema(Schema):
    """The inputs and outputs of a LensShareAccepter."""

    outputs: tuple[str, ...] = ("status", "account_id", "lens_name", "lens_version", "owner")
    noun: str = "acceptance"
    doubled: str = "An account accepts a lens once, and for all its users. Remove one of the two."
    of_account: bool = True
    timed: tuple[str, ...] = ("create", "update", "delete")

    def key(self, props: Props) -> Target | None:
        """The lens, or None if it is unknown or malformed. The account is the provider's."""
        arn = props.get("lens_alias")
        try:
            return LENS.parse(arn) if isinstance(arn, str) else None
        except ValueError:
            return None  # check() reports it

    def answer(self, props: Props, operation: str) -> Answer:
        """Parse the inputs of an operation, none of which is unknown."""
        known = self.operation(props)
        return Answer(
            target=known["lens_alias"],
            action=known["action"],
            invitation_id=known["share_invitation_id"],
            patience=self.timeout(props, operation, timedelta(seconds=INVITATION_SECONDS)),
        )

    def state(self, old: Props, given: Props, acceptance: Acceptance) -> dict[str, Any]:
        """The outputs in the state. The invitation's ID is the given one, or else the one that was found.

        A text that AWS does not tell any more stays as it was.
        """
        told = {name: getattr(acceptance, name) for name in ("lens_name", "lens_version", "owner")}
        return {
            **self.given(given),
            "share_invitation_id": given.get("share_invitation_id") or acceptance.invitation_id,
            "status": acceptance.status,
            "account_id": acceptance.account,
            **{name: text or old.get(name, "") for name, text in told.items()},
        }


def _invitation_id(value: object) -> str:
    if value == "":
        return value
    try:
        return parse_invitation_id(value)
    except ValueError as bad:
        raise BadInputError(f"{bad}. Give {_INVITATION}, or leave it out.") from None  # its sentence says it all


def _action(value: object) -> str:
    if isinstance(value, str) and value in ACTIONS:
        return value
    raise BadInputError(f"{value!r} is not an action. Give {' or '.join(ACTIONS)}.")


LENS_SHARE_ACCEPTER = AccepterSchema(
    inputs=(
        Input(
            "lens_alias",
            lambda value: LENS.parse(parse_text(value, LENS.accepted)),
            Change.REPLACES,
            accepted=LENS.accepted,
        ),
        Input("share_invitation_id", _invitation_id, Change.UPDATES, accepted=_INVITATION, optional=True, default=""),
        Input("action", _action, Change.REPLACES, default=ACCEPT),
        Input("reject_on_destroy", parse_flag, Change.STORES, default=False),
        *OWN_INPUTS,
    )
)
