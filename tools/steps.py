"""The steps of a long job: silent commands, logged, with a line of progress now and then, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


class StepError(Exception):
    """A step ended badly; the message names it and says how."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the steps of a job tell how they go: lines for the user, and a log for their output."""

    say: Callable[[str], None]
    log: TextIO
    progress_seconds: float = 30.0

    def run(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        limit: float = float("inf"),
    ) -> None:
        """Run a command to its end; raise StepError if it fails or takes longer than the limit.

        It gets a session of its own, so that its children end with it on an interruption or at the limit.
        """
        self.log.write(f"$ {' '.join(map(str, command))}\n")
        self.log.flush()
        with subprocess.Popen(  # noqa: S603 - commands of this project only
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        ) as process:
            try:
                status = self._wait(name, process, limit)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        if status != 0:
            raise StepError(f"{name} ended with exit status {status}")

    def _wait(self, name: str, process: subprocess.Popen[bytes], limit: float) -> int:
        started = time.monotonic()
        while (elapsed := time.monotonic() - started) < limit:
            try:
                return process.wait(min(self.progress_seconds, limit - elapsed))
            except subprocess.TimeoutExpired:  # noqa: PERF203 - it happens twice a minute
                self.say(f"  {name}: {in_words(time.monotonic() - started)} so far")
        raise StepError(f"{name} took longer than {in_words(limit)}")


def in_words(seconds: float) -> str:
    """A duration as one reads it: `45 s`, `3 min 20 s`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
