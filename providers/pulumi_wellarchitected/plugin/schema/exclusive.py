"""The schema of LensSharesExclusive.

The list of principals has no order, and Pulumi shows the difference of two lists place by place. So the state holds a
mapping from the identity of each principal to its spelling, in which Pulumi shows who is added and who is removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected import principals
from pulumi_wellarchitected.plugin.schema.inputs import (
    OWN_INPUTS,
    BadInputError,
    Change,
    Input,
    Schema,
    parse_flag,
)
from pulumi_wellarchitected.plugin.schema.share import RESEND_ON, own_account, parse_principal, target_input
from pulumi_wellarchitected.principals import principal_identity
from pulumi_wellarchitected.shares.kind import LENS
from pulumi_wellarchitected.shares.plan import ListRequest

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.share import Share

PRINCIPALS = "principals"
FAILURE = "failure"
"""The output that says why a part of the last change failed. The state has it only then."""
_ACCEPTED = f"a list of principals, each of them {principals.ACCEPTED}, of another account than the owner's"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusiveSchema(Schema):
    """The inputs and outputs of LensSharesExclusive."""

    outputs: tuple[str, ...] = ("share_ids", "statuses", "sent_at", FAILURE, "region")
    noun: str = "list of shares"
    doubled: str = "Each would end the access that the other gives. Remove one of the two."
    timed: tuple[str, ...] = ("create", "update", "delete")

    def check(self, props: Props) -> dict[str, str]:
        """The malformed inputs, each with a sentence that says why and what is accepted."""
        parsed, reasons = self.parse(props)
        target, wanted = parsed.get(LENS.input_name), parsed.get(PRINCIPALS, ())
        if target and (owned := [each for each in wanted if each.account == target.account]):
            reasons[PRINCIPALS] = own_account(LENS, target, owned[0])
        return reasons

    def key(self, props: Props) -> Target | None:
        """The lens, or None if that is unknown or malformed."""
        arn = props.get(LENS.input_name)
        try:
            return LENS.parse(arn) if isinstance(arn, str) else None
        except ValueError:
            return None  # check() reports it

    def list_of(self, key: Hashable) -> Hashable:
        """The list itself."""
        return key

    def request(self, props: Props) -> ListRequest:
        """Parse the inputs of an operation, none of which is unknown."""
        known = self.operation(props)
        return ListRequest(
            target=known[LENS.input_name],
            principals=known[PRINCIPALS],
            remove_others=known["remove_others"],
            resend_on=known["resend_on"],
            timeouts=known["timeouts"],
        )

    def state(self, old: Props, given: Props, shares: Mapping[str, Share]) -> dict[str, Any]:
        """The outputs in the state. `shares` are those of the resource, by the spelling of their principal."""
        sent = {share_id: old.get("sent_at", {}).get(text) for text, share_id in old.get("share_ids", {}).items()}
        sent_at = {text: share.sent_at or sent.get(share.share_id) for text, share in shares.items()}
        return {
            **self.given(given),
            "share_ids": {text: share.share_id for text, share in shares.items()},
            "statuses": {text: share.status for text, share in shares.items()},
            "sent_at": {text: at for text, at in sent_at.items() if at},
        }


def spellings(value: object) -> Any:  # noqa: ANN401 - whatever was given
    """The principals by their identity. What is malformed, or has a part that is not known, is returned as it is."""
    texts = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(texts, (list, tuple)) or not all(isinstance(text, str) for text in texts):
        return value
    return {str(principal_identity(text)): text for text in texts}


def by_identity(values: Iterable[object]) -> dict[str, Any] | list[Any]:
    """A program's list as it goes into the state. A malformed one stays a list, about which check() says why."""
    texts = list(values)
    found = spellings(texts)
    return found if isinstance(found, dict) and len(found) == len(texts) else texts


def _parse_principals(value: object) -> tuple[Principal, ...]:
    texts = _texts(value)
    found: dict[str, Principal] = {}
    for principal in map(parse_principal, texts):
        first = found.setdefault(principal.identity, principal)
        if first is not principal:
            same = "twice" if first.text == principal.text else f"twice, as {principal.text!r} too"
            raise BadInputError(f"{first.text!r} is in the list {same}. Remove one of the two.")
    if LENS.quota and len(found) > LENS.quota:
        raise BadInputError(
            f"The list has {len(found)} principals, and AWS allows {LENS.quota} shares of a lens. Share with an "
            f"organizational unit: it counts as one share for all its accounts."
        )
    return tuple(found.values())


def _texts(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and value == spellings(value):
        return list(value.values())
    found = "It is missing" if value is None else f"{value!r} is not a list"
    raise BadInputError(f"{found}. Give {_ACCEPTED}.")


LENS_SHARES_EXCLUSIVE = ExclusiveSchema(
    inputs=(
        target_input(LENS),
        Input(PRINCIPALS, _parse_principals, Change.UPDATES, accepted=_ACCEPTED, meaning=spellings),
        Input("remove_others", parse_flag, Change.STORES, default=False),
        RESEND_ON,
        *OWN_INPUTS,
    )
)
