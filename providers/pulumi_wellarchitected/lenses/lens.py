"""A lens as AWS describes it, and a lens as a resource asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import Target, parse_lens_arn
from pulumi_wellarchitected.cleaning import LONGEST, clean
from pulumi_wellarchitected.lenses.document import canonical_sha256, normalize_name

if TYPE_CHECKING:
    from pulumi_wellarchitected.lenses.document import LensDocument

PUBLISHED = "PUBLISHED"
DRAFT = "DRAFT"

DEFAULT_TIMEOUT = timedelta(minutes=5)


def parse_arn(text: object) -> Target:
    """Read the ARN of a lens from an answer; raises ValueError if it is none."""
    return parse_lens_arn(text if isinstance(text, str) else repr(text))


def parse_exported(text: object) -> str:
    """Read the document in an answer; raises ValueError if it is none."""
    if not isinstance(text, str):
        raise ValueError("it contains no document")  # noqa: TRY004 - what is wrong is the answer
    canonical_sha256(text)
    return text


@dataclass(frozen=True, slots=True)
class Imported:
    """What ImportLens answers. AWS documents a status, and leaves it out."""

    arn: str
    status: str

    @classmethod
    def from_answer(cls, answer: object) -> Imported:
        """Read the answer; raises ValueError if it is none."""
        if not isinstance(answer, Mapping):
            raise ValueError("it is not an object")  # noqa: TRY004 - what is wrong is the answer
        return cls(parse_arn(answer.get("LensArn")).text, clean(answer.get("Status") or ""))

    @property
    def has_failed(self) -> bool:
        """Whether AWS could not import the document."""
        return self.status == "ERROR"


@dataclass(frozen=True, slots=True)
class LensRow:
    """A row of ListLenses: the published version of a lens, or its draft."""

    arn: str
    name: str
    status: str
    version: str
    updated_at: datetime | None

    @classmethod
    def from_summary(cls, summary: object) -> LensRow:
        """Read a row; raises ValueError if it is none. Members that the service leaves out are empty."""
        if not isinstance(summary, Mapping):
            raise ValueError("a row is not an object")  # noqa: TRY004 - what is wrong is the answer
        name, status, version = (clean(summary.get(key) or "") for key in ("LensName", "LensStatus", "LensVersion"))
        changed = summary.get("UpdatedAt")
        arn = parse_arn(summary.get("LensArn")).text
        return cls(arn, name, status, version, changed if isinstance(changed, datetime) else None)


@dataclass(frozen=True, slots=True)
class LensSummary:
    """A row of ListLenses as AWS tells it: of a custom lens, a shared one or an official one."""

    arn: str
    alias: str
    name: str
    description: str
    lens_type: str
    lens_version: str
    owner: str
    status: str

    @classmethod
    def from_summary(cls, summary: object) -> LensSummary:
        """Read a row; raises ValueError if it is none. Members that the service leaves out are empty."""
        if not isinstance(summary, Mapping):
            raise ValueError("a row is not an object")  # noqa: TRY004 - what is wrong is the answer
        members = ("LensArn", "LensAlias", "LensName", "Description", "LensType", "LensVersion", "Owner", "LensStatus")
        return cls(*(clean(summary.get(member) or "") for member in members))


@dataclass(frozen=True, slots=True)
class OwnLens:
    """What ListLenses says about one lens of the caller's account."""

    arn: str
    name: str
    published: LensRow | None = None
    draft: LensRow | None = None

    @property
    def normalized_name(self) -> str:
        """What AWS compares: an account has at most one lens of it in a Region."""
        return normalize_name(self.name)

    def with_row(self, row: LensRow) -> OwnLens:
        """Add a row."""
        if row.status == DRAFT:
            return OwnLens(self.arn, self.name, self.published, row)
        return OwnLens(self.arn, row.name, row, self.draft)


@dataclass(frozen=True, slots=True)
class Description:
    """What GetLens answers."""

    name: str
    description: str
    owner: str
    version: str
    tags: Mapping[str, str]
    share_invitation_id: str = field(default="", compare=False)
    """The invitation through which the caller's account has the lens. Empty for its owner."""

    @classmethod
    def from_lens(cls, lens: object) -> Description:
        """Read the answer; raises ValueError if it is none."""
        if not isinstance(lens, Mapping):
            raise ValueError("it contains no lens")  # noqa: TRY004 - what is wrong is the answer
        tags = lens.get("Tags") or {}
        if not isinstance(tags, Mapping):
            raise ValueError("its tags are not an object")  # noqa: TRY004 - as above
        name, text, owner, version, invitation_id = (
            clean(lens.get(key) or "") for key in ("Name", "Description", "Owner", "LensVersion", "ShareInvitationId")
        )
        told = {_tag(key): _tag(value) for key, value in tags.items()}
        return cls(name, text, owner, version, told, invitation_id)


def _tag(text: object) -> str:
    """A tag's key or value. Spaces in it count, so printable text is kept as it is."""
    return text if isinstance(text, str) and text.isprintable() and len(text) <= LONGEST else clean(text)


@dataclass(frozen=True, slots=True)
class Lens:
    """A lens, and the document of its published version. A lens of another account has no document."""

    arn: str
    description: Description
    status: str = PUBLISHED
    exported: str = ""
    """The document as AWS exports it. Empty if it is not known."""
    draft_waits: bool = False
    """Whether a draft waits beside the published version."""


@dataclass(frozen=True, slots=True)
class LensRequest:
    """A lens as a resource asks for it."""

    document: LensDocument
    version: str
    is_major_version: bool = False
    adopt_existing: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)
    """All tags that the lens should have, without those that are ignored."""
