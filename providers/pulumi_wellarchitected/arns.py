"""The ARNs of the things that are shared, and the IDs of their shares.

Principals, the other end of a share, are in principals.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pulumi_wellarchitected.cleaning import clean

_START = (
    r"arn:(?P<partition>aws[a-z-]*):wellarchitected:(?P<region>[a-z]{2,4}(?:-[a-z]+)+-[0-9]):(?P<account>[0-9]{12}):"
)
_OFFICIAL_LENS = re.compile(r"[a-z][a-z0-9-]*|arn:aws[a-z-]*:wellarchitected:[a-z0-9-]*:(?:aws)?:lens/.+")
_ID = re.compile(r"[0-9a-f]{32}")  # botocore's service model: the ID of a share, an invitation or a workload
_LONGEST_LENS_ALIAS = 128  # botocore's service model
_LONGEST_PROFILE_ARN = 2084  # botocore's service model
_WITHOUT_THE_SERVICE = {"aws-cn": "the AWS China Regions"}

_EXAMPLE = "arn:aws:wellarchitected:us-east-1:111122223333"
EXAMPLE_LENS_ARN = f"{_EXAMPLE}:lens/0123456789abcdef0123456789abcdef"
EXAMPLE_PROFILE_ARN = f"{_EXAMPLE}:profile/0123456789abcdef"
EXAMPLE_TEMPLATE_ARN = f"{_EXAMPLE}:review-template/0123456789abcdef0123456789abcdef"
EXAMPLE_WORKLOAD_ARN = f"{_EXAMPLE}:workload/0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Target:
    """A thing that is shared, whatever its kind. `text` is its ARN; the other fields are parts of it."""

    partition: str
    region: str
    account: str
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def id(self) -> str:
        """The last part of the ARN."""
        return self.text.rpartition("/")[2]


def parse_arn(text: str, resource: str, noun: str, example: str, longest: int = 128) -> Target:
    """Parse the ARN of a Well-Architected resource; raises ValueError with a sentence that says what is accepted."""
    match = re.fullmatch(_START + resource, text)
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
        return parse_arn(text, "lens/[A-Za-z0-9][A-Za-z0-9_-]*", "custom lens", EXAMPLE_LENS_ARN, _LONGEST_LENS_ALIAS)
    except ValueError as bad:
        if not _OFFICIAL_LENS.fullmatch(text):
            raise
        raise ValueError(
            f"{bad} It looks like an official AWS lens. Every account has those already, and nobody can share them."
        ) from None  # its sentence says it all


def parse_profile_arn(text: str) -> Target:
    """Parse the ARN of a profile; raises ValueError with a sentence that says what is accepted."""
    return parse_arn(text, "profile/[a-z0-9]+", "profile", EXAMPLE_PROFILE_ARN, _LONGEST_PROFILE_ARN)


def parse_template_arn(text: str) -> Target:
    """Parse the ARN of a review template; raises ValueError with a sentence that says what is accepted."""
    return parse_arn(text, "review-template/[a-f0-9]{32}", "review template", EXAMPLE_TEMPLATE_ARN)


def parse_workload_arn(text: str) -> Target:
    """Parse the ARN of a workload; raises ValueError with a sentence that says what is accepted."""
    if _ID.fullmatch(text):
        raise ValueError(
            f"{text!r} is the ID of a workload. Give the workload's ARN (workload.workload_arn, or aws wellarchitected "
            f"get-workload): an ID alone does not say in which Region and account it is."
        )
    return parse_arn(text, "workload/[a-f0-9]{32}", "workload", EXAMPLE_WORKLOAD_ARN)


def is_share_id(text: object) -> bool:
    """Whether this has the form of the ID of a share, which is also that of its invitation."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def parse_share_id(text: object, noun: str = "a share ID") -> str:
    """Read the ID of a share or of its invitation; raises ValueError if it is none."""
    if isinstance(text, str) and is_share_id(text):
        return text
    raise ValueError(f"{clean(text)!r} is not {noun}")
