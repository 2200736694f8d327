"""Answers on the wire: rest-json outputs and errors, with the headers that SDKs read."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from botocore.model import ListShape, StructureShape
from wellarchitected_emulator.http_messages import JSON, HttpResponse

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape
    from wellarchitected_emulator.errors import ServiceError
    from wellarchitected_emulator.service_model import WellArchitectedModel

# Errors that any AWS service answers with and that are not in this one's model.
_STATUS_OF_COMMON_ERRORS = {
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
    """An operation's answer; members that are None are left out."""
    shape = operation.output_shape
    value = _serialized(output, shape) if shape is not None else {}
    status = operation.http.get("responseCode", 200)
    return HttpResponse(status, _json(value), JSON, {"x-amzn-RequestId": str(uuid.uuid4())})


def error_response(model: WellArchitectedModel, error: ServiceError) -> HttpResponse:
    """An AWS error; its status is the one it brings, else the model's, else 400."""
    body = {"Message": error.message, **error.members}
    headers = {"x-amzn-RequestId": str(uuid.uuid4()), "x-amzn-ErrorType": error.code}
    return HttpResponse(_status(model, error), _json(body), JSON, headers, error.code)


def _status(model: WellArchitectedModel, error: ServiceError) -> int:
    if error.status is not None:
        return error.status
    shape = model.error_shape(error.code)
    if shape is not None:
        return int(shape.metadata["error"]["httpStatusCode"])
    return _STATUS_OF_COMMON_ERRORS.get(error.code, 400)


def _serialized(value: object, shape: Shape) -> object:
    match value:
        case dict() if isinstance(shape, StructureShape):
            return {
                shape.members[name].serialization.get("name", name): _serialized(member, shape.members[name])
                for name, member in value.items()
                if member is not None
            }
        case list() | tuple() if isinstance(shape, ListShape):
            return [_serialized(item, shape.member) for item in value]
        case _:
            return value  # timestamps are epoch seconds already


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
