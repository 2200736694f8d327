"""What belongs to an AWS organization. Knows nothing of Pulumi, so that a unit test can try it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization: its ID, the ID of its root, and the accounts in it."""

    organization: str
    root: str
    accounts: list[str]

    def includes(self, principal: str) -> bool:
        """Whether a principal of a LensShare belongs to it. A principal of an unknown form does not."""
        match re.split("[:/]", principal):
            case [account] if account.isdigit():
                return account in self.accounts
            case ["arn", _, "iam", "", account, "user", *_]:
                return account in self.accounts
            case ["arn", _, "organizations", "", _, "organization" | "ou", organization, *_]:
                return organization == self.organization
            case [unit] if unit.startswith("ou-"):  # its ID contains that of the root, without the r-
                return unit.startswith(f"ou-{self.root.removeprefix('r-')}-")
            case _:
                return principal == self.organization
