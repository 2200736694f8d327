"""The service's state, without HTTP: its tables, clock, settings and organization.

What the operations make of it stands in operations/, how one is carried out in invocation.py.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.clock import Clock
from wellarchitected_emulator.lenses_table import LensesTable
from wellarchitected_emulator.organization import Organization
from wellarchitected_emulator.service_model import WellArchitectedModel
from wellarchitected_emulator.settings import Settings
from wellarchitected_emulator.shares_table import SharesTable
from wellarchitected_emulator.store import Store
from wellarchitected_emulator.tokens_table import TokensTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wellarchitected_emulator.accounts import Caller


class Service:
    """One Well-Architected service for all accounts and Regions."""

    def __init__(self, state: Path | None = None, clock: Clock | None = None) -> None:
        self.model = WellArchitectedModel()
        self.resets = 0
        self.store = Store(state)
        self.lenses = LensesTable(self.store)
        self.shares = SharesTable(self.store)
        self.tokens = TokensTable(self.store)
        self.clock = clock or Clock()
        self.clock.offset = self.store.value("clock_offset") or 0.0
        self._settings = Settings(**(self.store.value("settings") or {}))
        self._organization = Organization(**(self.store.value("organization") or {}))

    @property
    def settings(self) -> Settings:
        """The settings as they are; they outlive the process with the state."""
        return self._settings

    def change_settings(self, changes: Mapping[str, object]) -> None:
        """Change some settings."""
        self._settings = self._settings.changed(changes)
        self.store.keep("settings", asdict(self._settings))

    @property
    def organization(self) -> Organization:
        """The organization as it is."""
        return self._organization

    def change_organization(self, changes: Mapping[str, object]) -> None:
        """Change some of the organization."""
        self._organization = self._organization.changed(changes)
        self.store.keep("organization", asdict(self._organization))

    def keep_clock(self) -> None:
        """Keep how far the clock was moved."""
        self.store.keep("clock_offset", self.clock.offset)

    def settle(self) -> None:
        """Let the time that has passed do its work."""
        self.shares.settle(self.clock.now(), self.settings)

    def reset(self) -> None:
        """As on the first day."""
        self.resets += 1
        self.store.clear()
        self.clock.offset = 0.0
        self._settings = Settings()
        self._organization = Organization()

    def close(self) -> None:
        """Close the database."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class Call:
    """One operation under way: who asks for what, and when."""

    service: Service
    caller: Caller
    parameters: dict[str, Any]
    now: float

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # the model has checked its type
        return self.parameters[name]

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401  # as above
        """A parameter, or the default where it was not given."""
        return self.parameters.get(name, default)
