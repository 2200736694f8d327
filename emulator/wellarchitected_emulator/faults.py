"""Faults on request: what goes wrong, for which requests, how often, and on which side of the commit.

A Fault is a description, sent in by a test. Faults arms them, counts the requests they meet and says what each request
is in for. `when="after"` is the trap worth having: the share IS created, and its answer is lost.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ALWAYS = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: an error, an untyped answer, a dropped connection, or latency.

    Example:
        Fault(operation="CreateLensShare", error="InternalServerException", when="after", times=1)
    """

    operation: str | None = None
    """The operation it happens to, STS's too; None is any."""
    account: str | None = None
    """The calling account it happens to; None is any."""
    match: Mapping[str, object] = field(default_factory=dict)
    """Parameters a request must have, with these values: {"SharedWith": "444455556666"}."""
    skip: int = 0
    """How many of those requests pass before it begins."""
    times: int | None = 1
    """How often it happens; None is until it is cleared."""
    when: Literal["before", "after"] = "before"
    """Before anything is done, or after the operation was carried out."""
    error: str | None = None
    """The code of an AWS error, with the model's status unless `status` says otherwise."""
    message: str = "A fault that was asked for."
    members: Mapping[str, object] = field(default_factory=dict)
    """Further members of the error: {"ResourceId": ...}."""
    status: int | None = None
    """The status of the answer; with `body` instead of `error`, an answer that is no AWS error at all."""
    body: str | None = None
    content_type: str = "text/html"
    drop: bool = False
    """The connection is closed without an answer."""
    latency: float = 0
    """Seconds (of real time) that pass; alone, the answer is the usual one."""
    rate: float | None = None
    """Requests a second that pass; the fault meets only those beyond (a token bucket)."""
    burst: int = 1
    """The size of that bucket."""

    def __post_init__(self) -> None:
        answers = [self.error is not None, self.body is not None, self.drop]
        if sum(answers) > 1 or (self.drop and self.status is not None):
            raise ValueError("A fault is an error, or a status with a body, or a drop: one of them.")
        if self.status is not None and self.error is None and self.body is None:
            raise ValueError("A status needs an error or a body beside it.")
        if self.body is not None and self.status is None:
            raise ValueError("A body needs a status.")
        if not any(answers) and not self.latency:
            raise ValueError("A fault needs an error, a status with a body, drop=True or a latency.")
        if self.when not in ("before", "after"):
            raise ValueError(f'when is "before" or "after", got {self.when!r}.')

    @classmethod
    def throttling(cls, *, rate: float, burst: int = 1, operation: str | None = None) -> Fault:
        """ThrottlingException for what exceeds `rate` requests a second after a burst, until cleared."""
        return cls(operation=operation, error="ThrottlingException", rate=rate, burst=burst, times=ALWAYS)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Fault:
        """A fault as it came over HTTP."""
        unknown = values.keys() - {known.name for known in fields(cls)}
        if unknown:
            raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
        return cls(**values)

    def as_json(self) -> dict[str, Any]:
        """The fault as it goes over HTTP."""
        return asdict(self)

    @property
    def answers(self) -> bool:
        """Whether it takes the place of the usual answer."""
        return self.drop or self.error is not None or self.body is not None

    def is_for(self, operation: str, account: str, parameters: Mapping[str, object]) -> bool:
        """Whether it is meant for such a request."""
        return (
            self.operation in (None, operation)
            and self.account in (None, account)
            and all(parameters.get(name) == value for name, value in self.match.items())
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What one request is in for."""

    latency_before: float = 0
    latency_after: float = 0
    answer: Fault | None = None


class Faults:
    """The faults that are armed, in the order they were asked for; the first that answers wins."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def arm(self, fault: Fault) -> None:
        """Let it happen from now on."""
        self._armed.append(_Armed(fault))

    def clear(self) -> None:
        """Disarm all."""
        self._armed.clear()

    def listed(self) -> list[dict[str, Any]]:
        """Each fault, how many requests it met, and how often it happened."""
        return [{**armed.fault.as_json(), "met": armed.met, "happened": armed.happened} for armed in self._armed]

    def meet(self, operation: str, account: str, parameters: Mapping[str, object], now: float) -> Effect:
        """Count a request in, and say what happens to it."""
        before = after = 0.0
        for armed in self._armed:
            fault = armed.fault
            if not fault.is_for(operation, account, parameters) or not armed.strikes(now):
                continue
            if fault.when == "before":
                before += fault.latency
            else:
                after += fault.latency
            if fault.answers:
                return Effect(before, after, fault)
        return Effect(before, after)


class _Armed:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.met = 0
        self.happened = 0
        self._bucket = float(fault.burst)
        self._filled_at: float | None = None

    def strikes(self, now: float) -> bool:
        fault = self.fault
        if fault.times is not None and self.happened >= fault.times:
            return False
        self.met += 1
        if self.met <= fault.skip or (fault.rate is not None and self._takes_from_bucket(fault.rate, now)):
            return False
        self.happened += 1
        return True

    def _takes_from_bucket(self, rate: float, now: float) -> bool:
        passed = max(0.0, now - self._filled_at) if self._filled_at is not None else 0.0
        self._filled_at = now
        self._bucket = min(float(self.fault.burst), self._bucket + passed * rate)
        if self._bucket < 1:
            return False
        self._bucket -= 1
        return True
