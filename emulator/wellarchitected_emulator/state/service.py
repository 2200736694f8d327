"""The service without HTTP: its tables, clock, settings and organization. The operations in operations/ work on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.state.clock import Clock
from wellarchitected_emulator.state.lenses import LensesTable
from wellarchitected_emulator.state.organization import Organization
from wellarchitected_emulator.state.resources import ResourcesTable
from wellarchitected_emulator.state.settings import Settings
from wellarchitected_emulator.state.shares import SharesTable
from wellarchitected_emulator.state.store import Store
from wellarchitected_emulator.state.tokens import TokensTable
from wellarchitected_emulator.wire.service_model import WellArchitectedModel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wellarchitected_emulator.wire.credentials import Caller


class Service:
    """The Well-Architected service of all accounts and Regions."""

    def __init__(self, state: Path | None = None, clock: Clock | None = None) -> None:
        self.model = WellArchitectedModel()
        self.resets = 0
        self.store = Store(state)
        self.lenses = LensesTable(self.store)
        self.resources = ResourcesTable(self.store)
        self.shares = SharesTable(self.store)
        self.tokens = TokensTable(self.store)
        self.clock = clock or Clock()
        self.clock.offset = self.store.value("clock_offset") or 0.0
        self._settings = Settings.restore(self.store.value("settings") or {})
        self._organization = Organization(**(self.store.value("organization") or {}))

    @property
    def settings(self) -> Settings:
        """The current settings. They are part of the stored state."""
        return self._settings

    def change_settings(self, changes: Mapping[str, object]) -> None:
        """Change some settings."""
        self._settings = self._settings.changed(changes)
        self.store.set_value("settings", asdict(self._settings))

    @property
    def organization(self) -> Organization:
        """The current organization."""
        return self._organization

    def change_organization(self, changes: Mapping[str, object]) -> None:
        """Change some fields of the organization."""
        self._organization = self._organization.changed(changes)
        self.store.set_value("organization", asdict(self._organization))

    def save_clock(self) -> None:
        """Store the offset of the clock."""
        self.store.set_value("clock_offset", self.clock.offset)

    def settle(self) -> None:
        """Make the changes that time brings: to shares, and to imports that take a while."""
        self.lenses.settle(self.clock.now())
        self.shares.settle(self.clock.now(), self.settings)

    def reset(self) -> None:
        """Return to the initial state."""
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
    """One call of an operation: its caller, its parameters and its time."""

    service: Service
    caller: Caller
    parameters: dict[str, Any]
    now: float

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  # validated by the model
        return self.parameters[name]

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401  # validated by the model
        """A parameter, or the default if it is missing."""
        return self.parameters.get(name, default)
