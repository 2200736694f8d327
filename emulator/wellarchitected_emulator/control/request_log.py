"""The log of requests, for counting calls: what was requested, by whom, and how it was answered.

Control calls are not logged. The log keeps the last 100,000 requests.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.messages import printable

if TYPE_CHECKING:
    from collections.abc import Callable

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
    seconds: float | None = None
    """How long the answer took. None until the request is answered, or its connection is dropped."""

    def as_json(self) -> dict[str, Any]:
        """Convert the request to JSON."""
        return {**asdict(self), "time": self.time.isoformat()}

    def __str__(self) -> str:
        """One line of printable text."""
        answer = "dropped" if self.status is None else f"{self.status} {self.error or ''}".strip()
        who = f"{self.account or '-'} {self.region or '-'} {self.operation or '-'}"
        line = f"{self.time:%Y-%m-%dT%H:%M:%SZ} {who} {answer} {1000 * (self.seconds or 0):.0f}ms"
        return " ".join(printable(line).split())

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Request:
        """Read a request from JSON."""
        return cls(**{**values, "time": datetime.fromisoformat(values["time"])})


class RequestLog:
    """The requests in the order in which they arrived."""

    def __init__(self, report: Callable[[Request], None] | None = None) -> None:
        self._report = report
        self._requests: dict[int, Request] = {}
        self._last = 0

    def begin(self, **values: Any) -> int:  # noqa: ANN401  # the fields of Request
        """Log a new request. Returns its sequence number."""
        self._last += 1
        self._requests[self._last] = Request(self._last, **values)
        if len(self._requests) > _MOST:
            del self._requests[next(iter(self._requests))]
        return self._last

    def end(self, sequence: int, seconds: float, status: int | None = None, error: str | None = None) -> None:
        """Log the answer to a request, unless the log was cleared in the meantime. None means a dropped connection."""
        request = self._requests.get(sequence)
        if request is None:
            return
        self._requests[sequence] = ended = replace(request, status=status, error=error, seconds=seconds)
        if self._report is not None:
            self._report(ended)

    def requests(self, operation: str | None = None, after: int = 0, last: int = _MOST) -> list[Request]:
        """The last requests, or those of one operation, whose sequence number is greater than `after`."""
        found: list[Request] = []
        for sequence, request in reversed(self._requests.items()):
            if sequence <= after or len(found) >= last:
                break
            if operation in (None, request.operation):
                found.append(request)
        return found[::-1]

    def clear(self) -> None:
        """Remove all requests."""
        self._requests.clear()
