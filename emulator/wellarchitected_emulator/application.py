"""The ASGI application: reads a request, hands it to whom it is for, writes the answer or drops the connection.

Every operation is carried out in the event loop's thread, one at a time; only moto's STS runs beside it.
"""

from __future__ import annotations

import os
import sys
import traceback
import uuid
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.accounts import CredentialScope
from wellarchitected_emulator.control import PREFIX, Control
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.exchange import Desk, Exchange
from wellarchitected_emulator.faults import Faults
from wellarchitected_emulator.http_messages import HttpRequest, HttpResponse
from wellarchitected_emulator.request_log import RequestLog
from wellarchitected_emulator.responses import error_response
from wellarchitected_emulator.sts import StsExchange, is_for_sts
from wellarchitected_emulator.wellarchitected import WellArchitectedExchange

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from wellarchitected_emulator.service import Service

    Receive = Callable[[], Awaitable[dict[str, Any]]]
    Send = Callable[[dict[str, Any]], Awaitable[None]]


class Application:
    """The emulator as an ASGI application.

    `connections` is filled by the server: the open connections, by the client's address, for those to be dropped.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.faults = Faults()
        self.log = RequestLog()
        self.instance = uuid.uuid4().hex
        self.connections: dict[Any, asyncio.BaseTransport] = {}
        self._desk = Desk(service, self.faults, self.log)
        self._control = Control(service, self.faults, self.log, {"instance": self.instance, "pid": os.getpid()})

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = await _read(scope, receive)
        try:
            response = await self._respond(request)
        except Exception as error:  # noqa: BLE001  # a bug of ours, shown as the service would show one of its own
            traceback.print_exc(file=sys.stderr)
            internal = ServiceError("InternalServerException", f"[InternalServer] {error!r}")
            response = error_response(self.service.model, internal)
        if response is None:
            await self._drop(scope, receive)
        else:
            await _write(send, response)

    async def _respond(self, request: HttpRequest) -> HttpResponse | None:
        if request.raw_path.startswith(PREFIX):
            return self._control.answer(request)
        return await self._desk.serve(self._exchange(request))

    def _exchange(self, request: HttpRequest) -> Exchange:
        scope = CredentialScope.of(request.headers.get("authorization", ""))
        if is_for_sts(request, scope):
            return StsExchange(request, scope)
        return WellArchitectedExchange(self.service, request, scope)

    async def _drop(self, scope: dict[str, Any], receive: Receive) -> None:
        connection = self.connections.get(scope["client"])
        if connection is None:
            return
        connection.close()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _read(scope: dict[str, Any], receive: Receive) -> HttpRequest:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return HttpRequest(
        method=scope["method"],
        raw_path=scope["raw_path"].decode("ascii", "replace"),
        query_string=scope["query_string"].decode("ascii", "replace"),
        headers={name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]},
        body=body,
    )


async def _write(send: Send, response: HttpResponse) -> None:
    headers = {"Content-Type": response.content_type, "Content-Length": str(len(response.body)), **response.headers}
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": response.status, "headers": encoded})
    await send({"type": "http.response.body", "body": response.body})
