"""The stack of one program, in a backend of its own, driven with the real command line."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .environment import clean_environment
from .processes import Watch, end_session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NAME = "test"
_SETUP_SECONDS = 120


class CommandError(Exception):
    """A command of the CLI failed or took too long; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that has ended well."""

    seconds: float
    output: str
    watch: Watch


@dataclass(frozen=True, slots=True)
class Stack:
    """A copy of a program's project, and its state."""

    folder: Path
    environment: Mapping[str, str]

    @classmethod
    def init(cls, project: Path, folder: Path, config: Mapping[str, str], variables: Mapping[str, str]) -> Stack:
        """Copy the project below a folder, and make its stack."""
        shutil.copytree(project, folder / "project")
        (folder / "state").mkdir()
        environment = {
            **clean_environment(),
            "PULUMI_BACKEND_URL": (folder / "state").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(folder / "home"),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            **variables,
        }
        stack = cls(folder, environment)
        stack.run("stack", "init", _NAME, limit=_SETUP_SECONDS)
        settings = [part for name, value in config.items() for part in ("--plaintext", f"{name}={value}")]
        stack.run("config", "set-all", "--stack", _NAME, *settings, limit=_SETUP_SECONDS)
        return stack

    def engine(self, arguments: Sequence[str], limit: float, expected: str) -> Command:
        """Run a command on all resources, and see that its summary says what is expected."""
        command = self.run(*arguments, "--stack", _NAME, "--suppress-progress", limit=limit)
        if expected not in command.output:
            raise CommandError(f"`pulumi {arguments[0]}` did not end with {expected}: {command.output.strip()[-200:]}")
        return command

    def run(self, *arguments: str, limit: float) -> Command:
        """Run a command to its end, and see that nothing of it is left."""
        log = self.folder / "output.log"
        began = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own programs
                ["pulumi", "--color", "never", "--non-interactive", *arguments],  # noqa: S607 - the one on PATH
                cwd=self.folder / "project",
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        # wait() with a timeout looks every 50 ms only, which is too coarse a clock for commands of a second.
        end = threading.Timer(limit, end_session, [process.pid])
        end.start()
        try:
            with Watch(process.pid) as watch:
                code = process.wait()
                seconds = time.monotonic() - began
        finally:
            end.cancel()
            end_session(process.pid)
            process.wait()
        if seconds >= limit:
            raise CommandError(f"`pulumi {arguments[0]}` took longer than {limit:.0f} s")
        text = log.read_text(errors="replace")
        if code:
            raise CommandError(f"`pulumi {arguments[0]}` failed: {reason_of(text)}")
        return Command(seconds, text, watch)

    @property
    def checkpoint_bytes(self) -> int:
        """The size of the state as it stands in the backend."""
        return (self.folder / "state" / ".pulumi" / "stacks" / "benchmark" / f"{_NAME}.json").stat().st_size


def reason_of(output: str) -> str:
    """The line of a failure that names it: the last of a traceback, else the first that begins with `error:`."""
    lines = [line.strip() for line in output.splitlines()]
    names = [line for line in lines if line.split(":")[0].endswith("Error") and " " not in line.split(":")[0]]
    errors = [line for line in lines if line.startswith("error:")]
    return (names or errors or lines or ["no output"])[-1 if names else 0][:300]
