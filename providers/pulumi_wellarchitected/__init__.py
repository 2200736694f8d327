"""Share AWS Well-Architected custom lenses, profiles, review templates and workloads from Pulumi programs.

A name is imported when a program first uses it. The plugin imports this package too, and needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pulumi_wellarchitected.program.components.shared_lens import SharedLens, SharedLensArgs
    from pulumi_wellarchitected.program.functions.global_settings import (
        AwaitableGetGlobalSettingsResult,
        GetGlobalSettingsResult,
        get_global_settings,
        get_global_settings_output,
    )
    from pulumi_wellarchitected.program.functions.lens import (
        AwaitableGetLensResult,
        GetLensResult,
        get_lens,
        get_lens_output,
    )
    from pulumi_wellarchitected.program.functions.lens_shares import (
        AwaitableGetLensSharesResult,
        GetLensSharesResult,
        GetLensSharesShareResult,
        get_lens_shares,
        get_lens_shares_output,
    )
    from pulumi_wellarchitected.program.functions.lenses import (
        AwaitableGetLensesResult,
        GetLensesLensResult,
        GetLensesResult,
        get_lenses,
        get_lenses_output,
    )
    from pulumi_wellarchitected.program.functions.share_invitations import (
        AwaitableGetShareInvitationsResult,
        GetShareInvitationsInvitationResult,
        GetShareInvitationsResult,
        get_share_invitations,
        get_share_invitations_output,
    )
    from pulumi_wellarchitected.program.provider import Provider
    from pulumi_wellarchitected.program.provider_args import (
        ProviderArgs,
        ProviderAssumeRoleArgs,
        ProviderAssumeRoleWithWebIdentityArgs,
        ProviderDefaultTagsArgs,
        ProviderEndpointArgs,
        ProviderIgnoreTagsArgs,
    )
    from pulumi_wellarchitected.program.resources.global_settings import GlobalSettings, GlobalSettingsArgs
    from pulumi_wellarchitected.program.resources.lens import Lens, LensArgs
    from pulumi_wellarchitected.program.resources.lens_share import LensShare, LensShareArgs
    from pulumi_wellarchitected.program.resources.lens_share_accepter import LensShareAccepter, LensShareAccepterArgs
    from pulumi_wellarchitected.program.resources.lens_shares_exclusive import (
        LensSharesExclusive,
        LensSharesExclusiveArgs,
    )
    from pulumi_wellarchitected.program.resources.profile_share import ProfileShare, ProfileShareArgs
    from pulumi_wellarchitected.program.resources.template_share import TemplateShare, TemplateShareArgs
    from pulumi_wellarchitected.program.resources.workload_share import WorkloadShare, WorkloadShareArgs
    from pulumi_wellarchitected.shares.statuses import DeadStatus

__version__ = "0.1.0"

__all__ = [
    "AwaitableGetGlobalSettingsResult",
    "AwaitableGetLensResult",
    "AwaitableGetLensSharesResult",
    "AwaitableGetLensesResult",
    "AwaitableGetShareInvitationsResult",
    "DeadStatus",
    "GetGlobalSettingsResult",
    "GetLensResult",
    "GetLensSharesResult",
    "GetLensSharesShareResult",
    "GetLensesLensResult",
    "GetLensesResult",
    "GetShareInvitationsInvitationResult",
    "GetShareInvitationsResult",
    "GlobalSettings",
    "GlobalSettingsArgs",
    "Lens",
    "LensArgs",
    "LensShare",
    "LensShareAccepter",
    "LensShareAccepterArgs",
    "LensShareArgs",
    "LensSharesExclusive",
    "LensSharesExclusiveArgs",
    "ProfileShare",
    "ProfileShareArgs",
    "Provider",
    "ProviderArgs",
    "ProviderAssumeRoleArgs",
    "ProviderAssumeRoleWithWebIdentityArgs",
    "ProviderDefaultTagsArgs",
    "ProviderEndpointArgs",
    "ProviderIgnoreTagsArgs",
    "SharedLens",
    "SharedLensArgs",
    "TemplateShare",
    "TemplateShareArgs",
    "WorkloadShare",
    "WorkloadShareArgs",
    "get_global_settings",
    "get_global_settings_output",
    "get_lens",
    "get_lens_output",
    "get_lens_shares",
    "get_lens_shares_output",
    "get_lenses",
    "get_lenses_output",
    "get_share_invitations",
    "get_share_invitations_output",
]

_NAMES = {
    "program.components.shared_lens": ("SharedLens", "SharedLensArgs"),
    "program.functions.global_settings": (
        "AwaitableGetGlobalSettingsResult",
        "GetGlobalSettingsResult",
        "get_global_settings",
        "get_global_settings_output",
    ),
    "program.functions.lens": ("AwaitableGetLensResult", "GetLensResult", "get_lens", "get_lens_output"),
    "program.functions.lens_shares": (
        "AwaitableGetLensSharesResult",
        "GetLensSharesResult",
        "GetLensSharesShareResult",
        "get_lens_shares",
        "get_lens_shares_output",
    ),
    "program.functions.lenses": (
        "AwaitableGetLensesResult",
        "GetLensesLensResult",
        "GetLensesResult",
        "get_lenses",
        "get_lenses_output",
    ),
    "program.functions.share_invitations": (
        "AwaitableGetShareInvitationsResult",
        "GetShareInvitationsInvitationResult",
        "GetShareInvitationsResult",
        "get_share_invitations",
        "get_share_invitations_output",
    ),
    "program.provider": ("Provider",),
    "program.provider_args": (
        "ProviderArgs",
        "ProviderAssumeRoleArgs",
        "ProviderAssumeRoleWithWebIdentityArgs",
        "ProviderDefaultTagsArgs",
        "ProviderEndpointArgs",
        "ProviderIgnoreTagsArgs",
    ),
    "program.resources.global_settings": ("GlobalSettings", "GlobalSettingsArgs"),
    "program.resources.lens": ("Lens", "LensArgs"),
    "program.resources.lens_share": ("LensShare", "LensShareArgs"),
    "program.resources.lens_share_accepter": ("LensShareAccepter", "LensShareAccepterArgs"),
    "program.resources.lens_shares_exclusive": ("LensSharesExclusive", "LensSharesExclusiveArgs"),
    "program.resources.profile_share": ("ProfileShare", "ProfileShareArgs"),
    "program.resources.template_share": ("TemplateShare", "TemplateShareArgs"),
    "program.resources.workload_share": ("WorkloadShare", "WorkloadShareArgs"),
    "shares.statuses": ("DeadStatus",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class, or the module of the errors
    if name == "errors":
        return import_module(f"{__name__}.errors")
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value  # this function is not asked again
    return value


def __dir__() -> list[str]:
    return [*globals(), *_MODULES]
