"""A plugin process whose AWS account answers at once, from memory.

The verbs run as they do in the plugin: they validate the inputs, and make the ID and the outputs. Only what they would
ask AWS is answered here. Unlike AWS, a service makes the same thing as often as it is asked to: one mock may serve many
tests, and each of them runs a program of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.global_settings.lifecycle import GlobalSettings
from pulumi_wellarchitected.global_settings.settings import DISABLED, MEMBERS, Place
from pulumi_wellarchitected.invitations.acceptance import Acceptances
from pulumi_wellarchitected.invitations.invitation import ACCEPTED, REJECT, REJECTED, Acceptance
from pulumi_wellarchitected.lenses.lens import Description, Lens
from pulumi_wellarchitected.lenses.lifecycle import Lenses
from pulumi_wellarchitected.plugin.process import Process
from pulumi_wellarchitected.plugin.schema.share import PERMISSIONS
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.lifecycle import Shares
from pulumi_wellarchitected.shares.share import Share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import NoReturn

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Messages
    from pulumi_wellarchitected.invitations.invitation import Answer
    from pulumi_wellarchitected.lenses.lens import LensRequest
    from pulumi_wellarchitected.shares.kind import ShareKind
    from pulumi_wellarchitected.shares.share import ShareRequest

CONSUMER = Principal.parse("444455556666")
"""Whom a share is with that the program has not made, and who accepts it."""
SENT_AT = "2026-01-01T00:00:00Z"
"""When every share is sent, so that outputs are the same in each test."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the program has made, for all its providers."""

    account: str
    """The account that owns new lenses and has the global settings."""
    region: str
    """The Region of new lenses, if neither the program nor its provider names one."""
    principals: dict[str, Principal] = field(default_factory=dict)
    """By the IDs of their shares."""
    lenses: dict[str, Lens] = field(default_factory=dict)
    """By their ARNs."""

    def find_lens(self, arn: str, owner: str) -> Lens:
        """A lens of the program, or else one that is made up."""
        example = Description("Example lens", "", owner, "1.0.0", {})
        return self.lenses.get(arn) or Lens(arn, example)


class Service(Process):
    """A plugin process that makes no API call."""

    def __init__(self, memory: Memory, messages: Messages, config: Mapping[str, Any]) -> None:
        super().__init__(messages)
        self._memory = memory
        self.configure(config)

    def default_region(self) -> str:
        """The Region of the provider, or that of the mocks."""
        return self._settings().region or self._memory.region

    def _new_shares(self, kind: ShareKind, target: Target) -> Shares:
        return _Shares(self._memory, kind, target)

    def _new_lenses(self, region: str) -> Lenses:
        return _Lenses(self._memory, region)

    def _new_acceptances(self, _region: str) -> Acceptances:
        return _Acceptances(self._memory)

    def _new_global_settings(self, region: str) -> GlobalSettings:
        return _GlobalSettings(self._memory, region)

    def _session(self) -> NoReturn:
        raise NotImplementedError("The mocks make no API call.")


class _Shares(Shares):
    """The shares of one target. An ID follows from the target and the principal."""

    def __init__(self, memory: Memory, kind: ShareKind, target: Target) -> None:
        self._memory = memory
        self._permission = PERMISSIONS[0] if kind.permits else ""  # of a share that the program has not made
        self._target = target

    def adopt_or_send(self, request: ShareRequest) -> Share:
        share = replace(self.find_with(request.principal), permission=request.permission, sent_at=SENT_AT)
        self._memory.principals[share.share_id] = request.principal
        return share

    def send(self, request: ShareRequest, _dead: Sequence[Share]) -> Share:
        return self.adopt_or_send(request)

    def find_all(self) -> list[Share]:
        return []

    def find_all_for_read(self) -> list[Share]:
        return [self.find_with(CONSUMER)]

    def wait_until_settled(self, share: Share, request: ShareRequest) -> Share:
        is_accepted = request.wait_for_acceptance and share.status == statuses.PENDING
        return replace(share, status=statuses.ACCEPTED) if is_accepted else share

    def find(self, share_id: str, _principal: Principal | None) -> Share:
        return self._settled(share_id, self._memory.principals.get(share_id, CONSUMER))

    def find_with(self, principal: Principal) -> Share:
        return self._settled(_make_id(str(self._target), principal.identity), principal)

    def _settled(self, share_id: str, principal: Principal) -> Share:
        share = Share.just_sent(share_id, principal, self._permission)
        return replace(share, status=statuses.ASSOCIATED) if share.status == statuses.ASSOCIATING else share


class _Lenses(Lenses):
    """The lenses in one Region. An ARN is the one that the emulator gives to a lens of this name."""

    def __init__(self, memory: Memory, region: str) -> None:
        self._memory = memory
        self._region = region

    def create(self, request: LensRequest) -> Lens:
        name, account = request.document.name, self._memory.account
        partition = "aws-us-gov" if self._region.startswith("us-gov-") else "aws"
        lens_id = _make_id(account, self._region, name, "0")
        arn = f"arn:{partition}:wellarchitected:{self._region}:{account}:lens/{lens_id}"
        text = clean(request.document.description)
        description = Description(clean(name), text, account, request.version, request.tags)
        lens = self._memory.lenses[arn] = Lens(arn, description, exported=request.document.text)
        return lens

    def look_up(self, arn: str, account: str) -> Lens:
        return self._memory.find_lens(arn, account)


class _Acceptances(Acceptances):
    """What consumers have accepted. The invitation tells the consumer, if the program has made the share."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def find_consumer(self, _target: Target) -> str:
        return CONSUMER.identity

    def settle(self, answer: Answer, _account: str | None = None) -> Acceptance:
        principal = self._memory.principals.get(answer.invitation_id, CONSUMER)
        accepted = self.find(answer.target, principal.account or CONSUMER.identity)
        status = REJECTED if answer.action == REJECT else ACCEPTED
        return replace(accepted, status=status, invitation_id=answer.invitation_id or accepted.invitation_id)

    def find(self, target: Target, account: str) -> Acceptance:
        lens = self._memory.find_lens(target.text, target.account).description
        invitation_id = _make_id(str(target), account)
        return Acceptance(account, ACCEPTED, invitation_id, lens.name, lens.version, lens.owner)


class _GlobalSettings(GlobalSettings):
    """The global settings in one Region. A lookup finds them as a new account has them."""

    def __init__(self, memory: Memory, region: str) -> None:
        self._memory = memory
        self._region = region

    def declare(self, _region: str | None) -> None:
        """Nothing: one mock serves several programs."""

    def create(self, _wanted: Mapping[str, str]) -> Place:
        return Place(self._memory.account, self._region)

    def read(self, _place: Place) -> dict[str, str]:
        return dict.fromkeys(MEMBERS, DISABLED)


def _make_id(*parts: str) -> str:
    return sha256(":".join(parts).encode()).hexdigest()[:32]
