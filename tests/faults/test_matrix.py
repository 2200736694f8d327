"""Every operation meets every fault. What is lost, doubled, wrongly gone, late or unreadable fails the row.

`make test` runs a sample in which each fault happens once. `make faults` runs every row.
"""

import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import count

import pytest
from pulumi.dynamic.dynamic import serialize_provider
from tests.faults.faults import FAULTS, Fault
from tests.faults.invariants import heal, violations
from tests.faults.operations import OPERATIONS, OTHERS, PERMIT, STRANGER, Operation, Row
from tests.faults.wire import Answer, Exchange, wire
from tests.support import emulated


@dataclass(frozen=True)
class Case:
    """A row of the matrix before it runs."""

    operation: Operation
    call: str
    skip: int
    fault: Fault
    always: bool
    is_in_sample: bool = False

    def __str__(self) -> str:
        return f"{self.operation.name}-{self.call}{self.skip}-{self.fault.name}-{'always' if self.always else 'once'}"


def cases() -> list[Case]:
    found = []
    for fault in FAULTS:
        rows = [
            (operation, call, skip, fault, always)
            for operation in OPERATIONS
            for call, skip in operation.points
            for always in (False, True)
            if _is_useful(operation, call, fault, always=always)
        ]
        short = [number for number, row in enumerate(rows) if not row[-1]] or list(range(len(rows)))  # happen once
        picked = short[zlib.crc32(fault.name.encode()) % len(short)]
        if fault.slow:  # a create has the shortest time
            picked = next(number for number, row in enumerate(rows) if row[0].run is Row.create)
        found += [Case(*row, number == picked) for number, row in enumerate(rows)]
    return found


def cases_of_other_kinds() -> list[Case]:
    """A change of a permission meets every fault that a change can meet. The verbs of each kind meet a few."""
    changes = [fault for fault in FAULTS if "create" in fault.calls and (not fault.slow or fault.name == "hung, after")]
    rows = [(PERMIT, "update", 0, fault) for fault in changes]
    few = [fault for fault in FAULTS if fault.name in _FEW]
    rows += [
        (each, *point, fault) for each in OTHERS for point in each.points for fault in few if point[0] in fault.calls
    ]
    return [Case(*row, row[-1].only_first, row[0] is not PERMIT or row[-1].is_in_third) for row in rows]


_FEW = ("ResourceNotFoundException, before", "dropped, after", "HTML 502, before", "hostile status message")


def _is_useful(operation: Operation, call: str, fault: Fault, *, always: bool) -> bool:
    if fault.only_first:
        denied = operation.name == "delete while associating" and "NotFound" in fault.name  # said again and again
        return call in fault.calls and always and not denied
    if fault.only_once and always:
        return False
    if operation.run is Row.update:  # it makes no call
        return always and fault.name in ("dropped, before", "hung, before", "HTML 403, before")
    if fault.slow and always and operation.shares == 30:
        return False  # four at a time would wait for three minutes each
    return call in fault.calls


class Spoiler:
    """Decides which requests of a row get the fault."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.met = 0

    def __call__(self, exchange: Exchange) -> Answer | None:
        fault = self.case.fault
        is_call = self.case.call in ("any", exchange.call)
        if fault.everything and self.met > self.case.skip:
            return fault.then
        if not is_call:
            return None
        exchange.number, self.met = self.met, self.met + 1
        if exchange.number < self.case.skip:
            return None
        if exchange.number == self.case.skip:
            return fault.answer
        return fault.then if fault.only_first else fault.answer if self.case.always else None


_numbers = count(4)


def configure(kind, number, retries, url, plugin):
    """Make a plugin process forget everything, and ask it about a kind of share. This is quicker than a new process.

    The SDK configures each spelling of the pickled provider once, so each row has its own: base64 ignores "!" and "@".
    """
    config = emulated.as_received({**emulated.aws_config(url), "aws:maxRetries": str(retries)})
    plugin.provider = serialize_provider(kind.provider) + f"{number:b}".translate({48: "!", 49: "@"})
    plugin.configure(config)


def run(row, wellarchitected, faulty, healer):
    """Run a row. Returns how many faults it met, what went wrong, and the steps."""
    number, kind = next(_numbers), row.operation.kind
    wellarchitected.enable_organization_sharing()
    lens = kind.make(wellarchitected)
    wellarchitected.share(lens, STRANGER)
    running = Row(wellarchitected, lens, faulty, row.operation.principal, kind)
    row.operation.begin(running)
    first = {id_[-32:] for id_, _ in running.states}
    with wire(wellarchitected.url) as between:
        between.spoil = Spoiler(row)
        faulty.engine.messages.clear()
        configure(kind, number, 3, f"http://127.0.0.1:{between.port}", faulty)
        row.operation.run(running)
        found = list(violations(running, row.operation, first))
    # Nothing fails there, so the number of retries only tells the rows apart.
    configure(kind, number, number, wellarchitected.url, healer)
    steps = str(running.steps)[:3000]
    found += heal(running, row.operation, first, healer)
    return between.injected, found, steps


@pytest.mark.parametrize("row", cases(), ids=str)
def test_nothing_is_lost_and_nothing_lies(row, wellarchitected, faulty, healer, record_property):
    injected, found, steps = run(row, wellarchitected, faulty, healer)
    record(record_property, row, injected, found)
    assert [] == found, steps


@pytest.mark.parametrize("row", cases_of_other_kinds(), ids=str)
def test_nothing_is_lost_and_nothing_lies_of_the_other_kinds(row, wellarchitected, faulty, healer, record_property):
    injected, found, steps = run(row, wellarchitected, faulty, healer)
    record(record_property, row, injected, found)
    assert [] == found, steps
    assert 1 <= injected


def record(record_property, row, injected, found):
    """What docs/explanation/reliability.md says of a row."""
    record_property("operation", row.operation.name)
    record_property("counts", {"injected": injected, **Counter(kind for kind, _ in found)})
