"""An invitation as AWS lists it, a lens as its consumer sees it, and an answer as a resource asks for it.

An invitation has no status. Only pending ones are listed, and GetLens tells whether one was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import parse_share_id
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.errors import InvalidInputError

if TYPE_CHECKING:
    from datetime import timedelta

    from pulumi_wellarchitected.arns import Target

ACCEPT = "ACCEPT"
REJECT = "REJECT"
ACTIONS = (ACCEPT, REJECT)

ACCEPTED = "ACCEPTED"
PENDING = "PENDING"
REJECTED = "REJECTED"


def parse_invitation_id(text: object) -> str:
    """Read the ID of an invitation, which is also that of the share; raises ValueError if it is none."""
    return parse_share_id(text, "the ID of a share invitation")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A pending invitation to a lens. AWS lists it to the account of its principal."""

    invitation_id: str
    lens_arn: str
    lens_name: str = ""
    shared_with: str = ""

    @classmethod
    def from_summary(cls, summary: object) -> Invitation:
        """Read a row of ListShareInvitations; raises ValueError if it is none."""
        if not isinstance(summary, Mapping):
            raise ValueError("a row is not an object")  # noqa: TRY004 - what is wrong is the answer
        texts = (clean(summary.get(name) or "") for name in ("LensArn", "LensName", "SharedWith"))
        return cls(parse_invitation_id(summary.get("ShareInvitationId")), *texts)


@dataclass(frozen=True, slots=True)
class InvitationSummary:
    """A pending invitation to anything that is shared, as AWS tells it."""

    share_invitation_id: str
    resource_type: str
    """LENS, PROFILE, TEMPLATE or WORKLOAD."""
    resource_id: str
    """The ARN of what is shared. AWS tells only the ID of a workload."""
    resource_name: str
    permission_type: str
    shared_by: str
    shared_with: str

    @classmethod
    def from_summary(cls, summary: object) -> InvitationSummary:
        """Read a row of ListShareInvitations; raises ValueError if it is none. Each type has members of its own."""
        if not isinstance(summary, Mapping):
            raise ValueError("a row is not an object")  # noqa: TRY004 - what is wrong is the answer
        told = {name: clean(value) for name, value in summary.items() if isinstance(value, str)}
        kinds = ("Lens", "Profile", "Template", "Workload")
        return cls(
            parse_invitation_id(told.get("ShareInvitationId")),
            told.get("ShareResourceType", ""),
            next((told[f"{kind}{end}"] for kind in kinds for end in ("Arn", "Id") if told.get(f"{kind}{end}")), ""),
            next((told[f"{kind}Name"] for kind in kinds if told.get(f"{kind}Name")), ""),
            *(told.get(name, "") for name in ("PermissionType", "SharedBy", "SharedWith")),
        )


@dataclass(frozen=True, slots=True)
class SharedLens:
    """A lens that GetLens shows to its consumer, so somebody has accepted it or it needs no invitation."""

    name: str
    version: str
    owner: str
    invitation_id: str
    """May be empty: AWS does not say whether a share with an organization has one."""

    @classmethod
    def from_answer(cls, answer: object) -> SharedLens:
        """Read the answer of GetLens; raises ValueError if it is none."""
        if not isinstance(answer, Mapping):
            raise ValueError("it contains no Lens")  # noqa: TRY004 - what is wrong is the answer
        return cls(*(clean(answer.get(name) or "") for name in ("Name", "LensVersion", "Owner", "ShareInvitationId")))

    def may_come_from(self, invitation_id: str) -> bool:
        """Whether this invitation may have given access. An empty ID stands for any."""
        return not invitation_id or self.invitation_id in ("", invitation_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an invitation that a resource asks for."""

    target: Target
    action: str
    invitation_id: str
    """The invitation to answer. Empty: the one that the account has."""
    patience: timedelta
    """How long to look for an invitation: its share may have been sent just now."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What has become of an invitation in the consumer's account. Texts that nobody knows are empty."""

    account: str
    status: str
    invitation_id: str = ""
    lens_name: str = ""
    lens_version: str = ""
    owner: str = ""

    @classmethod
    def seen(cls, account: str, lens: SharedLens, invitation_id: str = "") -> Acceptance:
        """The acceptance of a lens that GetLens shows."""
        return cls(account, ACCEPTED, invitation_id or lens.invitation_id, lens.name, lens.version, lens.owner)

    @classmethod
    def unseen(cls, account: str, status: str, invitation: Invitation | None) -> Acceptance:
        """An acceptance of a lens that GetLens does not show."""
        if invitation is None:
            return cls(account, status)
        return cls(account, status, invitation.invitation_id, invitation.lens_name)


def find_invitations(pending: Iterable[Invitation], target: Target) -> list[Invitation]:
    """Find the pending invitations to a lens."""
    return [invitation for invitation in pending if invitation.lens_arn == target.text]


def choose(pending: Iterable[Invitation], answer: Answer, account: str) -> Invitation | None:
    """Choose the invitation to answer. Raises InvalidInputError if it is another lens's, or one of several."""
    if answer.invitation_id:
        return _choose_by_id(pending, answer)
    found = find_invitations(pending, answer.target)
    if len(found) > 1:  # a user's beside the account's
        found = [each for each in found if each.shared_with == account] or found
    if len(found) > 1:
        raise InvalidInputError(
            f"Several invitations to lens {answer.target} wait in account {account}: "
            f"{', '.join(map(describe, found))}. Name one of them in share_invitation_id."
        )
    return found[0] if found else None


def describe(invitation: Invitation) -> str:
    """Name an invitation in a sentence."""
    return f"{invitation.invitation_id} (for {invitation.shared_with})"


def _choose_by_id(pending: Iterable[Invitation], answer: Answer) -> Invitation | None:
    found = next((each for each in pending if each.invitation_id == answer.invitation_id), None)
    if found and found.lens_arn not in ("", answer.target.text):  # AWS may leave it out
        raise InvalidInputError(
            f"Invitation {found.invitation_id} is to lens {found.lens_arn}, not to lens "
            f"{answer.target}. Give the share_id of a share of this lens in share_invitation_id, or leave it out."
        )
    return found
