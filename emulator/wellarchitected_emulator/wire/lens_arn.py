"""The ARN of a custom lens.

The live service chooses a lens's ID at random. The emulator derives it from the account, the Region, the name, and how
often that name was imported there before. So configuration can contain the ARN of a lens before the lens exists.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from wellarchitected_emulator.wire.errors import ValidationError

_ARN = re.compile(
    r"arn:(?P<partition>aws[-a-z]*):wellarchitected:(?P<region>[-a-z0-9]+):(?P<account>\d{12}):lens/(?P<id>[0-9a-f]{32})"
)


@dataclass(frozen=True, slots=True)
class LensArn:
    """The parts of a custom lens's ARN."""

    partition: str
    region: str
    account: str
    lens_id: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:wellarchitected:{self.region}:{self.account}:lens/{self.lens_id}"

    @classmethod
    def parse(cls, alias: str) -> LensArn:
        """Read the ARN of a custom lens. An official lens, or any other text, is a ValidationException.

        The message is the live service's (boto/boto3#3302).
        """
        match = _ARN.fullmatch(alias)
        if match is None:
            raise ValidationError(f"Invalid lens alias {alias} (allowed value as alias is LensARN)", "LensAlias")
        return cls(match["partition"], match["region"], match["account"], match["id"])


def lens_arn(name: str, *, account: str, region: str, imported_before: int = 0) -> str:
    """The ARN that a lens of this name gets if the name was imported `imported_before` times before."""
    seed = f"{account}:{region}:{name}:{imported_before}"
    lens_id = hashlib.sha256(seed.encode()).hexdigest()[:32]
    return str(LensArn(find_partition(region), region, account, lens_id))


def find_partition(region: str) -> str:
    """The partition that a Region belongs to."""
    if region.startswith("cn-"):
        return "aws-cn"
    if region.startswith("us-gov-"):
        return "aws-us-gov"
    return "aws"
