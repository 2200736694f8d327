"""The dynamic provider under the name by which it stands in users' state.

Every resource's `__provider` is a pickle that holds this module's name and the provider's, and nothing else: neither
may ever change. By value it would be kilobytes a resource, and from about 310 resources in one program the SDK would
run out of its recursion limit. The class itself may move on any day.
"""

from __future__ import annotations

from pulumi_wellarchitected.plugin.lens_share_provider import LensShareProvider

__all__ = ["lens_share"]


class _LensShare(LensShareProvider):
    def __reduce__(self) -> str:
        return "lens_share"


lens_share = _LensShare()
