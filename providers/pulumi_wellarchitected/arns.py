"""The ARNs of the things that are shared.

Principals, the other end of a share, are in principals.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = (
    r"arn:(?P<partition>aws[a-z-]*):wellarchitected:(?P<region>[a-z]{2,4}(?:-[a-z]+)+-[0-9]):(?P<account>[0-9]{12}):"
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


def parse_arn(text: str, resource: str, noun: str, example: str, longest: int) -> Target:
    """Parse the ARN of a Well-Architected resource; raises ValueError with a sentence that says what is accepted."""
    match = re.fullmatch(f"{_START}{resource}/[A-Za-z0-9][A-Za-z0-9_-]*", text)
    if match is None:
        hint = " Remove the spaces around it." if text != text.strip() else ""
        raise ValueError(f"{text!r} is not the ARN of a {noun}. Give one such as {example}.{hint}")
    if place := _WITHOUT_THE_SERVICE.get(match["partition"]):
        raise ValueError(f"{text!r} is in {place}, where the Well-Architected Tool does not exist.")
    if len(text) > longest:
        raise ValueError(f"{text!r} has {len(text)} characters. The ARN of a {noun} has at most {longest}.")
    return Target(**match.groupdict(), text=text)


def parse_lens_arn(text: str) -> Target:
    """Parse the ARN of a custom lens; raises ValueError with a sentence that says what is accepted."""
    try:
        return parse_arn(text, "lens", "custom lens", EXAMPLE_LENS_ARN, _LONGEST_LENS_ALIAS)
    except ValueError as bad:
        if not _OFFICIAL_LENS.fullmatch(text):
            raise
        raise ValueError(
            f"{bad} It looks like an official AWS lens. Every account has those already, and nobody can share them."
        ) from None  # its sentence says it all
