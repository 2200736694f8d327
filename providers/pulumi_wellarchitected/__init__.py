"""Share AWS Well-Architected custom lenses from Pulumi programs."""

from __future__ import annotations

from .lens_share import LensShare, LensShareArgs

__all__ = ["LensShare", "LensShareArgs"]
