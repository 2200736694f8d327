"""The dynamic providers, under the names by which they stand in users' states.

Every resource's `__provider` is a pickle that contains the name of this module and of one of its variables, and nothing
else. Neither may ever change. A provider pickled by value would take kilobytes a resource, and the SDK would exceed its
recursion limit from about 310 resources in one program.

A program needs no more than the names. What is behind them is imported by the plugin, and only for the resources that
it is asked about: every process that Pulumi starts would wait for the rest as well.
"""

from __future__ import annotations

import atexit
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.verbs.resource import Verbs

__all__ = [
    "global_settings",
    "lens",
    "lens_share",
    "lens_share_accepter",
    "lens_shares_exclusive",
    "profile_share",
    "template_share",
    "workload_share",
]

PACKAGE = "pulumi-python"
"""The package under which the engine knows every dynamic provider in Python."""

_starting = Lock()  # the first questions come in several threads, and all of them need the same process


class _ByName(DynamicShell):
    """A dynamic provider that is pickled as the name of a variable of this module."""

    def __init__(self, name: str, load: Callable[[Process], Verbs]) -> None:
        super().__init__(partial(_start, load))
        self._name = name

    def __reduce__(self) -> str:
        return self._name


def _start(load: Callable[[Process], Verbs]) -> Verbs:
    with _starting:
        return load(_process())


@cache
def _process() -> Process:
    from pulumi_wellarchitected.plugin import messages
    from pulumi_wellarchitected.plugin.process import Process

    process = Process(messages)
    atexit.register(process.end)  # the engine still takes messages then
    return process


def _global_settings(process: Process) -> Verbs:
    from pulumi_wellarchitected.plugin.schema.global_settings import GLOBAL_SETTINGS
    from pulumi_wellarchitected.plugin.verbs.global_settings import GlobalSettingsVerbs

    return GlobalSettingsVerbs(GLOBAL_SETTINGS, process)


def _lens(process: Process) -> Verbs:
    from pulumi_wellarchitected.plugin.schema.lens import LENS
    from pulumi_wellarchitected.plugin.verbs.lens import LensVerbs

    return LensVerbs(LENS, process)


def _share(schema: str, process: Process) -> Verbs:
    from pulumi_wellarchitected.plugin.schema import share as schemas
    from pulumi_wellarchitected.plugin.verbs.share import ShareVerbs

    return ShareVerbs(getattr(schemas, schema), process)


def _lens_shares_exclusive(process: Process) -> Verbs:
    from pulumi_wellarchitected.plugin.schema.exclusive import LENS_SHARES_EXCLUSIVE
    from pulumi_wellarchitected.plugin.verbs.exclusive import ExclusiveVerbs

    return ExclusiveVerbs(LENS_SHARES_EXCLUSIVE, process)


def _lens_share_accepter(process: Process) -> Verbs:
    from pulumi_wellarchitected.plugin.schema.accepter import LENS_SHARE_ACCEPTER
    from pulumi_wellarchitected.plugin.verbs.accepter import AccepterVerbs

    return AccepterVerbs(LENS_SHARE_ACCEPTER, process)


global_settings = _ByName("global_settings", _global_settings)
lens = _ByName("lens", _lens)
lens_share = _ByName("lens_share", partial(_share, "LENS_SHARE"))
lens_share_accepter = _ByName("lens_share_accepter", _lens_share_accepter)
lens_shares_exclusive = _ByName("lens_shares_exclusive", _lens_shares_exclusive)
profile_share = _ByName("profile_share", partial(_share, "PROFILE_SHARE"))
template_share = _ByName("template_share", partial(_share, "TEMPLATE_SHARE"))
workload_share = _ByName("workload_share", partial(_share, "WORKLOAD_SHARE"))
