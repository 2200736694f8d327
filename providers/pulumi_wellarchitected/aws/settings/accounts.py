"""`aws:allowedAccountIds` and `aws:forbiddenAccountIds`: the accounts in which calls may be made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.errors import ConfigurationError, WrongAccountError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.values import Values


@dataclass(frozen=True, slots=True)
class AccountLimits:
    """The accounts that are allowed, or those that are forbidden. If both are empty, every account is allowed."""

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.allowed or self.forbidden)

    def require(self, account: str, doing: str) -> None:
        """Raise WrongAccountError if the account is not allowed."""
        if account in self.forbidden:
            reason = "is one of aws:forbiddenAccountIds"
        elif self.allowed and account not in self.allowed:
            reason = f"is not one of aws:allowedAccountIds ({', '.join(self.allowed)})"
        else:
            return
        raise WrongAccountError(
            f"Could not {doing}: the credentials belong to account {account}, which {reason}. Use credentials of "
            f"another account."
        )


def account_ids(values: Values, key: str) -> tuple[str, ...]:
    """Read a list of account IDs."""
    accounts = values.texts(key)
    for account in accounts:
        if not re.fullmatch(r"[0-9]{12}", account):
            raise ConfigurationError(f"{values.name(key)} has {account!r}, but an account ID has 12 digits.")
    return accounts
