"""The HTTP server: uvicorn around the application, on a socket that is bound before anything else happens.

So the port is known (and a port in use is an error) before the server starts, whether it runs in a thread of this
process or in the foreground.
"""

from __future__ import annotations

import errno
import socket
import threading
import time
from typing import TYPE_CHECKING

import uvicorn
from wellarchitected_emulator.connection import connection_type

if TYPE_CHECKING:
    from wellarchitected_emulator.application import Application

HOST = "127.0.0.1"
_START_SECONDS = 30.0


class PortInUseError(OSError):
    """Something else listens on the port."""


class Server:
    """One application on one address."""

    def __init__(self, application: Application, host: str = HOST, port: int = 0) -> None:
        self._socket = _bind(host, port)
        self.application = application
        self.url = f"http://{host}:{self._socket.getsockname()[1]}"
        self._uvicorn = uvicorn.Server(_config(application))
        self._thread = threading.Thread(target=self.serve, name="wellarchitected-emulator", daemon=True)

    def serve(self) -> None:
        """Serve until told to stop; in the main thread, SIGTERM and SIGINT tell it."""
        self._uvicorn.run(sockets=[self._socket])

    def start(self) -> None:
        """Serve in a thread; returns when requests are answered."""
        self._thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not self._uvicorn.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError(f"The emulator did not start at {self.url}.")
            time.sleep(0.002)

    def stop(self) -> None:
        """Stop serving, and wait until it has."""
        self._uvicorn.should_exit = True
        self._thread.join()
        self._socket.close()


def _bind(host: str, port: int) -> socket.socket:
    # asyncio turns Nagle off only where the protocol is named; without it an answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(error.errno, f"Port {port} of {host} is in use by another program.") from error
        raise
    return listener


def _config(application: Application) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        loop="asyncio",
        http=connection_type(application.connections),
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=1,
    )
