"""An HTTP request and an HTTP answer, as plain data.

The path is kept raw: a lens ARN is ONE label of it, percent-encoded, and decoding first would cut it at its slash.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request whose body has been read."""

    method: str
    raw_path: str
    query_string: str
    headers: Mapping[str, str]
    body: bytes

    def query(self) -> dict[str, list[str]]:
        """The query string, decoded."""
        return parse_qs(self.query_string, keep_blank_values=True)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An answer; `error` is its AWS error code, for the log."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None


def json_response(status: int, value: object) -> HttpResponse:
    """An answer that is JSON."""
    return HttpResponse(status, json.dumps(value, separators=(",", ":")).encode())
