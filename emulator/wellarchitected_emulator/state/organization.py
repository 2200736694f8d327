"""The organization that lenses can be shared with. The emulator has one.

As in AWS, sharing with it is off until the management account turns it on.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Mapping


def _default_units() -> dict[str, list[str]]:
    return {"ou-abcd-11111111": ["777788889999", "999999999999"]}


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization, its accounts, and whether sharing with it is enabled."""

    id: str = "o-exampleorgid"
    management_account: str = DEFAULT_ACCOUNT
    member_accounts: list[str] = field(default_factory=list)
    """Accounts directly below the root."""
    organizational_units: dict[str, list[str]] = field(default_factory=_default_units)
    """The accounts of each OU, by the ID of the OU."""
    sharing_enabled: bool = False

    def __contains__(self, account: object) -> bool:
        return account in self.accounts()

    def accounts(self) -> set[str]:
        """All accounts in the organization."""
        units = (account for accounts in self.organizational_units.values() for account in accounts)
        return {self.management_account, *self.member_accounts, *units}

    def reached_accounts(self, principal_id: str) -> set[str]:
        """The accounts that get a lens by a share with this organization or OU."""
        if principal_id == self.id:
            return self.accounts()
        return set(self.organizational_units.get(principal_id, ()))

    def changed(self, changes: Mapping[str, object]) -> Organization:
        """A copy with some fields changed. An unknown name is a ValueError."""
        unknown = changes.keys() - asdict(self).keys()
        if unknown:
            raise ValueError(f"An organization has no {', '.join(sorted(unknown))}. It has: {', '.join(asdict(self))}.")
        return replace(self, **changes)  # type: ignore[arg-type]
