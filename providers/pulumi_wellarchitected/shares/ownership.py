"""Which shares the resources of this program hold, so that no delete takes one of them away.

Two resources of a state can come to own one share: renamed without an alias, the new one adopts what the old one is
about to delete. The engine tells a delete nothing of that. But it asks check() only of resources that the program
declares, in no form of destroy, and after that diff() unless it replaces by force: a share is held once this process
has sent or adopted it, or once its declared resource turned out to need no replacement.
"""

from __future__ import annotations


class Holdings:
    """What one plugin process knows of the program's resources; each method is one atomic step of a set's."""

    def __init__(self) -> None:
        self._declared: set[tuple[str, str]] = set()
        self._held: set[str] = set()

    def declare(self, lens_alias: str, shared_with: str) -> None:
        """Note that the program declares a share of a lens with a principal."""
        self._declared.add((lens_alias, shared_with))

    def is_declared(self, lens_alias: str, shared_with: str) -> bool:
        """Whether the program declares a share of a lens with a principal."""
        return (lens_alias, shared_with) in self._declared

    def hold(self, share_id: str) -> None:
        """Note that a resource of the program owns a share and keeps it."""
        self._held.add(share_id)

    def is_held(self, share_id: str) -> bool:
        """Whether a resource of the program owns a share and keeps it."""
        return share_id in self._held
