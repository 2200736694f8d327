"""The log of requests, for counting calls: what was requested, by whom, and how it was answered.

Control calls are not logged. The log keeps the last 100,000 requests.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the service or to STS."""

    sequence: int
    time: datetime
    operation: str
    """For example CreateLensShare or GetCallerIdentity. Empty if unknown."""
    account: str
    """The caller's account. Empty if unknown."""
    region: str
    access_key_id: str
    user_agent: str
    parameters: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    """The HTTP status. None until the request is answered, and if the connection was dropped."""
    error: str | None = None
    """The AWS error code of the answer."""

    def as_json(self) -> dict[str, Any]:
        """Convert the request to JSON."""
        return {**asdict(self), "time": self.time.isoformat()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Request:
        """Read a request from JSON."""
        return cls(**{**values, "time": datetime.fromisoformat(values["time"])})


class RequestLog:
    """The requests in the order in which they arrived."""

    def __init__(self) -> None:
        self._requests: dict[int, Request] = {}
        self._last = 0

    def begin(self, **values: Any) -> int:  # noqa: ANN401  # the fields of Request
        """Log a new request. Returns its sequence number."""
        self._last += 1
        self._requests[self._last] = Request(self._last, **values)
        if len(self._requests) > _MOST:
            del self._requests[next(iter(self._requests))]
        return self._last

    def end(self, sequence: int, status: int, error: str | None) -> None:
        """Log the answer to a request, unless the log was cleared in the meantime."""
        request = self._requests.get(sequence)
        if request is not None:
            self._requests[sequence] = replace(request, status=status, error=error)

    def requests(self, operation: str | None = None) -> list[Request]:
        """All requests, or those of one operation."""
        return [request for request in self._requests.values() if operation in (None, request.operation)]

    def clear(self) -> None:
        """Remove all requests."""
        self._requests.clear()
