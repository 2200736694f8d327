"""Run the commands of a long job: their output goes to a log, and a line of progress appears every 30 seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import TextIO


class StepError(Exception):
    """A step failed. The message names the step and the reason."""


def say(line: str) -> None:
    """Tell the user about progress. Standard output is only for results."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one job, and the log for their output."""

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
        """Run a command. Raise StepError if it fails, or if it takes longer than the limit in seconds.

        The command gets its own session, so that an interruption or the limit ends its child processes too.
        """
        print("$", *command, file=self.log, flush=True)
        with subprocess.Popen(  # noqa: S603 - only this project's commands
            command, cwd=cwd, env=env, stdin=DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True
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
            except subprocess.TimeoutExpired:  # noqa: PERF203 - happens twice a minute
                say(f"  {name}: {time.monotonic() - started:.0f} s so far")
        raise StepError(f"{name} took longer than {limit:g} s")
