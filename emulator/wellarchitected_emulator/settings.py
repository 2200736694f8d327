"""What can be set about the emulator's behaviour, and what each setting stands for.

Where the live service's behaviour is not published, there is a setting for each way it may be, and the default is the
stricter one. Times are in seconds of the emulator's clock.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ECHOES = ("as_given", "id", "arn")


@dataclass(frozen=True, slots=True)
class Settings:
    """The emulator's settings; every one can be changed at any time."""

    page_size: int = 10
    """Items on a page when MaxResults asks for as many or more; 10 is the live service's."""
    empty_pages: int = 0
    """Pages without items, each with a NextToken, that come before every page of a listing."""
    read_lag_seconds: float = 0.0
    """How long ListLensShares does not show a new share, and still shows a deleted one."""
    association_seconds: float = 1.0
    """How long a share with an organization or OU stays ASSOCIATING."""
    invitation_days: float = 7.0
    """How long an invitation stays PENDING before it is EXPIRED."""
    token_window_seconds: float = 86_400.0
    """How long a ClientRequestToken is remembered; the live service's window is not published."""
    shares_per_lens: int = 300
    """The quota of shares of one lens."""
    lenses_per_account: int = 15
    """The quota of custom lenses of one account in one Region."""
    dead_shares_count: bool = True
    """Whether EXPIRED, REJECTED, REVOKED and FAILED shares count towards the quota; not published."""
    duplicate_shares_conflict: bool = True
    """Whether a second live share with a principal is a ConflictException, or one more share; not published."""
    organization_accounts_skip_pending: bool = False
    """Whether a share with an account of the organization is associated without an invitation; not published."""
    organization_principal_echo: str = "as_given"
    """Whether listings show an organization or OU as it was given, by ID or by ARN; not published."""
    shared_lens_deletion_conflicts: bool = False
    """Whether DeleteLens of a lens that has shares is a ConflictException."""

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name), field.default)
        if self.organization_principal_echo not in ECHOES:
            raise ValueError(f"organization_principal_echo is one of {', '.join(ECHOES)}.")
        if self.page_size < 1:
            raise ValueError("page_size is at least 1.")

    def changed(self, changes: Mapping[str, object]) -> Settings:
        """These settings with some changed; an unknown name is a ValueError."""
        unknown = changes.keys() - asdict(self).keys()
        if unknown:
            raise ValueError(
                f"No setting is called {', '.join(sorted(unknown))}. There are: {', '.join(asdict(self))}."
            )
        return replace(self, **changes)  # type: ignore[arg-type]  # checked in __post_init__


def _check(name: str, value: object, default: object) -> None:
    """A value is of its default's type; a whole number does for any number, and no number is negative."""
    match default:
        case bool() | str():
            fits = type(value) is type(default)
        case float():
            fits = type(value) in (int, float) and value >= 0  # type: ignore[operator]
        case _:
            fits = type(value) is int and value >= 0
    if not fits:
        raise ValueError(f"{name} is a {type(default).__name__}, from 0 on if it is a number; got {value!r}.")
