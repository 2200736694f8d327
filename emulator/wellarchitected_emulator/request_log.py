"""The log of requests, for counting calls: what came in, from whom, and what it was answered with.

Control calls are not in it. Only the last 100,000 are kept.
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
    """CreateLensShare, GetCallerIdentity; empty where no operation could be told."""
    account: str
    """The caller's; empty where it could not be told."""
    region: str
    access_key_id: str
    user_agent: str
    parameters: dict[str, Any] = field(default_factory=dict)
    status: int | None = None
    """The HTTP status; None while it is under way, or when the connection was dropped."""
    error: str | None = None
    """The AWS error code of the answer, if it was an error."""

    def as_json(self) -> dict[str, Any]:
        """The request as it goes over HTTP."""
        return {**asdict(self), "time": self.time.isoformat()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Request:
        """A request as it came over HTTP."""
        return cls(**{**values, "time": datetime.fromisoformat(values["time"])})


class RequestLog:
    """Requests in the order of their arrival."""

    def __init__(self) -> None:
        self._requests: dict[int, Request] = {}
        self._last = 0

    def next_sequence(self) -> int:
        """The number of the request that comes now."""
        self._last += 1
        return self._last

    def begin(self, request: Request) -> None:
        """Add a request that has arrived."""
        self._requests[request.sequence] = request
        if len(self._requests) > _MOST:
            del self._requests[next(iter(self._requests))]

    def end(self, sequence: int, status: int | None, error: str | None) -> None:
        """Add the answer; a request that was cleared away meanwhile stays away."""
        request = self._requests.get(sequence)
        if request is not None:
            self._requests[sequence] = replace(request, status=status, error=error)

    def requests(self, operation: str | None = None) -> list[Request]:
        """Those of an operation, or all."""
        return [request for request in self._requests.values() if operation in (None, request.operation)]

    def clear(self) -> None:
        """Forget all."""
        self._requests.clear()
