"""The settings of the emulator's behaviour.

Where AWS does not publish how the live service behaves, a setting selects one of the possible answers, and its default
is the stricter one. Times are in seconds of the emulator's clock.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ECHOES = ("as_given", "id", "arn")
IMPORT_STATUSES = ("absent", "COMPLETE", "IN_PROGRESS", "ERROR")
_CHOICES = {"organization_principal_echo": ECHOES, "import_status": IMPORT_STATUSES}


@dataclass(frozen=True, slots=True)
class Settings:
    """The emulator's settings. Each can be changed at any time."""

    page_size: int = 10
    """The most items on a page. The live service returns at most 10 shares."""
    empty_pages: int = 0
    """How many empty pages, each with a NextToken, precede every page of a listing."""
    read_lag_seconds: float = 0.0
    """How long ListLensShares hides a new share and still shows a deleted one."""
    association_seconds: float = 1.0
    """How long a share with an organization or OU stays ASSOCIATING."""
    invitation_days: float = 7.0
    """How long an invitation stays PENDING before it is EXPIRED."""
    token_window_seconds: float = 86_400.0
    """How long a ClientRequestToken is remembered. AWS does not publish the time."""
    shares_per_lens: int = 300
    """The quota of shares of one lens."""
    shares_per_workload: int = 20
    """The quota of shares of one workload."""
    shares_per_template: int = 20
    """The quota of shares of one review template."""
    shares_per_profile: int = 300
    """The quota of shares of one profile. Not published."""
    lenses_per_account: int = 15
    """The quota of custom lenses of one account in one Region."""
    versions_per_lens: int = 100
    """The quota of published versions of one lens."""
    dead_shares_count: bool = True
    """Whether EXPIRED, REJECTED, REVOKED and FAILED shares count towards the quota. Not published."""
    duplicate_shares_conflict: bool = True
    """Whether a second live share with a principal is a ConflictException, or one more share. Not published."""
    organization_accounts_skip_pending: bool = False
    """Whether a share with an account in the organization needs no invitation. Not published."""
    organization_principal_echo: str = "as_given"
    """Whether listings show an organization or OU as it was given, by ID or by ARN. Not published."""
    organization_lens_has_invitation: bool = False
    """Whether GetLens answers a ShareInvitationId for a lens shared with an organization or OU. Not published."""
    unaccepted_lens_denied: bool = False
    """Whether a lens that the caller has not accepted is an AccessDeniedException, or not found. Not published."""
    accepted_can_be_rejected: bool = False
    """Whether an accepted invitation can be rejected, or is a ConflictException. Not published."""
    acceptance_lag_seconds: float = 0.0
    """How long a consumer does not see a lens that it has accepted."""
    import_status: str = "absent"
    """The Status in ImportLens's answer. With IN_PROGRESS the draft takes a while, with ERROR there is none."""
    import_seconds: float = 1.0
    """How long an import takes that is IN_PROGRESS. Not published."""
    deleted_name_seconds: float = 0.0
    """How long the name of a deleted lens stays taken. Not published."""
    draft_rename_allowed: bool = False
    """Whether an import can rename a lens that has no published version. Not published."""
    draft_hides_published: bool = False
    """Whether GetLens and ExportLens without a LensVersion answer with the draft, if there is one. Not published."""
    draft_listed_beside_published: bool = True
    """Whether ListLenses shows a lens with both as two summaries, or as the draft alone. Not published."""
    tags_of_edits_applied: bool = False
    """Whether the Tags of an import with a LensAlias are added, or ignored. Not published."""
    dead_share_permission_conflicts: bool = True
    """Whether UpdateWorkloadShare of a dead share is a ConflictException, or changes it. Not published."""
    associated_share_permission_conflicts: bool = False
    """Whether UpdateWorkloadShare of a share with an organization or OU is one too. Not published."""
    lens_in_use_conflicts: bool = False
    """Whether DeleteLens is a ConflictException while the lens has shares. Not published."""
    discovery_in_all_regions: bool = False
    """Whether an account has one DiscoveryIntegrationStatus, or one in each Region. Not published."""

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name), field.default)
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}.")
        if self.page_size < 1:
            raise ValueError("page_size must be at least 1.")

    @classmethod
    def restore(cls, stored: Mapping[str, Any]) -> Settings:
        """The stored settings, without those that another version of the emulator had."""
        return cls(**{field.name: stored[field.name] for field in fields(cls) if field.name in stored})

    def changed(self, changes: Mapping[str, object]) -> Settings:
        """A copy with some settings changed. An unknown name is a ValueError."""
        unknown = changes.keys() - asdict(self).keys()
        if unknown:
            raise ValueError(
                f"No setting is called {', '.join(sorted(unknown))}. The settings are: {', '.join(asdict(self))}."
            )
        return replace(self, **changes)  # type: ignore[arg-type]  # checked in __post_init__


def _check(name: str, value: object, default: object) -> None:
    """Check that a value has its default's type. A float can be given as an int. No number may be negative."""
    match default:
        case bool() | str():
            fits = type(value) is type(default)
        case float():
            fits = type(value) in (int, float) and value >= 0  # type: ignore[operator]
        case _:
            fits = type(value) is int and value >= 0
    if not fits:
        number = "" if isinstance(default, (bool, str)) else ", 0 or more"
        raise ValueError(f"{name} must be of type {type(default).__name__}{number}, got {value!r}.")
