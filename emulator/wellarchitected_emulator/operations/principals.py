"""The principals that a lens can be shared with: an account, an IAM user, an organization, an organizational unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellarchitected_emulator.wire.errors import ValidationError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.organization import Organization

_ACCOUNT = re.compile(r"\d{12}")
_USER = re.compile(r"arn:aws[-a-z]*:iam::(?P<account>\d{12}):user/[\w+=,.@/-]{1,576}")
_ORGANIZATION = re.compile(r"(?:arn:aws[-a-z]*:organizations::\d{12}:organization/)?(?P<id>o-[a-z0-9]{10,32})")
_UNIT = re.compile(
    r"(?:arn:aws[-a-z]*:organizations::\d{12}:ou/o-[a-z0-9]{10,32}/)?(?P<id>ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})"
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A principal as it was given, by its ID and by its ARN. An account or user has one spelling."""

    given: str
    id: str
    arn: str
    account: str | None
    """The account that gets the invitation. None for an organization or OU, which get no invitation."""

    @classmethod
    def parse(cls, shared_with: str, organization: Organization, partition: str) -> Principal:
        """Read SharedWith. Any other text is a ValidationException."""
        if _ACCOUNT.fullmatch(shared_with):
            return cls(shared_with, shared_with, shared_with, shared_with)
        if user := _USER.fullmatch(shared_with):
            return cls(shared_with, shared_with, shared_with, user["account"])
        if match := _ORGANIZATION.fullmatch(shared_with):
            path = f"organization/{match['id']}"
        elif match := _UNIT.fullmatch(shared_with):
            path = f"ou/{organization.id}/{match['id']}"
        else:
            raise ValidationError(
                f"SharedWith {shared_with} must be an account ID, the ARN of an IAM user, an organization or an "
                "organizational unit.",
                "SharedWith",
            )
        made = f"arn:{partition}:organizations::{organization.management_account}:{path}"
        return cls(shared_with, match["id"], shared_with if shared_with.startswith("arn:") else made, None)
