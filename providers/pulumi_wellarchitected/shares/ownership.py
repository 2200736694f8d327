"""Which shares the resources of this program own, so that no delete removes one of them.

Two resources in a state can come to own one share. If a resource is renamed without an alias, the new one adopts the
share that the old one is about to delete. The engine does not tell a delete about that. But it calls check() only for
resources that the program declares (in a destroy, for none), and then diff(), unless it forces a replacement. So a
program owns a share once this process has sent or adopted it, or once the declared resource of the share needs no
replacement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Ownership:
    """The shares that this program's resources declare and own. Each method is one atomic operation of a set."""

    def __init__(self) -> None:
        self._declared: set[Hashable] = set()
        self._owned: set[str] = set()

    def declare(self, key: Hashable) -> None:
        """Record that the program declares a share."""
        self._declared.add(key)

    def is_declared(self, key: Hashable) -> bool:
        """Whether the program declares a share."""
        return key in self._declared

    def own(self, share_id: str) -> None:
        """Record that a resource of the program owns a share and keeps it."""
        self._owned.add(share_id)

    def disown(self, share_id: str) -> None:
        """Record that a share is to be deleted after all, since it failed."""
        self._owned.discard(share_id)

    def is_owned(self, share_id: str) -> bool:
        """Whether a resource of the program owns a share and keeps it."""
        return share_id in self._owned
