"""The table of operations, each with the calls that can be spoiled, and what the service holds in the end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import grpc
from tests.protocol.kinds import LENS, PROFILE, TEMPLATE, WORKLOAD, Kind
from tests.protocol.plugin import Plugin
from wellarchitected_emulator import Emulator

ACCOUNT, STRANGER, UNIT = "444455556666", "999900001111", "ou-abcd-11111111"
SECONDS = 6
READ_SECONDS = 180


@dataclass
class Step:
    """One call of the engine's, and how it ended."""

    verb: str
    limit: float
    answer: Any = None
    sentence: str = ""
    seconds: float = 0.0


@dataclass
class Row:
    """One row under way: the service, the lens, the plugin at the faulty wire, and what the engine would know.

    Of another kind, `lens` is the ARN of what is shared.
    """

    emulator: Emulator
    lens: str
    plugin: Plugin
    principal: str
    kind: Kind = LENS
    steps: list[Step] = field(default_factory=list)
    states: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """The ID and the outputs of each resource in the state."""
    gone: list[str] = field(default_factory=list)
    """The IDs of the shares that the plugin has called gone."""

    @property
    def inputs(self) -> dict[str, Any]:
        timeouts = {"create": f"{SECONDS}s", "delete": f"{SECONDS}s"}
        return {self.kind.input_name: self.lens, "shared_with": self.principal, **self.kind.more, "timeouts": timeouts}

    def existing(self, principal: str) -> None:
        """Begin with a share in the service and in the state."""
        share_id = self.emulator.share(self.lens, principal)
        outputs = {**self.inputs, "shared_with": principal, "share_id": share_id, "status": "PENDING"}
        self.states.append((f"{self.lens},{share_id}", outputs))

    def do(self, verb: str, limit: float, call: Callable[[], Any]) -> Step:
        step = Step(verb, limit)
        began = time.monotonic()
        try:
            step.answer = call()
        except grpc.RpcError as failure:
            step.sentence = failure.details()
        step.seconds = time.monotonic() - began
        self.steps.append(step)
        return step

    def create(self) -> None:
        step = self.do("create", SECONDS, lambda: self.plugin.create(self.inputs))
        if not step.sentence:
            self.states.append(step.answer)

    def delete(self) -> None:
        ((id_, outputs),) = self.states
        if not self.do("delete", SECONDS, lambda: self.plugin.delete(id_, outputs)).sentence:
            self.states.clear()

    def read(self) -> None:
        with ThreadPoolExecutor(4) as threads:
            self.states = [state for state in threads.map(self._read, self.states) if state]

    def _read(self, state: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any]] | None:
        id_, outputs = state
        step = self.do("read", READ_SECONDS, lambda: self.plugin.refresh(id_, outputs))
        if step.sentence:
            return state
        if not step.answer[0]:
            self.gone.append(id_)
            return None
        return step.answer[:2]

    def update(self) -> None:
        id_, outputs = self.states.pop()
        step = self.do("update", 0, lambda: self.plugin.update(id_, outputs, {**self.inputs, "resend_on": []}))
        self.states.append((id_, outputs if step.sentence else step.answer))

    def permit(self) -> None:
        """Change the permission of a share of a workload."""
        id_, outputs = self.states.pop()
        timeouts = {"update": f"{SECONDS}s"}
        news = {**self.inputs, "permission_type": "CONTRIBUTOR", "timeouts": timeouts}
        step = self.do("update", SECONDS, lambda: self.plugin.update(id_, outputs, news))
        self.states.append((id_, outputs if step.sentence else step.answer))

    def replace(self) -> None:
        """Delete, then create, as the engine does with delete-before-replace."""
        self.delete()
        if not self.states:
            self.create()


@dataclass(frozen=True)
class Operation:
    """An operation of the engine's on one lens."""

    name: str
    run: Callable[[Row], None]
    points: tuple[tuple[str, int], ...]
    """The calls that can be spoiled, each with the number of such calls that pass before."""
    begin: Callable[[Row], None] = lambda _row: None
    principal: str = ACCOUNT
    shares: int = 1
    """How many shares the healed service holds."""
    kind: Kind = LENS


def _existing(row: Row) -> None:
    row.existing(row.principal)


def _gone(row: Row) -> None:
    row.existing(row.principal)
    row.emulator.remove_share(row.lens, row.states[0][0][-32:])


def _thirty(row: Row) -> None:
    for number in range(30):
        row.existing(f"{number:012d}")


def _associating(row: Row) -> None:
    row.emulator.configure(association_seconds=2)
    row.existing(row.principal)


_CREATES = (("list", 0), ("create", 0))
OPERATIONS = [
    Operation("create for an account", Row.create, _CREATES),
    Operation("create for a unit", Row.create, (*_CREATES, ("list", 1), ("list", 2)), principal=UNIT),
    Operation("read", Row.read, (("list", 0),), _existing),
    Operation("read of a deleted share", Row.read, (("list", 0), ("list", 1), ("sts", 0)), _gone, shares=0),
    Operation("refresh of 30", Row.read, (("list", 0), ("list", 1), ("list", 3)), _thirty, shares=30),
    Operation("update", Row.update, (("any", 0),), _existing),
    Operation("delete", Row.delete, (("delete", 0),), _existing, shares=0),
    Operation("delete while associating", Row.delete, (("delete", 0), ("list", 0)), _associating, UNIT, 0),
    Operation("replace", Row.replace, (("delete", 0), ("list", 0), ("create", 0)), _existing),
]

PERMIT = Operation("change of a permission", Row.permit, (("update", 0),), _existing, kind=WORKLOAD)
OTHERS = [
    operation
    for kind in (PROFILE, TEMPLATE, WORKLOAD)
    for operation in (
        Operation(f"create of a {kind} share", Row.create, _CREATES, kind=kind),
        Operation(f"read of a {kind} share", Row.read, (("list", 0),), _existing, kind=kind),
        Operation(f"delete of a {kind} share", Row.delete, (("delete", 0),), _existing, shares=0, kind=kind),
    )
]
