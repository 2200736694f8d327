"""An emulator in a process of its own, which keeps running after the command that started it.

Its files are in one folder: state.sqlite, emulator.log, emulator.lock and emulator.json. The process writes
emulator.json when it listens, and removes it when it ends. That record is only used if the instance that it names
answers at its URL, so that no other process is stopped by mistake.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from wellarchitected_emulator.client import EmulatorClient, EmulatorError
from wellarchitected_emulator.emulator import Emulator

if TYPE_CHECKING:
    from pathlib import Path

    from wellarchitected_emulator.control.request_log import Request

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


class StartError(Exception):
    """The emulator cannot be started or stopped. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """The content of emulator.json."""

    url: str
    pid: int
    instance: str

    def is_running(self) -> bool:
        """Whether this instance answers at the URL."""
        try:
            return bool(EmulatorClient(self.url).health().get("instance") == self.instance)
        except (OSError, EmulatorError):
            return False


@dataclass(frozen=True, slots=True)
class Background:
    """The emulator whose files are in a folder."""

    folder: Path

    @property
    def log(self) -> Path:
        """The file that the process prints to: a line for each request, and errors."""
        return self.folder / "emulator.log"

    @property
    def _record(self) -> Path:
        return self.folder / "emulator.json"

    def running(self) -> Record | None:
        """The record of the running emulator. Returns None if there is none."""
        try:
            record = Record(**json.loads(self._record.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return record if record.is_running() else None

    def start(self, port: int) -> Record:
        """Start the emulator and wait until it answers. Two starts at once give one emulator."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "emulator.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
            return self.running() or self._start(port)

    def _start(self, port: int) -> Record:
        command = [sys.executable, "-m", "wellarchitected_emulator", "serve"]
        command += ["--port", str(port), "--state", str(self.folder)]
        with self.log.open("ab") as log:
            began = log.tell()
            process = subprocess.Popen(  # noqa: S603  # the interpreter and arguments are ours
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            record = self.running()
            if record is not None:
                return record
            if process.poll() is not None:
                raise StartError(self._read_last_line(began))
            time.sleep(0.02)
        process.kill()
        raise StartError(f"The emulator did not answer within {_START_SECONDS:.0f} seconds. See {self.log}.")

    def stop(self) -> Record | None:
        """Stop the emulator and wait until it has ended. Returns None if none is running."""
        record = self.running()
        if record is None:
            self._record.unlink(missing_ok=True)
            return None
        os.kill(record.pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self._record.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        if self._record.exists() and record.is_running():
            os.kill(record.pid, signal.SIGKILL)
            self._record.unlink(missing_ok=True)
        if self._record.exists():
            raise StartError(f"The emulator neither stops nor answers. Stop process {record.pid} yourself.")
        return record

    def serve(self, port: int, host: str) -> None:
        """Run the emulator in the foreground until a signal ends it."""
        if other := self.running():
            raise StartError(
                f"The emulator in {self.folder} is already running at {other.url}. Stop it, or name another folder "
                "with --state."
            )
        # Blocked signals wait for sigwait(), however early they come. The server's thread inherits the mask.
        ends = {signal.SIGINT, signal.SIGTERM}
        signal.pthread_sigmask(signal.SIG_BLOCK, ends)
        with Emulator(port, self.folder / "state.sqlite", host, _print) as emulator:
            record = Record(emulator.url, os.getpid(), emulator.instance)
            _write(self._record, json.dumps(asdict(record)))
            try:
                signal.sigwait(ends)
            finally:
                self._record.unlink(missing_ok=True)

    def _read_last_line(self, began: int) -> str:
        with self.log.open("rb") as log:
            log.seek(began)
            lines = log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"The emulator stopped right after it was started. See {self.log}."


def _print(request: Request) -> None:
    """Print a line for a request. A closed output, such as a pipe into head, does not stop the emulator."""
    with suppress(OSError):
        print(request, flush=True)  # noqa: T201  # the log


def _write(path: Path, text: str) -> None:
    """Write a file atomically, so that no reader sees half of it."""
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
