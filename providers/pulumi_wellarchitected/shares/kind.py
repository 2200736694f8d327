"""The kinds of share. A kind is data: the words in which the four kinds differ. Their behavior is the same.

A new kind of share is one more constant in this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pulumi_wellarchitected.arns import Target

ENABLE_ORGANIZATION_SHARING = (
    "To share with an organization or a unit, turn on sharing from its management account "
    "(aws wellarchitected update-global-settings --organization-sharing-status ENABLED)."
)


@dataclass(frozen=True, slots=True)
class ShareKind:
    """The words of one kind of share: names of operations and parameters, and advice for the reader."""

    noun: str
    """What is shared, as sentences name it: `lens`."""
    input_name: str
    """The resource's input that names the target, as it stands in the state: `lens_alias`."""
    parse: Callable[[str], Target]
    """Parses the target's ARN; raises ValueError with a sentence."""
    accepted: str
    """What `parse` accepts, for sentences."""
    example: str
    """An ARN that `parse` accepts."""
    create: str
    list: str
    delete: str
    """The names of the three operations."""
    list_command: str
    """The command with which a reader lists the shares; the target follows."""
    parameter: str
    """The parameter of these operations that names the target."""
    summaries: str
    """The member of the list operation's answer that holds the shares."""
    page_size: int
    """The most shares that the service returns a page, whatever its model says."""
    advice: Mapping[str, Mapping[str, str]]
    """What to do next, by operation and error code."""


LENS = ShareKind(
    noun="lens",
    input_name="lens_alias",
    parse=parse_lens_arn,
    accepted=f"the ARN of a custom lens, such as {EXAMPLE_LENS_ARN}",
    example=EXAMPLE_LENS_ARN,
    create="CreateLensShare",
    list="ListLensShares",
    delete="DeleteLensShare",
    list_command="aws wellarchitected list-lens-shares --lens-alias",
    parameter="LensAlias",
    summaries="LensShareSummaries",
    page_size=10,
    advice={
        "CreateLensShare": {
            "ResourceNotFoundException": (
                "Check that the lens exists (aws wellarchitected list-lenses) and has a published version."
            ),
            "ValidationException": f"Check lens_alias and shared_with. {ENABLE_ORGANIZATION_SHARING}",
            "ServiceQuotaExceededException": (
                "A lens has at most 300 shares, and AWS does not raise this quota. Delete some, or share with an "
                "organizational unit: it counts as one share for all its accounts."
            ),
        },
        "ListLensShares": {
            "ResourceNotFoundException": "Check that the lens exists (aws wellarchitected list-lenses)."
        },
        "DeleteLensShare": {
            "ResourceNotFoundException": "It may have been deleted already: run `pulumi refresh`.",
        },
    },
)


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
        return re.fullmatch(r"[0-9a-f]{32}", self.share) is not None

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
