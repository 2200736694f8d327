"""The control API below /_emulator/: JSON over HTTP, for tests and tools.

Control calls are not logged, and faults do not affect them. The Python API (client.py) consists of these calls, so
tests in other languages can do the same. README.md lists the calls.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.control.faults import Fault
from wellarchitected_emulator.control.lenses import ControlLenses
from wellarchitected_emulator.control.resources import ControlResources
from wellarchitected_emulator.control.shares import ControlShares
from wellarchitected_emulator.state.clock import to_datetime
from wellarchitected_emulator.wire.errors import ServiceError
from wellarchitected_emulator.wire.messages import HttpRequest, HttpResponse, json_response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wellarchitected_emulator.control.faults import Faults
    from wellarchitected_emulator.control.request_log import RequestLog
    from wellarchitected_emulator.state.service import Service

PREFIX = "/_emulator/"

Body = dict[str, Any]


class Control:
    """Answers control calls."""

    def __init__(self, service: Service, faults: Faults, log: RequestLog, identity: Mapping[str, object]) -> None:
        self._service = service
        self._faults = faults
        self._log = log
        self._identity = identity
        lenses, resources, shares = ControlLenses(service), ControlResources(service), ControlShares(service)
        self.calls: dict[tuple[str, str], Callable[[Body], object]] = {
            ("GET", "health"): self._check_health,
            ("GET", "settings"): self._read_settings,
            ("PATCH", "settings"): self._change_settings,
            ("GET", "organization"): self._read_organization,
            ("PATCH", "organization"): self._change_organization,
            ("GET", "clock"): self._read_clock,
            ("PUT", "clock"): self._set_clock,
            ("POST", "clock"): self._advance_clock,
            ("GET", "faults"): self._list_faults,
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): self._clear_faults,
            ("GET", "log"): self._read_log,
            ("DELETE", "log"): self._clear_log,
            ("GET", "lenses"): lenses.list,
            ("POST", "lenses"): lenses.publish,
            ("GET", "versions"): lenses.list_versions,
            ("GET", "shares"): shares.list,
            ("POST", "shares"): shares.create,
            ("PATCH", "shares"): shares.change,
            ("DELETE", "shares"): shares.remove,
            ("POST", "resources"): resources.create,
            ("DELETE", "resources"): resources.remove,
            ("POST", "invitations"): shares.answer_invitation,
            ("POST", "reset"): self._reset,
        }

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Execute a control call."""
        name = request.raw_path.removeprefix(PREFIX)
        call = self.calls.get((request.method, name))
        if call is None:
            return json_response(404, {"message": f"There is no control call {request.method} {PREFIX}{name}."})
        try:
            return json_response(200, call(_parse_arguments(request)))
        except ServiceError as error:
            return json_response(400, {"message": error.message, "code": error.code})
        except (KeyError, TypeError, ValueError) as error:
            message = f"{error.args[0]} is missing." if isinstance(error, KeyError) else str(error)
            return json_response(400, {"message": message})

    def _check_health(self, _: Body) -> object:
        return {"service": "wellarchitected-emulator", **self._identity}

    def _read_settings(self, _: Body) -> object:
        return asdict(self._service.settings)

    def _change_settings(self, changes: Body) -> object:
        self._service.settle()
        self._service.change_settings(changes)
        return asdict(self._service.settings)

    def _read_organization(self, _: Body) -> object:
        return asdict(self._service.organization)

    def _change_organization(self, changes: Body) -> object:
        self._service.change_organization(changes)
        return asdict(self._service.organization)

    def _read_clock(self, _: Body) -> object:
        return {"now": to_datetime(self._service.clock.now()).isoformat()}

    def _set_clock(self, body: Body) -> object:
        self._service.clock.set(float(body["epoch_seconds"]))
        self._service.save_clock()
        return self._read_clock(body)

    def _advance_clock(self, body: Body) -> object:
        self._service.clock.advance(float(body["seconds"]))
        self._service.save_clock()
        return self._read_clock(body)

    def _list_faults(self, _: Body) -> object:
        return {"faults": self._faults.describe()}

    def _add_fault(self, body: Body) -> object:
        self._faults.add(Fault.from_json(body))
        return {}

    def _clear_faults(self, _: Body) -> object:
        self._faults.clear()
        return {}

    def _read_log(self, body: Body) -> object:
        bounds = {name: int(str(body[name])) for name in ("after", "last") if name in body}
        requests = self._log.requests(body.get("operation"), **bounds)
        return {"requests": [request.as_json() for request in requests]}

    def _clear_log(self, _: Body) -> object:
        self._log.clear()
        return {}

    def _reset(self, _: Body) -> object:
        self._service.reset()
        self._faults.clear()
        self._log.clear()
        return {}


def _parse_arguments(request: HttpRequest) -> Body:
    """Read the arguments from the body, or from the query string if there is no body."""
    if not request.body:
        return {name: values[0] for name, values in request.query().items()}
    try:
        arguments = json.loads(request.body)
    except RecursionError:
        raise ValueError("The body is nested too deeply.") from None
    if not isinstance(arguments, dict):
        raise ValueError("The body is not a JSON object.")  # noqa: TRY004  # answered like any bad value
    return arguments
