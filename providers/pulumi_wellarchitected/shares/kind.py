"""The kinds of share. A kind is data: the words in which the four kinds differ. Their behavior is the same.

A new kind of share is one more constant in this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import (
    EXAMPLE_LENS_ARN,
    EXAMPLE_PROFILE_ARN,
    EXAMPLE_TEMPLATE_ARN,
    EXAMPLE_WORKLOAD_ARN,
    is_share_id,
    parse_lens_arn,
    parse_profile_arn,
    parse_template_arn,
    parse_workload_arn,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulumi_wellarchitected.arns import Target

ENABLE_ORGANIZATION_SHARING = (
    "To share with an organization or a unit, turn on sharing from its management account "
    "(aws wellarchitected update-global-settings --organization-sharing-status ENABLED)."
)

_NOT_FOUND = "ResourceNotFoundException"
_INVALID = "ValidationException"
_NOT_OPEN = (
    "AWS documents that it changes the permission of a pending or accepted invitation. If it refuses this for another "
    "share, `pulumi up --target-replace` with its URN sends the share again with the new permission."
)


@dataclass(frozen=True, slots=True)
class ShareKind:
    """The words of one kind of share."""

    noun: str
    """What is shared, as sentences name it: `lens`. A share of it is a `lens share`."""
    word: str
    """What is shared, as the names of operations contain it: `Lens` in CreateLensShare."""
    parameter: str
    """The parameter of these operations that names the target."""
    option: str
    """The same parameter as an option of the AWS CLI."""
    input_name: str
    """The resource's input that names the target, as it stands in the state: `lens_alias`."""
    parse: Callable[[str], Target]
    """Parses the target's ARN; raises ValueError with a sentence."""
    accepted: str
    """What `parse` accepts, for sentences."""
    example: str
    """An ARN that `parse` accepts."""
    exists: str
    """What to check if AWS does not find the target."""
    to_share: str = ""
    """What more it takes to share the target."""
    quota: int | None = None
    """The most shares of one target. None: AWS does not publish it."""
    page_size: int = 10
    """The most shares that the service returns a page, whatever its model says."""
    accepter: str = ""
    """The resource that accepts a share in the consumer's account. Empty: there is none."""
    permits: bool = False
    """Whether a share has a permission, which AWS can change."""
    by_id: bool = False
    """Whether the operations take the ID of the target, and not its ARN."""

    @property
    def create(self) -> str:
        """The name of the operation that creates a share."""
        return f"Create{self.word}Share"

    @property
    def list(self) -> str:
        """The name of the operation that lists the shares."""
        return f"List{self.word}Shares"

    @property
    def update(self) -> str:
        """The name of the operation that changes what a share permits."""
        return f"Update{self.word}Share"

    @property
    def delete(self) -> str:
        """The name of the operation that deletes a share."""
        return f"Delete{self.word}Share"

    @property
    def summaries(self) -> str:
        """The member of the list operation's answer that holds the shares."""
        return f"{self.word}ShareSummaries"

    def identify(self, target: Target) -> str:
        """What the operations take for the target."""
        return target.id if self.by_id else target.text

    def list_command(self, target: Target) -> str:
        """The command with which a reader lists the shares of a target."""
        return f"aws wellarchitected list-{self.word.lower()}-shares --{self.option} {self.identify(target)}"

    def advice(self, operation: str) -> dict[str, str]:
        """What to do next after a failure of an operation, by error code."""
        if operation == self.list:
            return {_NOT_FOUND: f"Check that the {self.noun} exists ({self.exists})."}
        if operation == self.create:
            return {
                _NOT_FOUND: f"Check that the {self.noun} exists ({self.exists}){self.to_share}.",
                _INVALID: f"Check {self.input_name} and shared_with. {ENABLE_ORGANIZATION_SHARING}",
                "ServiceQuotaExceededException": self._advice_on_quota,
            }
        gone = "It may have been deleted already: run `pulumi refresh`."
        if operation == self.update:
            return {_NOT_FOUND: gone, _INVALID: _NOT_OPEN, "ConflictException": _NOT_OPEN}
        return {_NOT_FOUND: gone}

    @property
    def _advice_on_quota(self) -> str:
        quota = self.quota and f"A {self.noun} has at most {self.quota} shares, and AWS does not raise this quota. "
        return (
            f"{quota or ''}Delete some, or share with an organizational unit: it counts as one share for all its "
            f"accounts."
        )


