"""A pytest fixture: `wellarchitected` is an Emulator that runs for the whole session and is reset before each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellarchitected_emulator.emulator import Emulator


@pytest.fixture(scope="session")
def wellarchitected_server() -> Iterator[Emulator]:
    """The session's emulator, not reset."""
    from wellarchitected_emulator.emulator import Emulator  # slow to import, and not needed in every session

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def wellarchitected(wellarchitected_server: Emulator) -> Emulator:
    """An empty Well-Architected service."""
    wellarchitected_server.reset()
    return wellarchitected_server
