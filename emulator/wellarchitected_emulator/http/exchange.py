"""One request to an AWS service, in whichever protocol the service speaks.

The two kinds of exchange (wellarchitected.py, sts.py) read who requests what, execute it, and write errors in their
protocol. This file has what they share.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.messages import HttpResponse

if TYPE_CHECKING:
    from wellarchitected_emulator.control.faults import Fault
    from wellarchitected_emulator.wire.credentials import CredentialScope
    from wellarchitected_emulator.wire.messages import HttpRequest


class Exchange(ABC):
    """A request, as far as it could be read. What could not be read is empty."""

    operation: str
    parameters: dict[str, Any]
    account: str

    def __init__(self, request: HttpRequest, scope: CredentialScope | None) -> None:
        self.request = request
        self.scope = scope
        self.region = scope.region if scope else ""
        self.access_key_id = scope.access_key_id if scope else ""
        self.user_agent = request.headers.get("user-agent", "")

    @abstractmethod
    async def answer(self) -> HttpResponse:
        """Execute the operation."""

    @abstractmethod
    def refuse(self, error: ServiceError) -> HttpResponse:
        """The response for an error."""

    def fail(self, fault: Fault) -> HttpResponse | None:
        """The response for a fault. None means that the connection is closed."""
        if fault.drop:
            return None
        if fault.error is not None:
            return self.refuse(ServiceError(fault.error, fault.message, fault.members, fault.status))
        return HttpResponse(fault.status or 500, (fault.body or "").encode(), fault.content_type)
