"""An exchange in rest-json with the Well-Architected service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator import request_parsing
from wellarchitected_emulator.errors import ServiceError
from wellarchitected_emulator.invocation import invoke
from wellarchitected_emulator.responses import error_response, output_response

if TYPE_CHECKING:
    from wellarchitected_emulator.accounts import Caller, CredentialScope
    from wellarchitected_emulator.http_messages import HttpRequest, HttpResponse
    from wellarchitected_emulator.service import Service


class WellArchitectedExchange:
    """A request, read as far as it can be; what is wrong with it is kept for the answer, so that it is logged."""

    def __init__(self, service: Service, request: HttpRequest, scope: CredentialScope | None) -> None:
        self._service = service
        self._request = request
        self._wrong: ServiceError | None = None
        self._route = service.model.route(request.method, request.raw_path)
        self.operation = self._route.operation.name if self._route else ""
        self.parameters: dict[str, Any] = {}
        self._read_parameters()
        self._caller = self._identify(scope)
        self.account = self._caller.account if self._caller else ""
        self.region = scope.region if scope else ""
        self.access_key_id = scope.access_key_id if scope else ""
        self.user_agent = request.headers.get("user-agent", "")

    async def answer(self) -> HttpResponse:
        """Carry out the operation."""
        if self._wrong is not None:
            return self.refuse(self._wrong)
        if self._route is None or self._caller is None:
            return self.refuse(ServiceError("UnknownOperationException", "There is no such operation.", status=404))
        try:
            output = invoke(self._service, self.operation, self._caller, self.parameters)
        except ServiceError as error:
            return self.refuse(error)
        return output_response(self._route.operation, output)

    def refuse(self, error: ServiceError) -> HttpResponse:
        """The error as rest-json has it."""
        return error_response(self._service.model, error)

    def _read_parameters(self) -> None:
        if self._route is None:
            return
        try:
            self.parameters = request_parsing.parameters(self._route, self._request)
        except ServiceError as error:
            self._wrong = error

    def _identify(self, scope: CredentialScope | None) -> Caller | None:
        """The caller; who it is comes first among the things that can be wrong."""
        if scope is None:
            message = "Missing Authentication Token"
            self._wrong = ServiceError("MissingAuthenticationTokenException", message, status=403)
            return None
        try:
            return scope.caller()
        except ServiceError as error:
            self._wrong = error
            return None
