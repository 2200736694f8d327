"""Share AWS Well-Architected custom lenses from Pulumi programs."""

from __future__ import annotations

from pulumi_wellarchitected.program.components.shared_lens import SharedLens, SharedLensArgs
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
from pulumi_wellarchitected.shares.statuses import DeadStatus

__version__ = "0.1.0"

__all__ = [
    "DeadStatus",
    "GlobalSettings",
    "GlobalSettingsArgs",
    "Lens",
    "LensArgs",
    "LensShare",
    "LensShareAccepter",
    "LensShareAccepterArgs",
    "LensShareArgs",
    "Provider",
    "ProviderArgs",
    "ProviderAssumeRoleArgs",
    "ProviderAssumeRoleWithWebIdentityArgs",
    "ProviderDefaultTagsArgs",
    "ProviderEndpointArgs",
    "ProviderIgnoreTagsArgs",
    "SharedLens",
    "SharedLensArgs",
]
