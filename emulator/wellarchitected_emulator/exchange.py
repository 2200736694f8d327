"""One request to an AWS service, whichever protocol it speaks, and the way it takes through faults and log.

The two kinds of exchange (wellarchitected.py, sts.py) say who asks for what, carry it out, and put errors into their
protocol's form. Here stands what both have in common.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from wellarchitected_emulator.clock import as_datetime
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.http_messages import HttpResponse
from wellarchitected_emulator.request_log import Request

if TYPE_CHECKING:
    from wellarchitected_emulator.faults import Effect, Fault, Faults
    from wellarchitected_emulator.request_log import RequestLog
    from wellarchitected_emulator.service import Service


class Exchange(Protocol):
    """A request that was understood as far as it could be."""

    operation: str
    account: str
    region: str
    access_key_id: str
    user_agent: str
    parameters: dict[str, Any]

    async def answer(self) -> HttpResponse:
        """Carry it out."""

    def refuse(self, error: ServiceError) -> HttpResponse:
        """The answer that is this error."""


class Desk:
    """Where every exchange passes: logged, met by faults, answered."""

    def __init__(self, service: Service, faults: Faults, log: RequestLog) -> None:
        self._service = service
        self._faults = faults
        self._log = log

    async def serve(self, exchange: Exchange) -> HttpResponse | None:
        """The answer, or None where the connection is to be dropped."""
        now = self._service.clock.now()
        sequence = self._begin(exchange, now)
        effect = self._faults.meet(exchange.operation, exchange.account, exchange.parameters, now)
        try:
            response = await self._answer(exchange, effect)
        except Exception:
            self._log.end(sequence, 500, "InternalServerException")
            raise
        self._log.end(sequence, response.status if response else None, response.error if response else None)
        return response

    async def _answer(self, exchange: Exchange, effect: Effect) -> HttpResponse | None:
        fault = effect.answer
        if effect.latency_before:
            resets = self._service.resets
            await asyncio.sleep(effect.latency_before)
            if resets != self._service.resets:
                return None  # it waited in a state that is gone, and has no business in this one
        if fault is not None and fault.when == "before":
            return _faulty(exchange, fault)
        response = await exchange.answer()
        if effect.latency_after:
            await asyncio.sleep(effect.latency_after)
        return response if fault is None else _faulty(exchange, fault)

    def _begin(self, exchange: Exchange, now: float) -> int:
        sequence = self._log.next_sequence()
        request = Request(
            sequence=sequence,
            time=as_datetime(now),
            operation=exchange.operation,
            account=exchange.account,
            region=exchange.region,
            access_key_id=exchange.access_key_id,
            user_agent=exchange.user_agent,
            parameters=exchange.parameters,
        )
        self._log.begin(request)
        return sequence


def _faulty(exchange: Exchange, fault: Fault) -> HttpResponse | None:
    if fault.drop:
        return None
    if fault.error is not None:
        return exchange.refuse(ServiceError(fault.error, fault.message, fault.members, fault.status))
    return HttpResponse(fault.status or 500, (fault.body or "").encode(), fault.content_type)
