"""The resource of this package."""

from pulumi_wellarchitected import LensShare as Share

__all__ = ["Share"]
