"""Read an operation's parameters from the path, the query string and the body, as the service model says.

Values get their types here; validation.py checks whether they are allowed. Like the service, this ignores members that
the model does not have.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import ServiceError

if TYPE_CHECKING:
    from botocore.model import Shape
    from wellarchitected_emulator.wire.messages import HttpRequest
    from wellarchitected_emulator.wire.service_model import Route


def parse_parameters(route: Route, request: HttpRequest) -> dict[str, Any]:
    """Read the operation's input. A body that is not a JSON object is a SerializationException."""
    shape = route.operation.input_shape
    if shape is None:
        return {}
    query = request.query()
    body = _parse_body(request.body)
    parameters: dict[str, Any] = {}
    for name, member in shape.members.items():
        value = _find_value(member, member.serialization.get("name", name), route.labels, query, body)
        if value is not None:
            parameters[name] = value
    return parameters


def _find_value(
    member: Shape, wire_name: str, labels: dict[str, str], query: dict[str, list[str]], body: dict[str, Any]
) -> object:
    match member.serialization.get("location"):
        case "uri":
            return labels.get(wire_name)
        case "querystring":
            return _convert(member, query[wire_name]) if wire_name in query else None
        case _:
            return body.get(wire_name)


def _convert(member: Shape, texts: list[str]) -> object:
    match member.type_name:
        case "list":
            return texts
        case "integer" | "long":
            return int(texts[0]) if re.fullmatch(r"-?[0-9]{1,18}", texts[0]) else texts[0]
        case "boolean":
            return {"true": True, "false": False}.get(texts[0], texts[0])
        case _:
            return texts[0]


def _parse_body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        value = json.loads(body)
    except (RecursionError, ValueError):
        value = None
    if not isinstance(value, dict):
        raise ServiceError("SerializationException", "The request's body is not a JSON object.", status=400)
    return value
