"""The verbs of the share resources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError, NotFoundError
from pulumi_wellarchitected.plugin.changes import Changes, find_share_changes, is_to_resend
from pulumi_wellarchitected.plugin.dead_shares import Fate
from pulumi_wellarchitected.plugin.redaction import secret_inputs
from pulumi_wellarchitected.plugin.schema.inputs import PROTECTED
from pulumi_wellarchitected.plugin.schema.share import PERMISSION
from pulumi_wellarchitected.plugin.verbs.resource import Resource, refuse_secrets
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.kind import ShareIdentifier
from pulumi_wellarchitected.shares.share import DEFAULT_TIMEOUT

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.plugin.schema.share import ShareSchema
    from pulumi_wellarchitected.shares.share import Share


class ShareVerbs:
    """The verbs of one share resource."""

    def __init__(self, schema: ShareSchema, process: Process) -> None:
        self.schema = schema
        self.process = process

    def check(self, olds: Props, news: Props) -> dict[str, str]:
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if key := self.schema.key(news):
            self.process.ownership.declare(key)
            # The engine refuses to replace what is still protected in the state, so the old inputs count too.
            if olds.get(PROTECTED) or news.get(PROTECTED):
                self.process.ownership.protect(key)
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. A share whose status is in resend_on is replaced."""
        changes, key = find_share_changes(self.schema, olds, news), self.schema.key(news)
        is_declared = key is not None and self.process.ownership.is_declared(key)
        if changes.resends:
            fate = Fate.SENT_NOW if is_declared else Fate.SENT_NEXT
            if news.get(PROTECTED) or (key and self.process.ownership.is_protected(key)):
                changes, fate = Changes((), changes.updates), Fate.PROTECTED
            self._record_dead(self._identifier(id_, olds).target, olds, olds["status"], fate)
        if is_declared and not changes.replaces:
            self.process.ownership.own(self._identifier(id_, olds).share)
        return changes

    def create(self, props: Props) -> Resource:
        """Adopt or send the share, and wait where the inputs ask for it."""
        request = self.schema.request(props)
        request = replace(request, adopt_existing=request.adopt_existing or self.process.adopts_existing())
        shares = self.process.shares(self.schema.kind, request.target)
        with time_limit(request.timeout("create").total_seconds()):
            sent = shares.adopt_or_send(request)
            share = shares.wait_until_settled(sent, request)
        outputs = self.schema.state({"sent_at": sent.sent_at} if sent.sent_at else {}, props, share)
        return Resource(self._id(request.target, share, props), outputs)

    def read(self, id_: str, props: Props) -> Resource | None:
        """Read the share: in a refresh with its old outputs, in a lookup with its ID only. None: it is gone."""
        identifier = self._identifier(id_, props)
        with time_limit(DEFAULT_TIMEOUT.total_seconds()):
            share = self._find(identifier, props)
        if share is None and "share_id" in props:
            return None
        if share is None:
            raise NotFoundError(
                f"There is no {self.schema.kind.noun} share {identifier.share} on {identifier.target}. "
                f"`{self.schema.kind.list_command(identifier.target)}` lists the existing shares."
            )
        if _was_rejected(share, props):
            self._record_dead(identifier.target, props, share.status, Fate.KEPT)
        known = self.schema.given(props)
        given = {self.schema.kind.input_name: str(identifier.target), **known, "shared_with": _spelling(props, share)}
        if self.schema.kind.permits and share.permission:
            given[PERMISSION] = share.permission
        inputs = None if known == given else given
        return Resource(self._id(identifier.target, share, props), self.schema.state(props, given, share), inputs)

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Set the permission, if there is one and it changes. Makes no API call for inputs that AWS does not know."""
        if PERMISSION in find_share_changes(self.schema, olds, news).updates:
            shares = self.process.shares(self.schema.kind, self._identifier(id_, olds).target)
            with time_limit(self.schema.timeout(news, "update", DEFAULT_TIMEOUT).total_seconds()):
                shares.permit(olds["share_id"], _known_principal(olds), news[PERMISSION])
        kept = {name: value for name, value in olds.items() if name in self.schema.outputs}
        return {**self.schema.given(news), **kept}

    def delete(self, id_: str, props: Props) -> None:
        """Delete the share, unless another resource of this program has just adopted it."""
        identifier = self._identifier(id_, props)
        share_id = identifier.share if identifier.names_share_id else props["share_id"]
        shares = self.process.shares(self.schema.kind, identifier.target)
        timeout = self.schema.timeout(props, "delete", DEFAULT_TIMEOUT)
        with time_limit(timeout.total_seconds()):
            deleted = shares.delete(share_id, _known_principal(props), timeout)
        if not deleted:
            self.process.messages.warn(
                f"{self.schema.kind.noun.capitalize()} share {share_id} of {identifier.target} now belongs to another "
                f"resource of this program, and is not deleted."
            )

    def _record_dead(self, target: Target, props: Props, status: str, fate: Fate) -> None:
        if principal := _known_principal(props):
            self.process.dead_shares.record(self.schema.kind.noun, target.text, principal, status, fate)

    def _find(self, identifier: ShareIdentifier, props: Props) -> Share | None:
        shares = self.process.shares(self.schema.kind, identifier.target)
        if not identifier.names_share_id:
            return shares.find_with(_parse_principal(identifier.share))
        return shares.find(identifier.share, _known_principal(props))

    def _id(self, target: Target, share: Share, props: Props) -> str:
        """The engine stores IDs in plain text, so a secret ARN stays out of it."""
        if self.schema.kind.input_name in secret_inputs(props):
            return share.share_id
        return str(ShareIdentifier(target, share.share_id))

    def _identifier(self, id_: str, props: Props) -> ShareIdentifier:
        arn = props.get(self.schema.kind.input_name)
        try:
            if arn and "," not in id_:
                return ShareIdentifier(self.schema.kind.parse(arn), id_)
            return ShareIdentifier.parse(self.schema.kind, id_)
        except ValueError as bad:
            raise InvalidInputError(str(bad)) from None  # its sentence says it all


def _was_rejected(share: Share, props: Props) -> bool:
    """Whether a share was rejected since the last refresh, and will not be sent again."""
    is_new = share.status == statuses.REJECTED and props.get("status") not in (None, share.status)
    return is_new and not is_to_resend(share.status, props)


def _parse_principal(text: str) -> Principal:
    try:
        return Principal.parse(text)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all


def _known_principal(props: Props) -> Principal | None:
    """The principal in the state. None if an older version has stored a spelling that cannot be parsed."""
    try:
        return Principal.parse(props.get("shared_with", ""))
    except ValueError:
        return None


def _spelling(props: Props, share: Share) -> str:
    """Keep the user's own spelling of the principal, unless AWS lists another principal that can be parsed."""
    known: str = props.get("shared_with", share.shared_with)
    if known == share.shared_with:
        return known
    try:
        return known if Principal.parse(share.shared_with).is_listed_as(known) else share.shared_with
    except ValueError:
        return known
