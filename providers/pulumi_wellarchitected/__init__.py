"""Share AWS Well-Architected custom lenses from Pulumi programs."""

from __future__ import annotations

from .lens_share import LensShare, LensShareArgs
from .provider import Provider
from .provider_args import (
    ProviderArgs,
    ProviderAssumeRoleArgs,
    ProviderAssumeRoleWithWebIdentityArgs,
    ProviderEndpointArgs,
)

__all__ = [
    "LensShare",
    "LensShareArgs",
    "Provider",
    "ProviderArgs",
    "ProviderAssumeRoleArgs",
    "ProviderAssumeRoleWithWebIdentityArgs",
    "ProviderEndpointArgs",
]
