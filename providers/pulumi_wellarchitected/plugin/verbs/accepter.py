"""The verbs of the accepter of a lens share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError, NotFoundError
from pulumi_wellarchitected.invitations.invitation import ACCEPTED, PENDING, REJECT, REJECTED, Acceptance
from pulumi_wellarchitected.plugin.changes import Changes, find_changes
from pulumi_wellarchitected.plugin.redaction import secret_inputs
from pulumi_wellarchitected.plugin.verbs.resource import Resource, refuse_secrets
from pulumi_wellarchitected.shares.kind import LENS
from pulumi_wellarchitected.shares.share import DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.accepter import AccepterSchema
    from pulumi_wellarchitected.plugin.schema.inputs import Props


class AccepterVerbs:
    """The verbs of LensShareAccepter."""

    def __init__(self, schema: AccepterSchema, process: Process) -> None:
        self.schema = schema
        self.process = process

    def check(self, _olds: Props, news: Props) -> dict[str, str]:
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if key := self.schema.key(news):
            self.process.ownership.declare((self.schema.noun, key))
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. An invitation that waits is an update."""
        changes = find_accepter_changes(self.schema, olds, news)
        identifier = _identify(id_, olds)
        if not changes.replaces and self.process.ownership.is_declared((self.schema.noun, identifier.target)):
            self.process.ownership.own(str(identifier))
        if "status" in changes.updates:
            self.process.messages.warn(
                f"The invitation to lens {identifier.target} is PENDING in account {identifier.account}: the next up "
                f"{'rejects' if news.get('action') == REJECT else 'accepts'} it."
            )
        return changes

    def create(self, props: Props) -> Resource:
        """Answer the invitation, unless the lens is accepted already."""
        acceptance = self._settle(props, "create")
        identifier = _Identifier(LENS.parse(props["lens_alias"]), acceptance.account)
        self.process.ownership.own(str(identifier))
        return Resource(_id(identifier, props), self.schema.state({}, props, acceptance))

    def read(self, id_: str, props: Props) -> Resource | None:
        """Read the acceptance: in a refresh with its old outputs, in a lookup with its ID only. None: it is gone."""
        identifier = _identify(id_, props)
        acceptances = self.process.acceptances(identifier.target.region)
        with time_limit(DEFAULT_TIMEOUT.total_seconds()):
            account = identifier.account or acceptances.find_consumer(identifier.target)
            found = acceptances.find(identifier.target, account)
        if "status" in props:
            return self._refreshed(id_, props, found)
        if found is None or found.status != ACCEPTED:
            raise _not_accepted(identifier.target, account, found)
        given = {"lens_alias": str(identifier.target), **self.schema.given(props)}
        return Resource(str(_Identifier(identifier.target, account)), self.schema.state({}, given, found), given)

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Answer the invitation that waits, or another one. Makes no API call for inputs that AWS does not know."""
        changes = find_accepter_changes(self.schema, olds, news)
        if {"share_invitation_id", "status"}.isdisjoint(changes.updates):
            kept = {name: olds[name] for name in ("share_invitation_id", *self.schema.outputs) if name in olds}
            return {**kept, **self.schema.given(news)}
        return self.schema.state(olds, news, self._settle(news, "update", _identify(id_, olds).account))

    def delete(self, id_: str, props: Props) -> None:
        """Forget the acceptance, or reject the invitation where the inputs ask for that."""
        identifier = _identify(id_, props)
        if self.process.ownership.is_owned(str(identifier)) or props.get("status") != ACCEPTED:
            return  # another resource of this program has just accepted the lens, or nothing is accepted
        lens, account = identifier.target, identifier.account
        ends = f"The access ends when its owner, account {lens.account}, deletes the share."
        if not props.get("reject_on_destroy"):
            self.process.messages.warn(f"Pulumi only forgets that account {account} has accepted lens {lens}. {ends}")
        elif refusal := self._reject(identifier, props):
            self.process.messages.warn(f"Account {account} could not leave lens {lens}. {ends} {refusal}")

    def _settle(self, props: Props, operation: str, account: str | None = None) -> Acceptance:
        answer = self.schema.answer(props, operation)
        with time_limit(self.schema.timeout(props, operation, DEFAULT_TIMEOUT).total_seconds()):
            return self.process.acceptances(answer.target.region).settle(answer, account)

    def _refreshed(self, id_: str, props: Props, found: Acceptance | None) -> Resource | None:
        """What a refresh stores. The ID of the invitation stays: the program may have given it."""
        if found is None and props.get("action") != REJECT:
            return None
        found = found or Acceptance(props["account_id"], REJECTED)
        return Resource(id_, self.schema.state(props, props, found))

    def _reject(self, identifier: _Identifier, props: Props) -> Exception | None:
        acceptances = self.process.acceptances(identifier.target.region)
        with time_limit(self.schema.timeout(props, "delete", DEFAULT_TIMEOUT).total_seconds()):
            return acceptances.reject(identifier.target, identifier.account, props.get("share_invitation_id", ""))


def _not_accepted(target: Target, account: str, pending: Acceptance | None) -> NotFoundError:
    told = f"Lens {target} is not accepted in account {account}"
    if pending:
        return NotFoundError(f"{told}. An invitation to it waits. Declare a LensShareAccepter to accept it.")
    return NotFoundError(f"{told}, and no invitation to it waits there. The owner has to share it.")


def find_accepter_changes(schema: AccepterSchema, olds: Props, news: Props) -> Changes:
    """Compare as find_changes() does. An invitation that waits is an update.

    The state always has the ID of an invitation. A program that gives none takes any.
    """
    if not news.get("share_invitation_id"):
        olds, news = _without_invitation(olds), _without_invitation(news)
    changes = find_changes(schema, olds, news)
    if not changes.replaces and olds.get("status") == PENDING:
        return Changes((), (*changes.updates, "status"))
    return changes


def _without_invitation(props: Props) -> Props:
    return {name: value for name, value in props.items() if name != "share_invitation_id"}


@dataclass(frozen=True, slots=True)
class _Identifier:
    """The resource ID `<lens ARN>,<account ID>`. Where the ARN is secret, the ID is the account alone."""

    target: Target
    account: str
    """Empty in a lookup that does not name it."""

    def __str__(self) -> str:
        return f"{self.target},{self.account}"


def _id(identifier: _Identifier, props: Props) -> str:
    """The engine stores IDs in plain text, so a secret ARN stays out of it."""
    return identifier.account if "lens_alias" in secret_inputs(props) else str(identifier)


def _identify(id_: str, props: Props) -> _Identifier:
    arn, _, account = id_.partition(",")
    if props.get("account_id"):
        arn, account = props["lens_alias"], props["account_id"]
    try:
        return _Identifier(LENS.parse(arn), account)
    except ValueError as bad:
        raise InvalidInputError(
            f"{bad} The ID of a LensShareAccepter is <lens ARN> or <lens ARN>,<account ID>."
        ) from None  # its sentence says it all
