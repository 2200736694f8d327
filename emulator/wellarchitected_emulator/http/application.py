"""Answers every HTTP request: control calls directly, requests to AWS services through the log and the faults.

Operations run in the event loop's thread, one at a time. Only moto's STS runs in other threads.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
import traceback
import uuid
from typing import TYPE_CHECKING

from wellarchitected_emulator.control.calls import PREFIX, Control
from wellarchitected_emulator.control.faults import Faults
from wellarchitected_emulator.control.request_log import RequestLog
from wellarchitected_emulator.http.page import Page
from wellarchitected_emulator.http.sts import StsExchange, is_for_sts
from wellarchitected_emulator.http.wellarchitected import WellArchitectedExchange
from wellarchitected_emulator.state.clock import to_datetime
from wellarchitected_emulator.wire.credentials import CredentialScope
from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.messages import printable
from wellarchitected_emulator.wire.responses import error_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellarchitected_emulator.control.faults import Effect
    from wellarchitected_emulator.control.request_log import Request
    from wellarchitected_emulator.http.exchange import Exchange
    from wellarchitected_emulator.state.service import Service
    from wellarchitected_emulator.wire.messages import HttpRequest, HttpResponse


class Application:
    """The emulator without its server."""

    def __init__(self, service: Service, host: str, report: Callable[[Request], None] | None = None) -> None:
        self.instance = uuid.uuid4().hex
        self._service = service
        self._faults = Faults()
        self._log = RequestLog(report)
        self._page = Page(host)
        self._control = Control(service, self._faults, self._log, {"instance": self.instance, "pid": os.getpid()})

    async def respond(self, request: HttpRequest) -> HttpResponse | None:
        """Answer a request. None means that the connection is closed without an answer."""
        try:
            if request.raw_path.startswith(PREFIX) or self._page.is_requested(request):
                return self._page.answer(request) or self._control.answer(request)
            return await self._respond_logged(self._read_exchange(request))
        except Exception as error:  # noqa: BLE001  # a bug in the emulator becomes an error of the service
            print(printable(traceback.format_exc()), file=sys.stderr)  # noqa: T201  # the log
            internal = ServiceError("InternalServerException", f"[InternalServer] {error!r}")
            return error_response(self._service.model, internal)

    def _read_exchange(self, request: HttpRequest) -> Exchange:
        scope = CredentialScope.parse(request.headers.get("authorization", ""))
        if is_for_sts(request, scope):
            return StsExchange(request, scope)
        return WellArchitectedExchange(self._service, request, scope)

    async def _respond_logged(self, exchange: Exchange) -> HttpResponse | None:
        now = self._service.clock.now()
        sequence = self._log.begin(
            time=to_datetime(now),
            operation=exchange.operation,
            account=exchange.account,
            region=exchange.region,
            access_key_id=exchange.access_key_id,
            user_agent=exchange.user_agent,
            parameters=exchange.parameters,
        )
        began = time.monotonic()
        effect = self._faults.meet(exchange.operation, exchange.account, exchange.parameters, now)
        try:
            response = await self._respond_with_faults(exchange, effect)
        except Exception:
            self._log.end(sequence, time.monotonic() - began, 500, "InternalServerException")
            raise
        answer = (response.status, response.error) if response is not None else ()
        self._log.end(sequence, time.monotonic() - began, *answer)
        return response

    async def _respond_with_faults(self, exchange: Exchange, effect: Effect) -> HttpResponse | None:
        fault = effect.fault
        if effect.latency_before:
            resets = self._service.resets
            await asyncio.sleep(effect.latency_before)
            if resets != self._service.resets:
                return None  # the state that this request was meant for no longer exists
        if fault is not None and fault.when == "before":
            return exchange.fail(fault)
        response = await exchange.answer()
        if effect.latency_after:
            await asyncio.sleep(effect.latency_after)
        return response if fault is None else exchange.fail(fault)
