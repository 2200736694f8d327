"""Principals, with which AWS shares: an account, an IAM user, an organization or an organizational unit.

An organization and a unit have two spellings, ID and ARN. AWS does not document which of them a listing returns.
So principals are compared by their identity, and searched for under every prefix that a row may have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import Target

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
    """The forms of a principal, each with its pattern."""

    ACCOUNT = _ACCOUNT
    USER = _USER_ARN
    ORGANIZATION = _ORGANIZATION
    ORGANIZATIONAL_UNIT = _UNIT


@dataclass(frozen=True, slots=True)
class Principal:
    """A principal. `text` is its spelling in the program; `identity` is the same for all spellings."""

    text: str
    kind: PrincipalKind
    identity: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> Principal:
        """Parse a principal; raises ValueError with a sentence that says what is accepted."""
        if len(text) > _LONGEST_PRINCIPAL:
            raise ValueError(
                f"A principal has at most {_LONGEST_PRINCIPAL} characters, and {text[:40]!r}... has {len(text)}."
            )
        for kind in PrincipalKind:
            if match := kind.value.fullmatch(text):
                return cls(text, kind, match["identity"])
        raise ValueError(f"{text!r} is not a principal that can receive a share. Give {ACCEPTED}.{_hint(text)}")

    @property
    def account(self) -> str | None:
        """The account that receives the share. None for an organization or a unit."""
        match self.kind:
            case PrincipalKind.ACCOUNT:
                return self.identity
            case PrincipalKind.USER:
                return self.identity.split(":")[4]
            case _:
                return None

    @property
    def is_invited(self) -> bool:
        """Whether it has to accept an invitation. An organization and its units get what is shared without one."""
        return self.kind in (PrincipalKind.ACCOUNT, PrincipalKind.USER)

    def is_listed_as(self, text: str) -> bool:
        """Whether this is the principal of a listed row, which may spell it differently."""
        match = self.kind.value.fullmatch(text)
        return match is not None and match["identity"] == self.identity

    def listing_prefixes(self, partition: str) -> tuple[str, ...]:
        """The SharedWithPrefix values that together find every row with this principal, for a target in a partition.

        The given spelling comes first, since the service is likely to list it that way.
        """
        match self.kind:
            case PrincipalKind.ACCOUNT | PrincipalKind.USER:
                return (self.identity[:_LONGEST_PREFIX],)
            case _ if self.text.startswith("arn:"):
                return (self.text[:_LONGEST_PREFIX], self.identity)
            case _:  # the ARN contains the management account, which an ID does not tell: list all organization ARNs
                return (self.identity, f"arn:{partition}:organizations::")


@dataclass(frozen=True, slots=True)
class ShareKey:
    """Identifies a share before it has an ID: two shares with one key are the same share.

    Locks, duplicate checks and ownership all compare this key.
    """

    target: Target
    principal: str
    """`Principal.identity`."""


def principal_identity(text: object) -> object:
    """The identity behind a spelling; what is no principal is returned as it is."""
    if not isinstance(text, str):
        return text
    try:
        return Principal.parse(text).identity
    except ValueError:
        return text


def _hint(text: str) -> str:
    if text.strip() != text and text.strip():
        return " Remove the spaces around it."
    if re.fullmatch(r"[0-9\s-]+", text):
        return " An account ID has exactly 12 digits and nothing else."
    if re.fullmatch(r"arn:aws[a-z-]*:iam::[0-9]{12}:(root|role/.*|group/.*)", text):
        account = text.split(":")[4]
        return f" Users are the only IAM principals that are accepted. {account!r} would share with the whole account."
    return ""
