"""The memory of the provider's process while a command runs, looked at ten times a second."""

import threading
import time
from contextlib import suppress

import psutil
from typing_extensions import Self

_LOOK_SECONDS = 0.1


class MemoryWatch:
    """Watches the plugin `python -m pulumi.dynamic` of an engine, in a thread, during a `with` block."""

    def __init__(self, engine: int) -> None:
        self._engine = engine
        self._samples: list[tuple[float, float]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Start to watch."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop to watch."""
        self._ended.set()
        self._thread.join()

    @property
    def peak_mb(self) -> float:
        """The most resident memory that was seen; 0 if the command ended before the first look."""
        return round(max((mb for _, mb in self._samples), default=0), 1)

    @property
    def growth_mb(self) -> float:
        """By how much the resident memory grew in the second half of the time."""
        return growth(self._samples)

    def _watch(self) -> None:
        plugin = None
        while not self._ended.wait(_LOOK_SECONDS):
            with suppress(psutil.NoSuchProcess):  # it has just ended
                plugin = plugin or self._find_plugin()
                if plugin:
                    self._samples.append((time.monotonic(), plugin.memory_info().rss / 2**20))

    def _find_plugin(self) -> psutil.Process | None:
        for process in psutil.Process(self._engine).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if "pulumi.dynamic" in process.cmdline():
                    return process
        return None


def growth(samples: list[tuple[float, float]]) -> float:
    """The highest value of the second half of the time, less its first value."""
    if not samples:
        return 0
    middle = (samples[0][0] + samples[-1][0]) / 2
    second_half = [mb for seconds, mb in samples if seconds >= middle]
    return round(max(second_half) - second_half[0], 1)
