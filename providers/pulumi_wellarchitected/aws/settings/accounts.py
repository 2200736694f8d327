"""`aws:allowedAccountIds` and `aws:forbiddenAccountIds`: the accounts in which anything may be done at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_wellarchitected.errors import ConfigurationError, WrongAccountError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.values import Values


@dataclass(frozen=True, slots=True)
class AccountLimits:
    """The accounts that are allowed, or those that are forbidden; empty: any account will do."""

    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: Values) -> AccountLimits:
        """Read the two settings, of which pulumi-aws takes one."""
        limits = cls(_accounts(values, "allowedAccountIds"), _accounts(values, "forbiddenAccountIds"))
        if limits.allowed and limits.forbidden:
            raise ConfigurationError("aws:allowedAccountIds and aws:forbiddenAccountIds exclude each other: set one.")
        return limits

    def __bool__(self) -> bool:
        return bool(self.allowed or self.forbidden)

    def require(self, account: str, doing: str) -> None:
        """Raise WrongAccountError where nothing may be done in an account."""
        if account in self.forbidden:
            reason = "is one of aws:forbiddenAccountIds"
        elif self.allowed and account not in self.allowed:
            reason = f"is none of aws:allowedAccountIds ({', '.join(self.allowed)})"
        else:
            return
        raise WrongAccountError(
            f"Could not {doing}: the credentials belong to account {account}, which {reason}. Use credentials of "
            f"another account; refresh and destroy use the settings saved in the state, unless --run-program is given."
        )


def _accounts(values: Values, key: str) -> tuple[str, ...]:
    accounts = values.texts(key)
    for account in accounts:
        if not re.fullmatch(r"[0-9]{12}", account):
            raise ConfigurationError(f"{values.name(key)} has {account!r}, and an account ID has 12 digits.")
    return accounts
