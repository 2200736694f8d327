"""The Python API of an emulator that runs in this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wellarchitected_emulator.client import EmulatorClient
from wellarchitected_emulator.http.application import Application
from wellarchitected_emulator.http.server import HOST, Server
from wellarchitected_emulator.state.service import Service

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from types import TracebackType

    from typing_extensions import Self
    from wellarchitected_emulator.control.request_log import Request


class Emulator(EmulatorClient):
    """A Well-Architected service in a thread of this process.

    Example:
        with Emulator() as emulator:
            arn = emulator.publish_lens("security")
            client = emulator.client("wellarchitected")
            client.create_lens_share(LensAlias=arn, SharedWith="444455556666")

    Args:
        port: The port to listen on. 0 selects a free port.
        state: The SQLite file for the state. None keeps the state in memory.
        host: The address to listen on. The emulator authenticates nobody, so other addresses are a risk.
        report: Is called with each request when it is answered, in the emulator's thread.
    """

    def __init__(
        self,
        port: int = 0,
        state: str | os.PathLike[str] | None = None,
        host: str = HOST,
        report: Callable[[Request], None] | None = None,
    ) -> None:
        self._service = Service(Path(state) if state is not None else None)
        try:
            application = Application(self._service, host, report)
            self._server = Server(application.respond, host, port)
        except OSError:
            self._service.close()
            raise
        super().__init__(self._server.url)
        self.instance = application.instance

    def start(self) -> Self:
        """Start the thread. Returns when the emulator accepts requests."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop the thread. A state file can be used again."""
        self._server.stop()
        self._service.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
