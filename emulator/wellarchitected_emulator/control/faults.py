"""Faults: what goes wrong, for which requests, how often, and before or after the operation.

A test describes a Fault. Faults counts the requests that match it, and decides what happens to each. With
`when="after"` a share is created although its answer is lost.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ALWAYS = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An AWS error, an answer that is not from AWS, a dropped connection, or latency.

    Example:
        Fault(operation="CreateLensShare", error="InternalServerException", when="after", times=1)
    """

    operation: str | None = None
    """The operation that fails, of Well-Architected or STS. None means any."""
    account: str | None = None
    """The caller's account. None means any."""
    match: Mapping[str, object] = field(default_factory=dict)
    """Parameters that the request must have, for example {"SharedWith": "444455556666"}."""
    skip: int = 0
    """How many matching requests pass before the fault begins."""
    times: int | None = 1
    """How often the fault happens. None means until it is cleared."""
    when: Literal["before", "after"] = "before"
    """Before the operation, or after it was executed."""
    error: str | None = None
    """The code of an AWS error. Its HTTP status is the model's, or else `status`."""
    message: str = "A fault that was asked for."
    members: Mapping[str, object] = field(default_factory=dict)
    """Further members of the error, for example {"ResourceId": ...}."""
    status: int | None = None
    """The HTTP status. With `body` instead of `error`, the answer is not an AWS error at all."""
    body: str | None = None
    content_type: str = "text/html"
    drop: bool = False
    """Whether the connection is closed without an answer."""
    latency: float = 0
    """The delay in seconds of real time. On its own, it leaves the answer as it is."""
    rate: float | None = None
    """How many requests a second pass (a token bucket). The fault happens to the others."""
    burst: int = 1
    """The size of the token bucket."""

    def __post_init__(self) -> None:
        replacements = [self.error is not None, self.body is not None, self.drop]
        if sum(replacements) > 1 or (self.drop and self.status is not None):
            raise ValueError("A fault has only one of error, body (with a status) and drop.")
        if self.status is not None and self.error is None and self.body is None:
            raise ValueError("A status needs an error or a body.")
        if self.body is not None and self.status is None:
            raise ValueError("A body needs a status.")
        if not any(replacements) and not self.latency:
            raise ValueError("A fault needs an error, a body with a status, drop=True, or a latency.")
        if self.when not in ("before", "after"):
            raise ValueError(f'when must be "before" or "after", got {self.when!r}.')

    @classmethod
    def throttling(cls, *, rate: float, burst: int = 1, operation: str | None = None) -> Fault:
        """Throttle requests beyond `rate` a second and `burst` at once, until the fault is cleared."""
        return cls(operation=operation, error="ThrottlingException", rate=rate, burst=burst, times=ALWAYS)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Fault:
        """Read a fault from JSON."""
        unknown = values.keys() - {known.name for known in fields(cls)}
        if unknown:
            raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
        return cls(**values)

    def as_json(self) -> dict[str, Any]:
        """Convert the fault to JSON."""
        return asdict(self)

    @property
    def replaces_answer(self) -> bool:
        """Whether the request gets another answer than usual."""
        return self.drop or self.error is not None or self.body is not None

    def matches(self, operation: str, account: str, parameters: Mapping[str, object]) -> bool:
        """Whether the fault applies to a request."""
        return (
            self.operation in (None, operation)
            and self.account in (None, account)
            and all(parameters.get(name) == value for name, value in self.match.items())
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to one request."""

    latency_before: float = 0
    latency_after: float = 0
    fault: Fault | None = None
    """The fault that replaces the answer."""


class Faults:
    """The active faults, oldest first. The first one that replaces the answer wins."""

    def __init__(self) -> None:
        self._active: list[_ActiveFault] = []

    def add(self, fault: Fault) -> None:
        """Activate a fault."""
        self._active.append(_ActiveFault(fault))

    def clear(self) -> None:
        """Deactivate all faults."""
        self._active.clear()

    def describe(self) -> list[dict[str, Any]]:
        """Each fault, how many requests matched it, and how often it happened."""
        return [{**active.fault.as_json(), "met": active.met, "happened": active.happened} for active in self._active]

    def meet(self, operation: str, account: str, parameters: Mapping[str, object], now: float) -> Effect:
        """Count a request, and decide what happens to it."""
        before = after = 0.0
        for active in self._active:
            fault = active.fault
            if not fault.matches(operation, account, parameters) or not active.happens(now):
                continue
            if fault.when == "before":
                before += fault.latency
            else:
                after += fault.latency
            if fault.replaces_answer:
                return Effect(before, after, fault)
        return Effect(before, after)


class _ActiveFault:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.met = 0
        self.happened = 0
        self._bucket = float(fault.burst)
        self._filled_at: float | None = None

    def happens(self, now: float) -> bool:
        fault = self.fault
        if fault.times is not None and self.happened >= fault.times:
            return False
        self.met += 1
        if self.met <= fault.skip or (fault.rate is not None and self._take_from_bucket(fault.rate, now)):
            return False
        self.happened += 1
        return True

    def _take_from_bucket(self, rate: float, now: float) -> bool:
        passed = max(0.0, now - self._filled_at) if self._filled_at is not None else 0.0
        self._filled_at = now
        self._bucket = min(float(self.fault.burst), self._bucket + passed * rate)
        if self._bucket < 1:
            return False
        self._bucket -= 1
        return True
