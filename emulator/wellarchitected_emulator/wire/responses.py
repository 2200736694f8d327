"""Write answers in rest-json: outputs and errors, with the headers that SDKs read."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, StructureShape
from wellarchitected_emulator.wire.messages import json_response

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape
    from wellarchitected_emulator.wire.errors import ServiceError
    from wellarchitected_emulator.wire.messages import HttpResponse
    from wellarchitected_emulator.wire.service_model import WellArchitectedModel

# Errors that every AWS service can answer with. The service's own model does not contain them.
_STATUSES = {
    "UnrecognizedClientException": 403,
    "MissingAuthenticationTokenException": 403,
    "ExpiredTokenException": 403,
    "InvalidSignatureException": 403,
    "IncompleteSignatureException": 403,
    "OptInRequired": 403,
    "RequestExpired": 400,
    "ServiceUnavailable": 503,
    "ServiceUnavailableException": 503,
    "InternalFailure": 500,
}


def output_response(operation: OperationModel, output: dict[str, Any]) -> HttpResponse:
    """The response for an operation's output. Members that are None are left out."""
    shape = operation.output_shape
    value = _serialize(output, shape) if shape is not None else {}
    return json_response(operation.http.get("responseCode", 200), value, _make_headers())


def error_response(model: WellArchitectedModel, error: ServiceError) -> HttpResponse:
    """The response for an error. Its status is the error's own, or else the model's, or else 400."""
    body = {"Message": error.message, **error.members}
    headers = {**_make_headers(), "x-amzn-ErrorType": error.code}
    return json_response(_find_status(model, error), body, headers, error.code)


def _make_headers() -> dict[str, str]:
    return {"x-amzn-RequestId": str(uuid.uuid4())}


def _find_status(model: WellArchitectedModel, error: ServiceError) -> int:
    return error.status or model.error_status(error.code) or _STATUSES.get(error.code, 400)


def _serialize(value: object, shape: Shape) -> object:
    match value:
        case dict() if isinstance(shape, StructureShape):
            return {
                shape.members[name].serialization.get("name", name): _serialize(member, shape.members[name])
                for name, member in value.items()
                if member is not None
            }
        case list() | tuple() if isinstance(shape, ListShape):
            return [_serialize(item, shape.member) for item in value]
        case _:
            return value  # timestamps are numbers already: seconds since the epoch
