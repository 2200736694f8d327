"""What the command `shares` found: lenses, their shares, and what the stack's state says about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pulumi_wellarchitected.shares.share import Share


@dataclass(frozen=True, slots=True)
class ManagedShare:
    """A share in the state of a stack."""

    urn: str
    sent_at: datetime | None
    """When Pulumi sent it. None for a share that was adopted or imported."""

    @property
    def name(self) -> str:
        """The name of the resource."""
        return self.urn.split("::", 3)[-1]


@dataclass(frozen=True, slots=True)
class LensShares:
    """A lens and its shares."""

    arn: str
    name: str | None
    """None if the lens was given by its ARN. Then its name is not asked for."""
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found."""

    lenses: tuple[LensShares, ...]
    managed: Mapping[str, ManagedShare] | None = None
    """What the stack manages, by share ID. None if no stack was asked for."""

    def managed_share(self, share: Share) -> ManagedShare | None:
        """What the stack's state says about a share."""
        return (self.managed or {}).get(share.share_id)

    def as_json(self) -> dict[str, Any]:
        """The form for programs. Every key is always present."""
        return {"lenses": [{**_lens(lens), "shares": [*map(self._share, lens.shares)]} for lens in self.lenses]}

    def _share(self, share: Share) -> dict[str, Any]:
        managed = self.managed_share(share)
        return {
            "principal": share.shared_with,
            "status": share.status,
            "status_message": share.status_message,
            "share_id": share.share_id,
            "sent_at": managed.sent_at.strftime("%Y-%m-%dT%H:%M:%SZ") if managed and managed.sent_at else None,
            "managed": None if self.managed is None else managed is not None,
            "urn": managed.urn if managed else None,
        }


def _lens(lens: LensShares) -> dict[str, Any]:
    return {"arn": lens.arn, "name": lens.name}
