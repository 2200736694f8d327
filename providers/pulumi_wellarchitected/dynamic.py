"""The dynamic providers, under the names by which they stand in users' states.

Every resource's `__provider` is a pickle that contains the name of this module and of one of its variables, and nothing
else. Neither may ever change. A provider pickled by value would take kilobytes a resource, and the SDK would exceed its
recursion limit from about 310 resources in one program.
"""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING

from pulumi_wellarchitected.plugin import messages
from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell
from pulumi_wellarchitected.plugin.process import Process
from pulumi_wellarchitected.plugin.schema.accepter import LENS_SHARE_ACCEPTER
from pulumi_wellarchitected.plugin.schema.global_settings import GLOBAL_SETTINGS
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from pulumi_wellarchitected.plugin.verbs.accepter import AccepterVerbs
from pulumi_wellarchitected.plugin.verbs.global_settings import GlobalSettingsVerbs
from pulumi_wellarchitected.plugin.verbs.lens import LensVerbs
from pulumi_wellarchitected.plugin.verbs.share import ShareVerbs

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.verbs.resource import Verbs

__all__ = ["global_settings", "lens", "lens_share", "lens_share_accepter"]


class _ByName(DynamicShell):
    """A dynamic provider that is pickled as the name of a variable of this module."""

    def __init__(self, name: str, verbs: Verbs) -> None:
        super().__init__(verbs)
        self._name = name

    def __reduce__(self) -> str:
        return self._name


_process = Process(messages)
atexit.register(_process.end)  # the engine still takes messages then

global_settings = _ByName("global_settings", GlobalSettingsVerbs(GLOBAL_SETTINGS, _process))
lens = _ByName("lens", LensVerbs(LENS, _process))
lens_share = _ByName("lens_share", ShareVerbs(LENS_SHARE, _process))
lens_share_accepter = _ByName("lens_share_accepter", AccepterVerbs(LENS_SHARE_ACCEPTER, _process))
