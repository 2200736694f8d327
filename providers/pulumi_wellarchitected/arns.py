"""The two names that identify things here: a lens's ARN, and a LensShare's resource ID.

Who a lens can be shared with is in principals.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LENS_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):wellarchitected:(?P<region>[a-z]{2}(?:-[a-z]+)+-[0-9]):"
    r"(?P<account>[0-9]{12}):lens/(?P<lens_id>[A-Za-z0-9][A-Za-z0-9_-]*)"
)
_OFFICIAL_LENS = re.compile(r"[a-z][a-z0-9-]*|arn:aws[a-z-]*:wellarchitected:[a-z0-9-]*:(?:aws)?:lens/.+")
_LONGEST_LENS_ALIAS = 128  # botocore's service model
_NO_SERVICE = {"aws-cn": "the AWS China Regions"}

EXAMPLE_LENS_ARN = "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True)
class LensArn:
    """The ARN of a custom lens: `arn:<partition>:wellarchitected:<Region>:<account>:lens/<id>`."""

    partition: str
    region: str
    account: str
    lens_id: str

    def __str__(self) -> str:
        return f"arn:{self.partition}:wellarchitected:{self.region}:{self.account}:lens/{self.lens_id}"

    @classmethod
    def parse(cls, text: str) -> LensArn:
        """Read an ARN; raises ValueError with a sentence that says what is accepted."""
        if match := _LENS_ARN.fullmatch(text):
            if place := _NO_SERVICE.get(match["partition"]):
                raise ValueError(f"{text!r} is in {place}, where the Well-Architected Tool does not exist.")
            if len(text) > _LONGEST_LENS_ALIAS:
                raise ValueError(f"{text!r} has {len(text)} characters; a lens ARN has {_LONGEST_LENS_ALIAS} at most.")
            return cls(**match.groupdict())
        raise ValueError(
            f"{text!r} is not the ARN of a custom lens. Give one such as {EXAMPLE_LENS_ARN}.{_lens_hint(text)}"
        )


def _lens_hint(text: str) -> str:
    if text != text.strip():
        return " Remove the spaces around it."
    if _OFFICIAL_LENS.fullmatch(text):
        return " It looks like a lens of AWS's own, which every account has already and nobody can share."
    return ""


@dataclass(frozen=True, slots=True)
class ShareIdentifier:
    """A LensShare's resource ID, `<lens ARN>,<share ID or principal>`: all that finding the share takes.

    The engine stores an ID in clear. Where the lens ARN is secret, the ID is the share's alone.
    """

    lens: LensArn
    share: str

    def __str__(self) -> str:
        return f"{self.lens},{self.share}"

    @property
    def names_share_id(self) -> bool:
        """Whether the second part is a share ID (32 hexadecimal digits) rather than a principal."""
        return re.fullmatch(r"[0-9a-f]{32}", self.share) is not None

    @classmethod
    def parse(cls, text: str) -> ShareIdentifier:
        """Read a resource ID; raises ValueError with a sentence that says what is accepted."""
        lens, comma, share = text.partition(",")  # a user's ARN may hold a comma, a lens's may not
        if not comma or not share:
            raise ValueError(
                f"{text!r} is not the ID of a LensShare. Give <lens ARN>,<share ID> or <lens ARN>,<principal>, "
                f"such as {EXAMPLE_LENS_ARN},444455556666."
            )
        return cls(LensArn.parse(lens), share)
