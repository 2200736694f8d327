"""What the emulator's state contains, as the Python API returns it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """A share in the emulator's state, whatever ListLensShares shows."""

    share_id: str
    lens_arn: str
    shared_with: str
    status: str
    status_message: str
    created_at: datetime
    updated_at: datetime
    consumer: str | None = None
    """The account that gets the invitation. None for an organization or OU."""
    omitted: tuple[str, ...] = ()
    """The members that listings leave out."""
    permission: str = ""
    """READONLY or CONTRIBUTOR for a share of a workload."""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Share:
        """Read a share as control calls return it."""
        times = {name: datetime.fromisoformat(values[name]) for name in ("created_at", "updated_at")}
        return cls(**{**values, **times, "omitted": tuple(values["omitted"])})


@dataclass(frozen=True, slots=True)
class Lens:
    """A lens in the emulator's state, whatever ListLenses shows."""

    arn: str
    name: str
    version: str | None
    """The latest published version."""
    draft: dict[str, Any] | None
    """The document that waits to be published."""
    tags: dict[str, str]
    versions: list[str] = field(default_factory=list)
    """The names of all published versions, oldest first."""


@dataclass(frozen=True, slots=True)
class LensVersion:
    """A published version of a lens, with its document as ExportLens returns it."""

    name: str
    is_major: bool
    published_at: datetime
    document: dict[str, Any]

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> LensVersion:
        """Read a version as control calls return it."""
        return cls(**{**values, "published_at": datetime.fromisoformat(values["published_at"])})
