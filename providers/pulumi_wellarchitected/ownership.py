"""Which shares and lenses the resources of this program own, so that no delete removes one of them.

Two resources in a state can come to own one share. If a resource is renamed without an alias, the new one adopts the
share that the old one is about to delete. The engine does not tell a delete about that. But it calls check() only for
resources that the program declares (in a destroy, for none), and then diff(), unless it forces a replacement. So a
program owns a share once this process has sent or adopted it, or once the declared resource of the share needs no
replacement. The same holds for a lens, whose forced replacement would otherwise delete the lens that it has adopted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


ADOPT_ONCE = "PULUMI_WELLARCHITECTED_ADOPT_EXISTING"
"""The environment variable that makes one run adopt what exists already, whatever the program says."""


class Ownership:
    """What this program's resources declare and own. Each method is one atomic operation of a set."""

    def __init__(self) -> None:
        self._declared: set[Hashable] = set()
        self._protected: set[Hashable] = set()
        self._owned: set[str] = set()

    def declare(self, key: Hashable) -> None:
        """Record that the program declares a share or a lens."""
        self._declared.add(key)

    def is_declared(self, key: Hashable) -> bool:
        """Whether the program declares it."""
        return key in self._declared

    def protect(self, key: Hashable) -> None:
        """Record that a declared share or lens is protected, in the program or in the state."""
        self._protected.add(key)

    def is_protected(self, key: Hashable) -> bool:
        """Whether it is protected."""
        return key in self._protected

    def own(self, id_: str) -> None:
        """Record that a resource of the program owns a share or a lens and keeps it."""
        self._owned.add(id_)

    def disown(self, id_: str) -> None:
        """Record that it is to be deleted after all, since it failed."""
        self._owned.discard(id_)

    def is_owned(self, id_: str) -> bool:
        """Whether a resource of the program owns it and keeps it."""
        return id_ in self._owned