LENS = ShareKind(
    noun="lens",
    word="Lens",
    parameter="LensAlias",
    option="lens-alias",
    input_name="lens_alias",
    parse=parse_lens_arn,
    accepted=f"the ARN of a custom lens, such as {EXAMPLE_LENS_ARN}",
    example=EXAMPLE_LENS_ARN,
    exists="aws wellarchitected list-lenses",
    to_share=" and has a published version",
    quota=300,
    accepter="LensShareAccepter",
)
PROFILE = ShareKind(
    noun="profile",
    word="Profile",
    parameter="ProfileArn",
    option="profile-arn",
    input_name="profile_arn",
    parse=parse_profile_arn,
    accepted=f"the ARN of a profile, such as {EXAMPLE_PROFILE_ARN}",
    example=EXAMPLE_PROFILE_ARN,
    exists="aws wellarchitected list-profiles",
)
TEMPLATE = ShareKind(
    noun="review template",
    word="Template",
    parameter="TemplateArn",
    option="template-arn",
    input_name="template_arn",
    parse=parse_template_arn,
    accepted=f"the ARN of a review template, such as {EXAMPLE_TEMPLATE_ARN}",
    example=EXAMPLE_TEMPLATE_ARN,
    exists="aws wellarchitected list-review-templates",
    quota=20,
)
WORKLOAD = ShareKind(
    noun="workload",
    word="Workload",
    parameter="WorkloadId",
    option="workload-id",
    input_name="workload_arn",
    parse=parse_workload_arn,
    accepted=f"the ARN of a workload, such as {EXAMPLE_WORKLOAD_ARN}",
    example=EXAMPLE_WORKLOAD_ARN,
    exists="aws wellarchitected list-workloads",
    quota=20,
    permits=True,
    by_id=True,
)
KINDS = (LENS, PROFILE, TEMPLATE, WORKLOAD)


def parse_target(text: str) -> tuple[ShareKind, Target]:
    """Parse the ARN of anything that is shared; raises ValueError with a sentence. What is no ARN counts as a lens."""
    kind = next((each for each in KINDS if _resource(each.example) == _resource(text)), LENS)
    return kind, kind.parse(text)


def _resource(arn: str) -> str:
    """What an ARN names: `lens`, `review-template`."""
    return arn.rpartition(":")[2].partition("/")[0]


@dataclass(frozen=True, slots=True)
class ShareIdentifier:
    """The resource ID `<ARN>,<share ID or principal>`, which is enough to find the share.

    The engine stores IDs in plain text. Where the ARN is secret, the ID is the share ID alone.
    """

    target: Target
    share: str

    def __str__(self) -> str:
        return f"{self.target},{self.share}"

    @property
    def names_share_id(self) -> bool:
        """Whether the second part is a share ID (32 hexadecimal digits). Otherwise it is a principal."""
        return is_share_id(self.share)

    @classmethod
    def parse(cls, kind: ShareKind, text: str) -> ShareIdentifier:
        """Parse a resource ID; raises ValueError with a sentence that says what is accepted."""
        arn, comma, share = text.partition(",")  # a user's ARN may contain a comma, the target's cannot
        if not comma or not share:
            raise ValueError(
                f"{text!r} is not the ID of a {kind.noun} share. Give <{kind.noun} ARN>,<share ID> or "
                f"<{kind.noun} ARN>,<principal>, such as {kind.example},444455556666."
            )
        return cls(kind.parse(arn), share)
