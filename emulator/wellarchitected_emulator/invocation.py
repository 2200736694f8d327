"""The one way in which an operation is carried out.

It is validated; a remembered answer is replayed, or the operation does its work inside a transaction, and what it
answered is remembered. What a request looked like is the protocol's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator import validation
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.operations import OPERATIONS
from wellarchitected_emulator.service import Call

if TYPE_CHECKING:
    from wellarchitected_emulator.accounts import Caller
    from wellarchitected_emulator.service import Service


def invoke(service: Service, operation: str, caller: Caller, parameters: dict[str, Any]) -> dict[str, Any]:
    """Carry out an operation for a caller; what goes wrong is a ServiceError."""
    act = OPERATIONS.get(operation)
    if act is None:
        raise ServiceError("NotImplemented", f"The emulator does not implement {operation}.", status=501)
    validation.validate(parameters, service.model.operation(operation).input_shape)
    now = service.clock.now()
    with service.store.transaction():
        service.shares.settle(now, service.settings)
        if "ClientRequestToken" not in parameters:
            return act(Call(service, caller, parameters, now))
        since = now - service.settings.token_window_seconds
        answer = service.tokens.replay(caller, operation, parameters, since)
        if answer is None:
            answer = act(Call(service, caller, parameters, now))
            service.tokens.remember(caller, operation, parameters, answer, now)
        return answer
