"""The ARNs of the things that are shared.

Principals, the other end of a share, are in principals.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LENS_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):wellarchitected:(?P<region>[a-z]{2}(?:-[a-z]+)+-[0-9]):"
    r"(?P<account>[0-9]{12}):lens/[A-Za-z0-9][A-Za-z0-9_-]*"
)
_OFFICIAL_LENS = re.compile(r"[a-z][a-z0-9-]*|arn:aws[a-z-]*:wellarchitected:[a-z0-9-]*:(?:aws)?:lens/.+")
_LONGEST_LENS_ALIAS = 128  # botocore's service model
_WITHOUT_THE_SERVICE = {"aws-cn": "the AWS China Regions"}

EXAMPLE_LENS_ARN = "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Target:
    """A thing that is shared, whatever its kind. `text` is its ARN; the other fields are parts of it."""

    partition: str
    region: str
    account: str
    text: str

    def __str__(self) -> str:
        return self.text


def parse_lens_arn(text: str) -> Target:
    """Parse the ARN of a custom lens; raises ValueError with a sentence that says what is accepted."""
    match = _LENS_ARN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not the ARN of a custom lens. Give one such as {EXAMPLE_LENS_ARN}.{_hint(text)}")
    if place := _WITHOUT_THE_SERVICE.get(match["partition"]):
        raise ValueError(f"{text!r} is in {place}, where the Well-Architected Tool does not exist.")
    if len(text) > _LONGEST_LENS_ALIAS:
        raise ValueError(f"{text!r} has {len(text)} characters. A lens ARN has at most {_LONGEST_LENS_ALIAS}.")
    return Target(**match.groupdict(), text=text)


def _hint(text: str) -> str:
    if text != text.strip():
        return " Remove the spaces around it."
    if _OFFICIAL_LENS.fullmatch(text):
        return " It looks like an official AWS lens. Every account has those already, and nobody can share them."
    return ""
