"""A request's parameters, gathered from path, query string and body as the model says.

Values are brought to their types and no more: whether they are allowed is validation.py's question. What the model does
not name is left out, as the service ignores it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import ServiceError

if TYPE_CHECKING:
    from botocore.model import Shape
    from wellarchitected_emulator.http_messages import HttpRequest
    from wellarchitected_emulator.service_model import Route


def parameters(route: Route, request: HttpRequest) -> dict[str, Any]:
    """The operation's input; a body that is no JSON object is a SerializationException."""
    shape = route.operation.input_shape
    if shape is None:
        return {}
    query = request.query()
    body = _json_object(request.body)
    found: dict[str, Any] = {}
    for name, member in shape.members.items():
        wire_name = member.serialization.get("name", name)
        value = _located(member, wire_name, route.labels, query, body)
        if value is not None:
            found[name] = value
    return found


def _located(
    member: Shape, wire_name: str, labels: dict[str, str], query: dict[str, list[str]], body: dict[str, Any]
) -> object:
    match member.serialization.get("location"):
        case "uri":
            return labels.get(wire_name)
        case "querystring":
            return _from_text(member, query[wire_name]) if wire_name in query else None
        case _:
            return body.get(wire_name)


def _from_text(member: Shape, texts: list[str]) -> object:
    match member.type_name:
        case "list":
            return texts
        case "integer" | "long":
            return int(texts[0]) if texts[0].lstrip("-").isdecimal() else texts[0]
        case "boolean":
            return {"true": True, "false": False}.get(texts[0], texts[0])
        case _:
            return texts[0]


def _json_object(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ServiceError("SerializationException", "The request's body is not a JSON object.", status=400)
    return value
