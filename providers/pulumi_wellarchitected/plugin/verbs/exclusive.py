"""The verbs of LensSharesExclusive: the shares of a lens as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError, NotFoundError
from pulumi_wellarchitected.plugin.changes import Changes, find_changes, is_to_resend
from pulumi_wellarchitected.plugin.dead_shares import Fate
from pulumi_wellarchitected.plugin.redaction import SECRET, redact, secret_inputs
from pulumi_wellarchitected.plugin.schema.exclusive import FAILURE, PRINCIPALS, spellings
from pulumi_wellarchitected.plugin.verbs.resource import Resource, refuse_secrets
from pulumi_wellarchitected.principals import principal_identity
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.exclusive import delete_shares, read_list, share_with_list
from pulumi_wellarchitected.shares.kind import LENS
from pulumi_wellarchitected.shares.plan import DEFAULT_TIMEOUT, Known, parse_or_none
from pulumi_wellarchitected.shares.share import Share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.exclusive import ExclusiveSchema
    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.shares.exclusive import Outcome
    from pulumi_wellarchitected.shares.lifecycle import Shares
    from pulumi_wellarchitected.shares.plan import ListRequest

_READ_SECONDS = 180.0  # as for every resource


class ExclusiveVerbs:
    """The verbs of the LensSharesExclusive resource."""

    def __init__(self, schema: ExclusiveSchema, process: Process) -> None:
        self.schema = schema
        self.process = process

    def check(self, olds: Props, news: Props) -> dict[str, str]:  # noqa: ARG002 - as for every resource
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if PRINCIPALS in reasons:
            raise InvalidInputError(f"principals: {reasons[PRINCIPALS]}")  # a check failure prints the list, twice
        if key := self.schema.key(news):
            self.process.ownership.declare((self.schema.noun, key))
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. A refresh has put into the state who has access now."""
        changes = _find_changes(self.schema, olds, news)
        is_declared = self.process.ownership.is_declared((self.schema.noun, self.schema.key(news)))
        if not changes.replaces:
            self._record_resent(self._target(id_, olds), olds, news, Fate.SENT_NOW if is_declared else Fate.SENT_NEXT)
            if FAILURE in olds:
                self._tell_rest(self._target(id_, olds), olds, news)
        if is_declared and not changes.replaces:
            wanted = _identities(news)
            for identity, share in _known(olds).shares.items():
                if identity in wanted:
                    self.process.ownership.own(share.share_id)
        return changes

    def create(self, props: Props) -> Resource:
        """Share the lens with all that the list names. Others who have it are an error, or lose it if inputs ask."""
        request = self.schema.request(props)
        with time_limit(request.timeout("create").total_seconds()):
            outcome = self._share(request, Known())
        found = [outcome.shares.get(each.text) for each in request.principals]
        if kept := [share for share in found if share and not share.sent_at]:
            self.process.messages.warn(
                f"Kept {len(kept)} existing {'share' if len(kept) == 1 else 'shares'} of {request.target}. Make sure "
                f"that no other stack manages them: two stacks would delete them for each other."
            )
        return Resource(self._id(request.target, props), self._state({}, props, outcome))

    def read(self, id_: str, props: Props) -> Resource | None:
        """Read who has access: in a refresh with the old outputs, in a lookup with the ID only. None: it is gone.

        The inputs get everybody who has access, so that the next preview shows whom it removes. They lose who has no
        access any more and gets it again, so that it shows whom it adds.
        """
        target, known = self._target(id_, props), _known(props)
        is_lookup = "share_ids" not in props
        with time_limit(_READ_SECONDS):
            shares = read_list(self._shares(target), known)
        if shares is None and is_lookup:
            raise NotFoundError(f"There is no lens {target}. `aws wellarchitected list-lenses` lists the lenses.")
        if shares is None:
            return None
        texts = _texts(props)
        spelled = {identity: texts.get(identity) or share.shared_with or identity for identity, share in shares.items()}
        own = {each: share for each, share in shares.items() if is_lookup or each in known.shares}
        self._record_rejected(target, props, own)
        present = {
            identity: spelled[identity]
            for identity, share in shares.items()
            if share.is_live or (identity in own and not is_to_resend(share.status, props))
        }
        given = {LENS.input_name: str(target), **self.schema.given(props), PRINCIPALS: present}
        inputs = None if present == spellings(props.get(PRINCIPALS)) else given
        outputs = self.schema.state(props, given, {spelled[identity]: share for identity, share in own.items()})
        return Resource(self._id(target, props), outputs, inputs)

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Change who has access. Makes no API call for inputs that AWS does not know."""
        if {PRINCIPALS, "statuses"}.isdisjoint(_find_changes(self.schema, olds, news).updates):
            return {**self.schema.given(news), **{name: olds[name] for name in self.schema.outputs if name in olds}}
        request = self.schema.request({**news, LENS.input_name: str(self._target(id_, olds))})
        with time_limit(request.timeout("update").total_seconds()):
            return self._state(olds, news, self._share(request, _known(olds)))

    def delete(self, id_: str, props: Props) -> None:
        """Delete the shares that the resource has sent or kept, and nobody else's."""
        target, timeout = self._target(id_, props), self.schema.timeout(props, "delete", DEFAULT_TIMEOUT)
        with time_limit(timeout.total_seconds()):
            kept = delete_shares(self._shares(target), target.text, _known(props), timeout)
        if kept:
            self.process.messages.warn(
                f"{len(kept)} shares of {target} now belong to another resource of this program, and are not deleted."
            )

    def _share(self, request: ListRequest, known: Known) -> Outcome:
        outcome = share_with_list(self._shares(request.target), request, known)
        if outcome.ended:
            self.process.messages.warn(
                f"Ended the access of {', '.join(sorted(outcome.ended))} to {request.target}, since principals does "
                f"not name them (remove_others)."
            )
        return outcome

    def _state(self, olds: Props, given: Props, outcome: Outcome) -> dict[str, Any]:
        """The state after a change. If a part failed, it says so, and the program ends with that error."""
        outputs = self.schema.state(olds, given, outcome.shares)
        if outcome.failure:
            outputs[FAILURE] = redact(f"{type(outcome.failure).__name__}: {outcome.failure}")
        return outputs

    def _tell_rest(self, target: Target, olds: Props, news: Props) -> None:
        """The engine compares the inputs, and they do not show what the last run has left undone."""
        wanted, known = spellings(news.get(PRINCIPALS)), _known(olds).shares
        if not isinstance(wanted, dict):
            return
        missing = sorted(text for identity, text in wanted.items() if identity not in known)
        left = sorted(share.shared_with for identity, share in known.items() if identity not in wanted)
        rest = [f"shares {target} with {', '.join(missing)}"] * bool(missing)
        rest += [f"ends the access of {', '.join(left)}"] * bool(left)
        if rest:
            self.process.messages.warn(f"The last up failed in part. This one {' and '.join(rest)}.")

    def _record_resent(self, target: Target, olds: Props, news: Props, fate: Fate) -> None:
        dead = {text: each for text, each in olds.get("statuses", {}).items() if is_to_resend(each, news)}
        wanted = _identities(news) if dead else set()
        for text, status in dead.items():
            principal = parse_or_none(text)
            if principal and principal.identity in wanted:
                self.process.dead_shares.record(LENS.noun, target.text, principal, status, fate)

    def _record_rejected(self, target: Target, props: Props, own: Mapping[str, Share]) -> None:
        """Record whose share was rejected since the last refresh, and will not be sent again."""
        before = {str(principal_identity(text)): status for text, status in props.get("statuses", {}).items()}
        for identity, share in own.items():
            is_new = share.status == statuses.REJECTED and before.get(identity) not in (None, share.status)
            if is_new and not is_to_resend(share.status, props) and (principal := parse_or_none(identity)):
                self.process.dead_shares.record(LENS.noun, target.text, principal, share.status, Fate.KEPT)

    def _shares(self, target: Target) -> Shares:
        return self.process.shares(LENS, target)

    def _id(self, target: Target, props: Props) -> str:
        """The engine stores IDs in plain text, so a secret ARN stays out of it."""
        return SECRET if LENS.input_name in secret_inputs(props) else str(target)

    def _target(self, id_: str, props: Props) -> Target:
        try:
            return LENS.parse(props.get(LENS.input_name) or id_)
        except ValueError as bad:
            raise InvalidInputError(str(bad)) from None  # its sentence says it all


