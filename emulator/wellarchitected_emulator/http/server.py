"""The HTTP server: aiohttp's low-level server in front of one function that answers requests.

aiohttp documents the two things that the emulator needs from a server: the raw path of a request, because a lens ARN is
one percent-encoded label of it, and the transport, which can be closed without an answer. ASGI has no way to do that.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import threading
from typing import TYPE_CHECKING

from wellarchitected_emulator.wire.messages import HttpRequest, printable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp import web
    from wellarchitected_emulator.wire.messages import HttpResponse

    Respond = Callable[[HttpRequest], Awaitable[HttpResponse | None]]

HOST = "127.0.0.1"


class PortInUseError(OSError):
    """Another program listens on the port."""


class Server:
    """Serves one address. `respond` returns a response, or None to close the connection without an answer.

    The constructor binds the socket, so that the port is known, and a port in use is an error, before serving starts.
    """

    def __init__(self, respond: Respond, host: str = HOST, port: int = 0) -> None:
        self._respond = respond
        self._socket = _bind(host, port)
        self.url = f"http://{host}:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self.serve, name="wellarchitected-emulator", daemon=True)
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._stopping: asyncio.Event

    def serve(self) -> None:
        """Serve in this thread until stop() is called."""
        asyncio.run(self._serve())

    def start(self) -> None:
        """Serve in a thread. Returns when the server accepts requests."""
        self._thread.start()
        while not self._started.wait(0.1):
            if not self._thread.is_alive():
                raise RuntimeError(f"The emulator did not start at {self.url}.")

    def stop(self) -> None:
        """Stop the thread, and wait until it has ended."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._socket.close()

    async def _serve(self) -> None:
        from aiohttp import web  # slow to import, and not needed by clients

        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        server = web.Server(self._answer, access_log=None, keepalive_timeout=75, logger=_make_logger())
        runner = web.ServerRunner(server, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.SockSite(runner, self._socket, backlog=2048).start()
            self._started.set()
            await self._stopping.wait()
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        from aiohttp import web

        response = await self._respond(await _read(request))
        if response is not None:
            headers = {"Content-Type": response.content_type, **response.headers}
            return web.Response(status=response.status, body=response.body, headers=headers)
        if request.transport is not None:
            request.transport.close()
        return web.Response()  # not sent, because the connection is closed


def _make_logger() -> logging.Logger:
    """The log of what aiohttp itself refuses, such as bytes that are no HTTP request."""
    logger = logging.getLogger(__name__)
    logger.addFilter(_shorten)
    return logger


def _shorten(record: logging.LogRecord) -> bool:
    """Make one printable line of a client's error. A bug keeps its traceback."""
    from aiohttp.http_exceptions import HttpProcessingError

    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, (HttpProcessingError, ConnectionError)):
        line = printable(f"{record.getMessage()}: {getattr(error, 'message', error)}")
        record.msg, record.args, record.exc_info = " ".join(line.split()), (), None
    return True


async def _read(request: web.BaseRequest) -> HttpRequest:
    raw_path, _, query_string = request.raw_path.partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return HttpRequest(request.method, raw_path, query_string, headers, await request.content.read())


def _bind(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
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
