"""One API call, described for the error message that is needed if it fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Call:
    """The operation to call, and what an error message says about it."""

    operation: str
    doing: str
    """What is being done to which thing. It follows "Could not": "share arn:... with 444455556666"."""
    resource: str
    """The ARN that an IAM policy has to allow."""
    service: str = "wellarchitected"
    advice: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What to do next, by error code. It replaces the general advice of failures.py."""
