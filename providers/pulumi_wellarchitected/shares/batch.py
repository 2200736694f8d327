"""Many changes side by side, of which the failure of one stops no other.

The threads share the session, and so its backoff: while AWS throttles, none of them makes a call (aws/attempts.py).
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import ServiceError, ThrottledError, UnreachableError, WellArchitectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

THREADS = 10

_T = TypeVar("_T")


def run_side_by_side(
    changes: Mapping[str, Callable[[], _T]],
) -> tuple[dict[str, _T], dict[str, WellArchitectedError]]:
    """Make changes in ten threads. Returns what they have returned, and the failures, each under its name.

    A change that AWS has throttled to the end is made once more, after all others.
    """
    with ThreadPoolExecutor(THREADS) as threads:
        running = {name: threads.submit(copy_context().run, _attempt, change) for name, change in changes.items()}
        outcomes = {name: future.result() for name, future in running.items()}
    for name, (_, failure) in outcomes.items():
        if isinstance(failure, ThrottledError) and remaining() > 0:
            outcomes[name] = _attempt(changes[name])
    failures = {name: failure for name, (_, failure) in outcomes.items() if failure is not None}
    done = {name: result for name, (result, _) in outcomes.items() if name not in failures}
    return done, failures  # type: ignore[return-value]  # what has not failed has a result


def one_failure(failures: Mapping[str, WellArchitectedError], number: int, doing: str) -> WellArchitectedError | None:
    """One error for all failures among a number of changes, which names each and says why. None: there are none."""
    if not failures:
        return None
    by_kind: defaultdict[type[WellArchitectedError], dict[str, WellArchitectedError]] = defaultdict(dict)
    for name, failure in failures.items():
        by_kind[type(failure)][name] = failure
    kind = next(iter(by_kind)) if len(by_kind) == 1 else ServiceError
    told = " ".join(map(_explain, by_kind.values()))
    return kind(f"Could not {doing}: {len(failures)} of {number} failed. {told} Run the command again.")


def _explain(alike: Mapping[str, WellArchitectedError]) -> str:
    """Tell the first failure in full, which has the reason, and name the others of its kind."""
    first, *others = alike
    likewise = f" Likewise: {', '.join(others)}." if others else ""
    return f"{alike[first]}{likewise}"


def _attempt(change: Callable[[], _T]) -> tuple[_T | None, WellArchitectedError | None]:
    if remaining() <= 0:
        late = "The time of the operation was over before this change. Give it more with custom_timeouts."
        return None, UnreachableError(late)
    try:
        return change(), None
    except WellArchitectedError as failure:
        return None, failure
