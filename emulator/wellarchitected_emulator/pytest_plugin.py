"""A pytest fixture: `wellarchitected` is an Emulator, one for the session, reset before each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellarchitected_emulator.emulator import Emulator


@pytest.fixture(scope="session")
def wellarchitected_server() -> Iterator[Emulator]:
    """The session's emulator, as the last test left it."""
    from wellarchitected_emulator.emulator import Emulator  # not in every session of everybody

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def wellarchitected(wellarchitected_server: Emulator) -> Emulator:
    """A Well-Architected service as on the first day."""
    wellarchitected_server.reset()
    return wellarchitected_server
