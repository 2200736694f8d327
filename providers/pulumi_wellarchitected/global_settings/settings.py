"""The global settings that can be managed, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENABLED = "ENABLED"
DISABLED = "DISABLED"
STATUSES = (ENABLED, DISABLED)

ORGANIZATION_SHARING = "organization_sharing_status"
MEMBERS = {
    ORGANIZATION_SHARING: "OrganizationSharingStatus",
    "discovery_integration_status": "DiscoveryIntegrationStatus",
}
"""The settings, each with its name in the API. The Jira configuration is not managed."""


@dataclass(frozen=True, slots=True)
class Place:
    """The account and the Region that have the settings. As text, it is the ID of the resource."""

    account: str
    region: str

    def __str__(self) -> str:
        return f"{self.account}/{self.region}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Parse the ID of the resource; raises ValueError with a sentence that says what is accepted."""
        match = re.fullmatch(r"([0-9]{12})/([a-z]{2,4}(?:-[a-z]+)+-[0-9])", text)
        if match is None:
            raise ValueError(
                f"{text!r} is not the ID of global settings. Give <account ID>/<Region>, such as "
                f"111122223333/us-east-1."
            )
        return cls(*match.groups())
