"""What the processes of one command take: memory of the provider's, and processor time of each kind.

The CLI starts in a session of its own, which its plugins share, so that the session's ID finds them all in /proc (Linux
only). The kernel keeps each process's own high-water mark (VmHWM), so that looking now and then misses no peak but one
in the last tenth of a second.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .measurements import Memory

if TYPE_CHECKING:
    from typing_extensions import Self

_PROC = Path("/proc")
_LOOK_SECONDS = 0.1
_SEARCH_SECONDS = 1.0  # a search reads all of /proc, and the provider's process is the last that starts
_TICKS = os.sysconf("SC_CLK_TCK")

ENGINE, PROGRAM, PROVIDER, OTHER = "engine", "program", "provider", "other"


@dataclass(slots=True)
class Process:
    """What was last seen of one process."""

    pid: int
    role: str
    peak_mb: float = 0
    cpu_seconds: float = 0
    written_mb: float = 0
    """Everything it wrote, into files and sockets."""
    memory: list[tuple[float, float]] = field(default_factory=list)
    """Seconds and resident megabytes, look by look."""

    def look(self, seconds: float) -> None:
        """Read /proc once more; raises OSError when the process is gone."""
        status = _fields(_PROC / str(self.pid) / "status")
        if "VmHWM" not in status:
            return  # a zombie has no memory
        self.peak_mb = _mb(status["VmHWM"])
        self.memory.append((seconds, _mb(status["VmRSS"])))
        stat = _stat(self.pid)
        self.cpu_seconds = (int(stat[11]) + int(stat[12])) / _TICKS
        self.written_mb = int(_fields(_PROC / str(self.pid) / "io")["wchar"]) / 1e6


class Watch:
    """Looks at the processes of a session, in a thread, while a `with` block lasts."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._began = time.monotonic()
        self._processes: dict[int, Process] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def of(self, role: str) -> list[Process]:
        """The processes of a kind that were seen."""
        return [process for process in self._processes.values() if process.role == role]

    def cpu_seconds(self) -> dict[str, float]:
        """Processor time by kind of process."""
        return {role: sum(each.cpu_seconds for each in self.of(role)) for role in (ENGINE, PROGRAM, PROVIDER, OTHER)}

    def _watch(self) -> None:
        next_search = 0.0
        while not self._ended.wait(_LOOK_SECONDS):
            seconds = time.monotonic() - self._began
            if seconds >= next_search:
                self._search()
                next_search = seconds + (_SEARCH_SECONDS if self.of(PROVIDER) else 0)
            for process in self._processes.values():
                with suppress(OSError):  # it has ended meanwhile
                    process.look(seconds)

    def _search(self) -> None:
        for pid in session_members(self._session):
            role = _role(pid, self._session)
            if pid not in self._processes or self._processes[pid].role == OTHER:  # a shell becomes what it execs
                self._processes.setdefault(pid, Process(pid, role)).role = role


def memory_of(process: Process) -> Memory | None:
    """What a process has come to need, and whether it still grew in the second half of its time."""
    if not process.memory:
        return None
    looks = process.memory
    middle = (looks[0][0] + looks[-1][0]) / 2
    halfway = next(mb for seconds, mb in looks if seconds >= middle)
    most_after = max(mb for seconds, mb in looks if seconds >= middle)
    return Memory(round(process.peak_mb, 1), round(most_after - halfway, 1))


def session_members(session: int) -> list[int]:
    """The processes of a session that there are now."""
    members = []
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                if int(_stat(int(entry.name))[3]) == session:
                    members.append(int(entry.name))
    return members


def end_session(session: int) -> int:
    """Kill what is left of a session that was started here; returns how many processes that were."""
    left = session_members(session)
    for pid in left:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(left)


def _role(pid: int, session: int) -> str:
    if pid == session:
        return ENGINE
    try:
        command = (_PROC / str(pid) / "cmdline").read_text().split("\0")
    except OSError:
        return OTHER
    if "pulumi.dynamic" in command:
        return PROVIDER
    return PROGRAM if any(part.endswith("pulumi-language-python-exec") for part in command) else OTHER


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the command's name, which may hold spaces."""
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _fields(file: Path) -> dict[str, str]:
    return dict(line.split(":", 1) for line in file.read_text().splitlines())


def _mb(text: str) -> float:
    return int(text.split(maxsplit=1)[0]) / 1024
