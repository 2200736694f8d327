"""Start programs, wait for them, and end everything that they leave behind."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]


def run(
    command: Sequence[object], *, check: bool = True, cwd: Path | None = None, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; a failure shows its output."""
    done = subprocess.run(  # noqa: S603 - commands of the tests only
        [str(part) for part in command],
        env={**os.environ, **variables},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert not check or 0 == done.returncode, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def finish(process: "subprocess.Popen[str]", seconds: float) -> str:
    """Wait for a process that leads a session, end what is left of the session, and return the process's output.

    Raises subprocess.TimeoutExpired when the process takes longer.
    """
    try:
        return process.communicate(timeout=seconds)[0]
    finally:
        end_session(process.pid)
        process.wait()


def session_members(session: int) -> list[int]:
    """The IDs of the processes in a session. The engine's plugins are in that of the CLI, in groups of their own."""
    members = []
    for pid in psutil.pids():
        with suppress(ProcessLookupError):  # it has just ended
            if os.getsid(pid) == session:
                members.append(pid)
    return members


def end_session(session: int) -> int:
    """Kill the processes of a session that was started here; returns how many there were."""
    members = session_members(session)
    for pid in members:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(members)
