"""With whom a lens can be shared: an account, an IAM user, an organization, an organizational unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellarchitected_emulator.errors import ValidationError

if TYPE_CHECKING:
    from wellarchitected_emulator.organization import Organization

_ACCOUNT = re.compile(r"\d{12}")
_USER = re.compile(r"arn:aws[-a-z]*:iam::(?P<account>\d{12}):user/[\w+=,.@/-]{1,576}")
_ORGANIZATION = re.compile(r"(?:arn:aws[-a-z]*:organizations::\d{12}:organization/)?(?P<id>o-[a-z0-9]{10,32})")
_UNIT = re.compile(
    r"(?:arn:aws[-a-z]*:organizations::\d{12}:ou/o-[a-z0-9]{10,32}/)?(?P<id>ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})"
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A principal as it was given, and its two spellings where it has two."""

    given: str
    id: str
    arn: str
    account: str | None
    """The account that gets the invitation; None for an organization or OU, which get none."""

    @classmethod
    def parse(cls, shared_with: str, organization: Organization, partition: str) -> Principal:
        """Read SharedWith; what is none of the four is a ValidationException."""
        if _ACCOUNT.fullmatch(shared_with):
            return cls(shared_with, shared_with, shared_with, shared_with)
        if user := _USER.fullmatch(shared_with):
            return cls(shared_with, shared_with, shared_with, user["account"])
        if match := _ORGANIZATION.fullmatch(shared_with):
            return cls(
                shared_with,
                match["id"],
                _arn(shared_with, f"organization/{match['id']}", organization, partition),
                None,
            )
        if match := _UNIT.fullmatch(shared_with):
            path = f"ou/{organization.id}/{match['id']}"
            return cls(shared_with, match["id"], _arn(shared_with, path, organization, partition), None)
        raise ValidationError(
            f"SharedWith {shared_with} is neither an account ID, the ARN of an IAM user, an organization nor an "
            "organizational unit.",
            "SharedWith",
        )


def _arn(given: str, path: str, organization: Organization, partition: str) -> str:
    if given.startswith("arn:"):
        return given
    return f"arn:{partition}:organizations::{organization.management_account}:{path}"
