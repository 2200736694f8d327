"""Small servers on the loopback interface between the provider and the emulator.

A relay forwards every request, records it, and can change the answer. It serves HTTP or HTTPS, and works as a proxy:
requests with a whole URL and CONNECT requests reach its target, whatever host they name.
"""

import http.client
import re
import select
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


class Relay(ThreadingHTTPServer):
    """Forwards requests to the server at a URL."""

    daemon_threads = True

    def __init__(self, target: str, change: Callable[[bytes], bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target).netloc
        self.change = change
        self.seen: list[str] = []
        """The method and the target of each request, from its first line."""

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Do not print the failures of clients that do not trust the certificate."""


@contextmanager
def relay(
    target: str, tls: ssl.SSLContext | None = None, change: Callable[[bytes], bytes] = lambda body: body
) -> Iterator[Relay]:
    """Serve during the `with` block."""
    with Relay(target, change) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Relay

    def _forward(self) -> None:
        self.server.seen.append(f"{self.command} {self.path}")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        url = urlsplit(self.path)
        connection = http.client.HTTPConnection(self.server.target, timeout=30)
        connection.request(self.command, url.path + (f"?{url.query}" if url.query else ""), body, dict(self.headers))
        answer = connection.getresponse()
        content = self.server.change(answer.read())
        connection.close()
        self.send_response(answer.status)
        for name in ("Content-Type", "x-amzn-ErrorType", "x-amzn-RequestId"):
            if value := answer.getheader(name):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _forward  # noqa: N815 - http.server's names

    def do_CONNECT(self) -> None:
        self.server.seen.append(f"CONNECT {self.path}")
        host, _, port = self.server.target.partition(":")
        with socket.create_connection((host, int(port))) as far:
            self.send_response(200)
            self.end_headers()
            _forward_bytes(self.connection, far)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
        """Keep the tests' output clean."""


def _forward_bytes(near: socket.socket, far: socket.socket) -> None:
    while True:
        readable, _, _ = select.select([near, far], [], [], 30)
        for one in readable:
            data = one.recv(65536)
            if not data:
                return
            (far if one is near else near).sendall(data)
        if not readable:
            return


def ending_in(seconds: float, answers: int) -> Callable[[bytes], bytes]:
    """Change the first answers of STS, so that the credentials in them expire soon."""
    left = [answers]

    def change(body: bytes) -> bytes:
        if b"<Expiration>" not in body or not left[0]:
            return body
        left[0] -= 1
        end = datetime.now(timezone.utc) + timedelta(seconds=seconds)
        return re.sub(rb"(?<=<Expiration>)[^<]*", end.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), body)

    return change
