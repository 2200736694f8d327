"""An emulator in a process of its own, that outlives the command which started it.

Everything about it is in one folder: state.sqlite, emulator.log, and emulator.json, the record that the process itself
writes once it listens and removes when it ends. A record is believed only when the instance it names answers at its
URL, so that no process is ever stopped that is not ours.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from wellarchitected_emulator.client import EmulatorClient, EmulatorError
from wellarchitected_emulator.emulator import Emulator

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType
    from typing import NoReturn

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


class StartError(Exception):
    """The emulator could not be started or stopped; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """What emulator.json says about the process that wrote it."""

    url: str
    pid: int
    instance: str

    def client(self) -> EmulatorClient | None:
        """Its API, if it is this very instance that answers."""
        client = EmulatorClient(self.url)
        try:
            answers = client.health().get("instance")
        except (OSError, EmulatorError):
            return None
        return client if answers == self.instance else None


@dataclass(frozen=True, slots=True)
class Background:
    """The emulator of a folder."""

    folder: Path

    @property
    def log(self) -> Path:
        """What the process printed."""
        return self.folder / "emulator.log"

    @property
    def _record(self) -> Path:
        return self.folder / "emulator.json"

    def running(self) -> Record | None:
        """The record of the emulator of this folder, if it runs."""
        try:
            record = Record(**json.loads(self._record.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return record if record.client() else None

    def start(self, port: int) -> Record:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "wellarchitected_emulator", "serve"]
        command += ["--port", str(port), "--state", str(self.folder)]
        with self.log.open("ab") as log:
            began = log.tell()
            process = subprocess.Popen(  # noqa: S603  # our own command
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            record = self.running()
            if record is not None:
                return record
            if process.poll() is not None:
                raise StartError(self._said_since(began))
            time.sleep(0.02)
        process.kill()
        raise StartError(f"The emulator did not answer within {_START_SECONDS:.0f} seconds; see {self.log}.")

    def stop(self) -> Record | None:
        """Stop it and wait until it is gone; None when there is none."""
        record = self.running()
        if record is None:
            self._record.unlink(missing_ok=True)
            return None
        os.kill(record.pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self._record.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        if self._record.exists() and record.client():
            os.kill(record.pid, signal.SIGKILL)
            self._record.unlink(missing_ok=True)
        if self._record.exists():
            raise StartError(f"The emulator does not end, and does not answer: end process {record.pid} yourself.")
        return record

    def serve(self, port: int, host: str) -> None:
        """Be the emulator of this folder, in the foreground, until a signal ends it."""
        if there := self.running():
            raise StartError(
                f"The emulator of {self.folder} runs already, at {there.url}. Stop it, or name another folder with "
                f"--state."
            )
        emulator = Emulator(port, self.folder / "state.sqlite", host)
        signal.signal(signal.SIGTERM, _end)
        record = Record(emulator.url, os.getpid(), emulator.instance)
        _write(self._record, json.dumps(asdict(record)))
        try:
            emulator.serve()
        finally:
            self._record.unlink(missing_ok=True)

    def _said_since(self, began: int) -> str:
        with self.log.open("rb") as log:
            log.seek(began)
            lines = log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"The emulator ended at once; see {self.log}."


def _write(path: Path, text: str) -> None:
    """All at once, so that nobody reads half of it."""
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _end(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number if number != signal.SIGTERM else 0)
