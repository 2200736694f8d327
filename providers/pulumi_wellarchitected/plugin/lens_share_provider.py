"""What the engine asks of LensShare: check, diff, create, read, update and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

from pulumi_wellarchitected.plugin import messages as engine_log
from pulumi_wellarchitected.arns import LensArn, ShareIdentifier
from pulumi_wellarchitected.plugin.changes import find_changes
from pulumi_wellarchitected.errors import WellArchitectedError, NotFoundError
from pulumi_wellarchitected.plugin.inputs import ACCEPTED_SECRETS, INPUTS, LensShareInputs, Props, check_inputs, with_defaults
from pulumi_wellarchitected.plugin.outputs import outputs_of
from pulumi_wellarchitected.plugin.process import process
from pulumi_wellarchitected.principals import Principal, same_principal
from pulumi_wellarchitected.plugin.redaction import secret_inputs
from pulumi_wellarchitected.plugin.tracebacks import entry_point

if TYPE_CHECKING:
    from pulumi_wellarchitected.shares.api import Share

_Parsed = TypeVar("_Parsed", LensArn, ShareIdentifier, Principal)


class LensShareProvider(ResourceProvider):
    """Holds no state: what a run of the plugin remembers is in plugin_process.py."""

    serialize_as_secret_always = False  # it is serialized as a name (dynamic.py), and encryption would bloat the state

    @entry_point
    def configure(self, req: ConfigureRequest) -> None:
        """Take the stack's configuration, or an explicit provider's inputs."""
        # Config hands out only keys that are asked for by name, and an unknown `aws:*` key has to be refused.
        process.configure(vars(req.config)["_props"])

    @entry_point
    def check(self, _olds: Props, news: Props) -> CheckResult:
        """Refuse what cannot be meant, before any call is made."""
        process.check_settings()
        reasons = check_inputs(news)
        for name in secret_inputs(news):
            if name in reasons:  # a CheckFailure would print the value
                raise WellArchitectedError(f"The secret input {name} is not accepted. Give {ACCEPTED_SECRETS[name]}.")
        _declare(news)
        return CheckResult(with_defaults(news), [CheckFailure(name, reason) for name, reason in reasons.items()])

    @entry_point
    def diff(self, id_: str, olds: Props, news: Props) -> DiffResult:
        """Tell what a change does; a share whose status is in resend_on is replaced."""
        changes = find_changes(olds, news)
        if not changes.replaces and process.holdings.is_declared(news["lens_alias"], news["shared_with"]):
            process.holdings.hold(_identifier(id_, olds).share)
        if changes.resends:
            engine_log.warn(
                f"Lens share with {olds['shared_with']} is {olds['status']}: the next up sends it again. "
                f"Where it is protected, unprotect it first, or set resend_on=[] to keep it as it is."
            )
        return DiffResult(
            changes=bool(changes.replaces or changes.updates),
            replaces=list(changes.replaces),
            delete_before_replace=True,  # the service takes no second share with the same principal
        )

    @entry_point
    def create(self, props: Props) -> CreateResult:
        """Share the lens, or take over the share that is there, and wait where that is asked for."""
        inputs = LensShareInputs.from_props(props)
        share = process.shares_of(inputs.lens).adopt_or_send(inputs)
        share = process.settling_of(inputs.lens).wait_until_settled(share, inputs)
        return CreateResult(_id(inputs.lens, share, props), outputs_of(props, inputs.lens, share))

    @entry_point
    def read(self, id_: str, props: Props) -> ReadResult:
        """Read the share: on refresh with its old outputs, on get with nothing but its ID."""
        identifier = _identifier(id_, props)
        share = _find(identifier, props)
        if share is None and "share_id" in props:
            return ReadResult("", {})
        if share is None:
            raise WellArchitectedError(
                f"There is no lens share {identifier.share} on {identifier.lens}. "
                f"`aws wellarchitected list-lens-shares --lens-alias {identifier.lens}` lists those that there are."
            )
        known = _inputs(props)
        given = {"lens_alias": str(identifier.lens), **known, "shared_with": _spelling(props, share)}
        outputs = outputs_of(given, identifier.lens, share)
        inputs = None if known == given else _inputs(outputs)  # the engine keeps what it has where it gets none
        return ReadResult(_id(identifier.lens, share, props), outputs, inputs)

    @entry_point
    def update(self, _id: str, olds: Props, news: Props) -> UpdateResult:
        """Write down inputs that AWS does not know."""
        outputs = {name: value for name, value in olds.items() if name not in INPUTS}
        return UpdateResult({**outputs, **with_defaults(news)})

    @entry_point
    def delete(self, id_: str, props: Props) -> None:
        """Delete the share, unless another resource of this program has just taken it over."""
        identifier = _identifier(id_, props)
        share_id = identifier.share if identifier.names_share_id else props["share_id"]
        inputs = LensShareInputs.from_props(props)
        if not process.shares_of(identifier.lens).delete(share_id, inputs.principal, inputs.timeout("delete")):
            engine_log.warn(
                f"Lens share {share_id} of {identifier.lens} belongs to another resource of this program now, and is "
                f"not deleted."
            )


def _id(lens: LensArn, share: Share, props: Props) -> str:
    if "lens_alias" in secret_inputs(props):
        return share.share_id
    return str(ShareIdentifier(lens, share.share_id))


def _identifier(id_: str, props: Props) -> ShareIdentifier:
    if "lens_alias" in props and "," not in id_:
        return ShareIdentifier(_parsed(LensArn, props["lens_alias"]), id_)
    return _parsed(ShareIdentifier, id_)


def _parsed(kind: type[_Parsed], text: str) -> _Parsed:
    try:
        return kind.parse(text)
    except ValueError as bad:
        raise WellArchitectedError(str(bad)) from None  # the parser's sentence is the whole story


def _declare(news: Props) -> None:
    lens_alias, shared_with = news.get("lens_alias"), news.get("shared_with")
    if isinstance(lens_alias, str) and isinstance(shared_with, str):
        process.holdings.declare(lens_alias, shared_with)


def _find(identifier: ShareIdentifier, props: Props) -> Share | None:
    """List for the share; None: it is gone, or its lens is, and the lens's own account says so."""
    finding = process.shares_of(identifier.lens).finding
    try:
        if not identifier.names_share_id:
            return finding.find_for_get(_parsed(Principal, identifier.share))
        known = props.get("shared_with")
        return finding.find_for_read(identifier.share, _parsed(Principal, known) if known else None)
    except NotFoundError:
        return None


def _spelling(props: Props, share: Share) -> str:
    """The user's own spelling of the principal stands, unless the service says that it is another one."""
    known: str = props.get("shared_with", share.shared_with)
    return known if not share.shared_with or same_principal(known, share.shared_with) else share.shared_with


def _inputs(props: Props) -> dict[str, Any]:
    return {name: props[name] for name in INPUTS if name in props}
