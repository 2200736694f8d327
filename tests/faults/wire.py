"""A faulty wire between the plugin and the emulator: it forwards requests, and spoils the answers that a row names."""

import http.client
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Exchange:
    """One request, the connection that waits for its answer, and what AWS would answer."""

    wire: "Wire"
    connection: socket.socket
    head: bytes
    body: bytes
    number: int = 0
    """How many requests of the row's call came before."""

    @property
    def call(self) -> str:
        method, path, *_ = self.head.decode("latin-1").split(" ")
        match method, "/shares" in path:
            case "POST", True:
                return "create"
            case "GET", _:
                return "list"
            case "DELETE", _:
                return "delete"
            case "PATCH", _:
                return "update"
        return "sts"

    def forward(self) -> tuple[int, dict[str, str], bytes]:
        """Execute the request in the emulator."""
        lines = self.head.decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ")
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        with closing(http.client.HTTPConnection(self.wire.target, timeout=30)) as far:
            far.request(method, path, self.body, headers)
            answer = far.getresponse()
            kept = ("Content-Type", "x-amzn-RequestId", "x-amzn-ErrorType")
            return answer.status, {name: answer.headers[name] for name in kept if name in answer.headers}, answer.read()

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)


Answer = Callable[[Exchange], None]


def response(status: int, headers: dict[str, str], body: bytes, reason: str = "Answer") -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    start = f"HTTP/1.1 {status} {reason}\r\n{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return start.encode("utf-8", "surrogateescape") + body


def pass_on(exchange: Exchange) -> None:
    exchange.send(response(*exchange.forward()))


@dataclass
class Wire:
    """Answers as the emulator does. The row decides with `spoil` which answers are spoiled, and how."""

    target: str
    spoil: Callable[[Exchange], Answer | None] = lambda _exchange: None
    injected: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    _listener: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]

    def serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()
            time.sleep(0.002)

    def refuse(self, seconds: float) -> None:
        """Let nobody connect for some seconds."""
        self._stop_listening()
        self.over.wait(seconds)
        if not self.over.is_set():
            self._listener = socket.create_server(("127.0.0.1", self.port), backlog=128)

    def close(self) -> None:
        self.over.set()
        self._stop_listening()

    def _stop_listening(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):  # the plugin has left, or the row is over
            exchange = self._receive(connection)
            if exchange is None:
                return
            with self.lock:
                answer = self.spoil(exchange)
                self.injected += answer is not None
            (answer or pass_on)(exchange)

    def _receive(self, connection: socket.socket) -> Exchange | None:
        data = b""
        while b"\r\n\r\n" not in data:
            if not (more := connection.recv(65536)):
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        while length and len(body) < int(length[1]):
            body += connection.recv(65536)
        return Exchange(self, connection, head, body)


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """Serve during the `with` block."""
    between = Wire(urlsplit(url).netloc)
    thread = threading.Thread(target=between.serve, daemon=True)
    thread.start()
    try:
        yield between
    finally:
        between.close()
        thread.join(5)
