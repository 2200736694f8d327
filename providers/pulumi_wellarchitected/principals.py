"""Who a lens can be shared with: an account, an IAM user, an organization or an organizational unit.

An organization and an OU have two spellings, ID and ARN. Which of them ListLensShares echoes is not documented, so
principals are compared by what they mean, and looked for under every prefix that the row might have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_ACCOUNT = re.compile(r"(?P<identity>[0-9]{12})")
_USER_ARN = re.compile(r"(?P<identity>arn:aws[a-z-]*:iam::[0-9]{12}:user/[\x21-\x7e]+)")
_ORGANIZATION = re.compile(r"(?:arn:aws[a-z-]*:organizations::[0-9]{12}:organization/)?(?P<identity>o-[a-z0-9]{10,32})")
_UNIT = re.compile(
    r"(?:arn:aws[a-z-]*:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/)?(?P<identity>ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})"
)
_LONGEST_PRINCIPAL = 2048  # botocore's service model
_LONGEST_PREFIX = 100  # botocore's service model

ACCEPTED = (
    "an account ID (444455556666), an IAM user ARN (arn:aws:iam::444455556666:user/reviewer), an organization ID or "
    "ARN (o-exampleorgid), or an organizational unit ID or ARN (ou-abcd-11111111)"
)


class PrincipalKind(Enum):
    """The forms of principal, with the pattern of each."""

    ACCOUNT = _ACCOUNT
    USER = _USER_ARN
    ORGANIZATION = _ORGANIZATION
    ORGANIZATIONAL_UNIT = _UNIT


@dataclass(frozen=True, slots=True)
class Principal:
    """A principal as it was written (`text`), and what it means (`kind` and `identity`)."""

    text: str
    kind: PrincipalKind
    identity: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Principal:
        """Read a principal; raises ValueError with a sentence that says what is accepted."""
        if len(text) > _LONGEST_PRINCIPAL:
            raise ValueError(
                f"a principal has {_LONGEST_PRINCIPAL} characters at most, and {text[:40]!r}... has {len(text)}."
            )
        for kind in PrincipalKind:
            if match := kind.value.fullmatch(text):
                return cls(text, kind, match["identity"])
        raise ValueError(f"{text!r} is not a principal that a lens can be shared with. Give {ACCEPTED}.{_hint(text)}")

    @property
    def account(self) -> str | None:
        """The account that receives the share, or None where that is a whole organization or unit."""
        match self.kind:
            case PrincipalKind.ACCOUNT:
                return self.identity
            case PrincipalKind.USER:
                return self.identity.split(":")[4]
            case _:
                return None

    def is_listed_as(self, text: str) -> bool:
        """Whether a row of a listing, which may spell it differently, is about this principal."""
        match = self.kind.value.fullmatch(text)
        return match is not None and match["identity"] == self.identity

    def listing_prefixes(self, partition: str) -> tuple[str, ...]:
        """The SharedWithPrefix values that together find every row about this principal, on a lens of a partition.

        The spelling that was given comes first: the service is likely to list it so.
        """
        match self.kind:
            case PrincipalKind.ACCOUNT | PrincipalKind.USER:
                return (self.identity[:_LONGEST_PREFIX],)
            case _ if self.text.startswith("arn:"):
                return (self.text[:_LONGEST_PREFIX], self.identity)
            case _:  # an ID does not tell its ARN, which names the management account: every ARN has to be looked at
                return (self.identity, f"arn:{partition}:organizations::")


def same_principal(one: str, other: str) -> bool:
    """Whether two spellings mean the same principal; text that is no principal equals only itself."""
    try:
        return Principal.parse(one).is_listed_as(other)
    except ValueError:
        return one == other


def _hint(text: str) -> str:
    if text.strip() != text and text.strip():
        return " Remove the spaces around it."
    if re.fullmatch(r"[0-9\s-]+", text):
        return " An account ID has exactly 12 digits and nothing else."
    if re.fullmatch(r"arn:aws[a-z-]*:iam::[0-9]{12}:(root|role/.*|group/.*)", text):
        return f" Of IAM principals only users can be given; {text.split(':')[4]!r} would share with the whole account."
    return ""
