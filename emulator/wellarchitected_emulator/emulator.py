"""An emulator in a thread of this process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wellarchitected_emulator.application import Application
from wellarchitected_emulator.client import EmulatorClient
from wellarchitected_emulator.server import HOST, Server
from wellarchitected_emulator.service import Service

if TYPE_CHECKING:
    import os
    from types import TracebackType

    from typing_extensions import Self


class Emulator(EmulatorClient):
    """A Well-Architected service of one's own.

    Example:
        with Emulator() as emulator:
            arn = emulator.publish_lens("security")
            client = emulator.client("wellarchitected")
            client.create_lens_share(LensAlias=arn, SharedWith="444455556666")

    Args:
        port: Where to listen on 127.0.0.1; 0 is a free port.
        state: The SQLite file that the state is kept in; None keeps it in memory.
        host: Another address to listen on. Nothing is authenticated: think before you change it.
    """

    def __init__(self, port: int = 0, state: str | os.PathLike[str] | None = None, host: str = HOST) -> None:
        self._service = Service(Path(state) if state is not None else None)
        try:
            application = Application(self._service)
            self._server = Server(application, host, port)
        except OSError:
            self._service.close()
            raise
        super().__init__(self._server.url)
        self.instance = application.instance

    def start(self) -> Self:
        """Serve in a thread of this process; returns when requests are answered."""
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving; a state in a file can be used again."""
        self._server.stop()
        self._service.close()

    def serve(self) -> None:
        """Serve in this thread, until a signal ends it."""
        try:
            self._server.serve()
        finally:
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