def _find_changes(schema: ExclusiveSchema, olds: Props, news: Props) -> Changes:
    """Compare key by key, and whether each principal has a share that is not to be sent again."""
    changes = find_changes(schema, olds, news)
    if changes.replaces or PRINCIPALS in changes.updates:
        return changes
    is_missing = _identities(news) != _known(olds).shares.keys()
    if is_missing or FAILURE in olds or any(is_to_resend(status, news) for status in olds.get("statuses", {}).values()):
        return Changes((), (*changes.updates, "statuses"))
    return changes


def _known(props: Props) -> Known:
    found = props.get("statuses", {})
    shares = {
        str(principal_identity(text)): Share(share_id, text, found.get(text, ""))
        for text, share_id in props.get("share_ids", {}).items()
    }
    return Known(shares, frozenset(_identities(props)))


def _identities(props: Props) -> set[str]:
    """The principals by their identity. None if they are not known."""
    found = spellings(props.get(PRINCIPALS))
    return set(found) if isinstance(found, dict) else set()


def _texts(props: Props) -> dict[str, str]:
    """The spelling of each principal in the program, by its identity."""
    found = spellings(props.get(PRINCIPALS))
    stored = {str(principal_identity(text)): text for text in props.get("share_ids", {})}
    return {**stored, **(found if isinstance(found, dict) else {})}
