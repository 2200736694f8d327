"""Each call of a create, an update and a delete fails in each way, and nothing is lost, doubled or published wrongly.

After each failure a fresh plugin runs the operation again without faults, as the next `up` does. It has to end with one
lens, published with the program's document, version and tags, or with none after a delete.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2
from tests.faults.faults import HTML, LONG, PAGE, committed, drop, error, reply
from tests.faults.invariants import unreadable
from tests.faults.wire import Answer, Exchange, wire
from tests.protocol.lenses.documents import NAME, document, inputs
from tests.support import emulated

EDITED = "What each platform and each team has to have."
SECONDS = 1
TIMEOUTS = {"create": f"{SECONDS}s", "update": f"{SECONDS}s", "delete": f"{SECONDS}s"}
LEAST_SECONDS = 5
"""A call gets so much time in any case."""
OLD = {"description": "What each platform has to have.", "tags": {"team": "platform", "old": "x"}}
NEW = inputs(EDITED, lens_version="1.1.0", tags={"team": "security"})
DIFF_NONE, DIFF_SOME = provider_pb2.DiffResponse.DIFF_NONE, provider_pb2.DiffResponse.DIFF_SOME
PATHS = (
    ("ImportLens", r"PUT /importLens"),
    ("CreateLensVersion", r"POST /lenses/[^/]+/versions"),
    ("ExportLens", r"GET /lenses/[^/]+/export"),
    ("ListLenses", r"GET /lenses"),
    ("GetLens", r"GET /lenses/[^/]+"),
    ("DeleteLens", r"DELETE /lenses/[^/]+"),
    ("TagResource", r"POST /tags/[^/]+"),
    ("UntagResource", r"DELETE /tags/[^/]+"),
)


def operation_of(exchange: Exchange) -> str:
    method, path, *_ = exchange.head.decode("latin-1").split(" ")
    request = f"{method} {path.partition('?')[0]}"
    return next((name for name, pattern in PATHS if re.fullmatch(pattern, request)), "sts")


def hang(exchange: Exchange) -> None:
    exchange.wire.over.wait(LONG)


@dataclass(frozen=True)
class Fault:
    """What the plugin gets instead of an answer, the first time and later."""

    name: str
    first: Answer
    later: Answer | None
    changes_only: bool = False
    """Whether the fault differs from others only for a call that changes something."""
    slow: bool = False


DENIED, THROTTLED = error("AccessDeniedException", 403), error("ThrottlingException", 429)
BROKEN = error("InternalServerException", 500)
FAULTS = (
    Fault("throttled for ever", THROTTLED, THROTTLED),
    Fault("500 once", BROKEN, None),
    Fault("500 once, after", committed(BROKEN), None, changes_only=True),
    Fault("500 for ever", BROKEN, BROKEN),
    Fault("dropped once, after", committed(drop), None, changes_only=True),
    Fault("dropped for ever, after", committed(drop), committed(drop), changes_only=True),
    Fault("denied", DENIED, DENIED),
    Fault("lost, then denied", committed(drop), DENIED, changes_only=True),
    Fault("page", reply(403, PAGE, HTML), reply(403, PAGE, HTML)),
    Fault("page, after", committed(reply(200, PAGE, HTML)), committed(reply(200, PAGE, HTML)), changes_only=True),
    Fault("hung", hang, hang, slow=True),
    Fault("hung, after", committed(hang), hang, changes_only=True, slow=True),
)
CREATE = (("ListLenses", 0), ("ListLenses", 1), ("ImportLens", 0), ("ListLenses", 2), ("CreateLensVersion", 0),
          ("ExportLens", 0), ("DeleteLens", 0))  # fmt: skip
UPDATE = (("ExportLens", 0), ("ListLenses", 0), ("ImportLens", 0), ("ListLenses", 1), ("CreateLensVersion", 0),
          ("ExportLens", 1), ("TagResource", 0), ("UntagResource", 0))  # fmt: skip
POINTS = {"create": CREATE, "update": UPDATE, "delete": (("DeleteLens", 0),)}


@dataclass(frozen=True)
class Case:
    """One operation, one of its calls, and what happens to that call."""

    verb: str
    call: str
    skip: int
    fault: Fault
    refreshes: bool
    """Whether the next run is `up --refresh`."""

    def __str__(self) -> str:
        return f"{self.verb}-{self.call}{self.skip}-{self.fault.name}"


@dataclass
class Spoiler:
    """Decides which requests get the fault."""

    case: Case
    met: int = 0

    def __call__(self, exchange: Exchange) -> Answer | None:
        case, operation = self.case, operation_of(exchange)
        if case.call == "DeleteLens" and case.verb == "create" and operation == "CreateLensVersion":
            return DENIED  # so that the create deletes its draft
        if operation != case.call:
            return None
        self.met += 1
        if self.met <= case.skip:
            return None
        return case.fault.first if self.met == case.skip + 1 else case.fault.later


def cases() -> list[Case]:
    return [
        Case(verb, call, skip, fault, refreshes=number % 2 == 1)
        for verb, points in POINTS.items()
        for row, (call, skip) in enumerate(points)
        for number, fault in enumerate(FAULTS, row)  # so that both kinds of runs come after each fault
        if not (fault.changes_only and call in ("ListLenses", "ExportLens"))
    ]


@dataclass
class Run:
    """What the engine knows, and what the service has."""

    emulator: Any
    plugin: Any
    state: tuple[str, dict[str, Any]] | None = None
    olds: dict[str, Any] = field(default_factory=dict)
    """The inputs of the last run, or what a refresh has made of them."""
    news: dict[str, Any] = field(default_factory=lambda: NEW)
    """The inputs of the program."""
    sentences: list[str] = field(default_factory=list)

    @property
    def lenses(self) -> list[Any]:
        return self.emulator.lenses(emulated.OWNER)

    def do(self, verb: Callable[[], Any]) -> Any:
        """Run a verb, and keep its sentence if it fails."""
        try:
            return verb()
        except grpc.RpcError as failure:
            self.sentences.append(failure.details())
            return None

    def create(self) -> None:
        self.state = self.do(lambda: self.plugin.create(self.news))

    def update(self) -> None:
        id_, outputs = self.state
        self.state = (id_, self.do(lambda: self.plugin.update(id_, outputs, self.news)) or outputs)

    def delete(self) -> None:
        before = len(self.sentences)
        id_, outputs = self.state
        self.do(lambda: self.plugin.delete(id_, {**outputs, "timeouts": self.news.get("timeouts", {})}))
        self.state = None if len(self.sentences) == before else self.state

    def refresh(self) -> None:
        id_, outputs, changed_inputs = self.plugin.refresh(*self.state)
        self.state = (id_, outputs) if id_ else None
        self.olds = changed_inputs or self.olds

    def converge(self, case: Case) -> None:
        """What the next `up`, or the next `destroy`, does."""
        self.news = NEW
        if case.refreshes and self.state:
            self.refresh()
        if case.verb == "delete":
            if self.state:
                self.delete()
        elif self.state is None:
            self.news = {**NEW, "adopt_existing": True}
            self.create()
        else:
            self.plugin.check(self.news, self.olds)
            if self.changes() == DIFF_SOME:
                self.update()

    def changes(self) -> int:
        return self.plugin.diff(*self.state, self.news).changes


def require_nothing_lost(run: Run, verb: str) -> None:
    known = {run.state[0]} if run.state else set()
    there = {lens.arn for lens in run.lenses}
    assert 1 >= len(there)
    assert verb == "delete" or known <= there
    for arn in there - known:
        told = " ".join(run.sentences)
        assert arn in told or (NAME in told and "may exist" in told)
    for lens in run.lenses:
        published = [(each.name, each.document["description"]) for each in run.emulator.lens_versions(lens.arn)]
        first = [] if verb == "create" else [("1.0.0", OLD["description"])]
        assert published in (first, [*first, ("1.1.0", EDITED)])


def require_converged(run: Run, verb: str) -> None:
    assert [] == run.sentences
    if verb == "delete":
        assert ([], None) == (run.lenses, run.state)
        return
    (lens,) = run.lenses
    assert (run.state[0], "1.1.0", None, NEW["tags"]) == (lens.arn, lens.version, lens.draft, lens.tags)
    assert document(EDITED)["description"] == run.emulator.lens_versions(lens.arn)[-1].document["description"]
    assert ("PUBLISHED", "1.1.0", NEW["tags"]) == tuple(
        run.state[1][name] for name in ("status", "lens_version", "tags_all")
    )
    run.plugin.engine.messages.clear()
    _, refreshed, changed_inputs = run.plugin.refresh(*run.state)
    assert ({**run.state[1], "exported_sha256": refreshed["exported_sha256"]}, None) == (refreshed, changed_inputs)
    run.state = (run.state[0], refreshed)
    assert ([], DIFF_NONE) == (run.plugin.engine.messages, run.changes())


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_next_run_converges(case, wellarchitected, restart):
    run = Run(wellarchitected, restart())
    if case.verb != "create":
        run.olds = inputs(**OLD)
        run.state = run.plugin.create(run.olds)
    spoil = Spoiler(case)
    with wire(wellarchitected.url) as between:
        between.spoil = spoil
        url = f"http://127.0.0.1:{between.port}"
        run.plugin = restart(endpoints=[{"wellarchitected": url, "sts": url}])
        began = time.monotonic()
        run.news = {**NEW, "timeouts": TIMEOUTS}
        getattr(run, case.verb)()
        seconds = time.monotonic() - began
    assert spoil.met > case.skip
    assert [] == [each for each in map(unreadable, run.sentences) if each]
    assert all(message.isprintable() for _, message in run.plugin.engine.messages)
    assert seconds < SECONDS + 4 * LEAST_SECONDS
    require_nothing_lost(run, case.verb)
    run.plugin = restart()
    run.sentences.clear()
    run.converge(case)
    require_converged(run, case.verb)
