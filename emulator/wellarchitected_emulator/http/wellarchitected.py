"""A request to the Well-Architected service, in rest-json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.http.exchange import Exchange
from wellarchitected_emulator.operations.invocation import invoke
from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.parsing import parse_parameters
from wellarchitected_emulator.wire.responses import error_response, output_response

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Service
    from wellarchitected_emulator.wire.credentials import Caller, CredentialScope
    from wellarchitected_emulator.wire.messages import HttpRequest, HttpResponse
    from wellarchitected_emulator.wire.service_model import Route


class WellArchitectedExchange(Exchange):
    """Reading never fails: an error is kept for the answer, so that a bad request is logged as well."""

    def __init__(self, service: Service, request: HttpRequest, scope: CredentialScope | None) -> None:
        super().__init__(request, scope)
        self._service = service
        self._error: ServiceError | None = None
        self._route = service.model.find_route(request.method, request.raw_path)
        self.operation = self._route.operation.name if self._route else ""
        self.parameters = self._parse(self._route) if self._route else {}
        self._caller = self._identify()
        self.account = self._caller.account if self._caller else ""

    async def answer(self) -> HttpResponse:
        """Execute the operation."""
        if self._error is not None:
            return self.refuse(self._error)
        if self._route is None or self._caller is None:
            return self.refuse(ServiceError("UnknownOperationException", "There is no such operation.", status=404))
        try:
            output = invoke(self._service, self.operation, self._caller, self.parameters)
        except ServiceError as error:
            return self.refuse(error)
        return output_response(self._route.operation, output)

    def refuse(self, error: ServiceError) -> HttpResponse:
        """The response for an error, in rest-json."""
        return error_response(self._service.model, error)

    def _parse(self, route: Route) -> dict[str, Any]:
        try:
            return parse_parameters(route, self.request)
        except ServiceError as error:
            self._error = error
            return {}

    def _identify(self) -> Caller | None:
        """The caller. An unknown caller is reported rather than bad parameters."""
        try:
            if self.scope is not None:
                return self.scope.caller()
            self._error = ServiceError(
                "MissingAuthenticationTokenException", "Missing Authentication Token", status=403
            )
        except ServiceError as error:
            self._error = error
        return None
