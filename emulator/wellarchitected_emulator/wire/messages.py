"""An HTTP request and an HTTP response as plain data.

The path stays percent-encoded: a lens ARN is one label of the path, and decoding first would split it at its slash.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request with its whole body."""

    method: str
    raw_path: str
    query_string: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    def query(self) -> dict[str, list[str]]:
        """The decoded query string."""
        return parse_qs(self.query_string, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response. `error` is its AWS error code, for the log."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None


def json_response(
    status: int, value: object, headers: Mapping[str, str] | None = None, error: str | None = None
) -> HttpResponse:
    """A response with a JSON body."""
    body = json.dumps(value, separators=(",", ":")).encode()
    return HttpResponse(status, body, headers=headers or {}, error=error)


def printable(text: str) -> str:
    """The text with spaces for what could change a terminal: control, format and bidi characters."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)
