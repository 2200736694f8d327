"""The options that several commands have, and which emulator a command is for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wellarchitected_emulator.background import Background, StartError
from wellarchitected_emulator.client import EmulatorClient
from wellarchitected_emulator.http.server import HOST
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION

if TYPE_CHECKING:
    import argparse

DEFAULT_PORT = 4747
PORT_VARIABLE = "WELLARCHITECTED_EMULATOR_PORT"
STATE_VARIABLE = "WELLARCHITECTED_EMULATOR_STATE"


def find_client(options: argparse.Namespace) -> EmulatorClient:
    """The running emulator whose files are in --state."""
    record = Background(options.state).running()
    if record is None:
        raise StartError("No emulator is running. Start one with: wellarchitected-emulator start")
    return EmulatorClient(record.url)


def add_state(command: argparse.ArgumentParser) -> None:
    """Add --state."""
    default = Path(os.environ.get(STATE_VARIABLE, ".emulator"))
    explanation = f"the folder for the emulator's files (default: {STATE_VARIABLE}, or else .emulator)"
    command.add_argument("--state", type=Path, default=default, metavar="DIR", help=explanation)


def add_port(command: argparse.ArgumentParser) -> None:
    """Add --port."""
    default = int(os.environ.get(PORT_VARIABLE, DEFAULT_PORT))
    explanation = f"the port to listen on (default: {PORT_VARIABLE}, or else {DEFAULT_PORT})"
    command.add_argument("--port", type=int, default=default, help=explanation)


def add_host(command: argparse.ArgumentParser) -> None:
    """Add --host."""
    explanation = "the address to listen on (default: %(default)s); the emulator authenticates nobody"
    command.add_argument("--host", default=HOST, help=explanation)


def add_caller(command: argparse.ArgumentParser) -> None:
    """Add --account and --region."""
    explanation = "the {} of the caller (default: %(default)s)"
    command.add_argument("--account", default=DEFAULT_ACCOUNT, help=explanation.format("account ID"))
    command.add_argument("--region", default=DEFAULT_REGION, help=explanation.format("Region"))


def add_json(command: argparse.ArgumentParser) -> None:
    """Add --json."""
    command.add_argument("--json", action="store_true", help="print JSON, as the control API answers it")
