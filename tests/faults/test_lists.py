"""A changed list of shares meets every fault once: nobody who stays loses access, and the next run completes it."""

from collections import Counter
from dataclasses import dataclass
from itertools import count
from threading import Lock

import grpc
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi_wellarchitected import dynamic
from tests.faults.faults import FAULTS, Fault
from tests.faults.invariants import LONGEST, unreadable
from tests.faults.wire import Answer, Exchange, wire
from tests.support import emulated

STAYS, LEAVES, COMES, COMES_TOO = "444455556666", "777788889999", "012345678901", "222233334444"
TYPE = "pulumi-python:dynamic/wellarchitected:LensSharesExclusive"
_FEW = ("ResourceNotFoundException, before", "dropped, after", "HTML 502, before", "hostile status message", "half-way")
_numbers = count(4)


@dataclass(frozen=True)
class Case:
    """The first request of a call gets a fault."""

    call: str
    fault: Fault

    @property
    def is_in_sample(self) -> bool:
        """Whether `make test` runs it. `make faults` runs all."""
        return self.fault.is_in_third or self.call != "create"

    def __str__(self) -> str:
        return f"{self.call}-{self.fault.name}"


def cases():
    """A create of a share can go wrong in every way. The other calls meet a few faults."""
    usual = [fault for fault in FAULTS if not fault.slow]
    found = [Case("create", fault) for fault in usual if "create" in fault.calls]
    return found + [
        Case(call, each) for call in ("list", "delete") for each in usual if call in each.calls and each.name in _FEW
    ]


class Once:
    """Spoils the first request of a call."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.met = 0
        self.lock = Lock()

    def __call__(self, exchange: Exchange) -> Answer | None:
        with self.lock:  # ten requests come at the same time
            return self.answer(exchange)

    def answer(self, exchange: Exchange) -> Answer | None:
        if exchange.call != self.case.call:
            return self.case.fault.then if self.case.fault.everything and self.met else None
        exchange.number, self.met = self.met, self.met + 1
        if exchange.number == 0:
            return self.case.fault.answer
        return self.case.fault.then if self.case.fault.only_first else None


def configured(plugin, url, retries):
    """The plugin, which has forgotten everything: see tests/faults/test_matrix.py."""
    about = plugin.about(TYPE, dynamic.lens_shares_exclusive)
    spelling = f"{next(_numbers):b}".translate({48: "!", 49: "@"})
    about.provider = serialize_provider(dynamic.lens_shares_exclusive) + spelling
    about.configure(emulated.as_received({**emulated.aws_config(url), "aws:maxRetries": str(retries)}))
    return about


class List:
    """A list of three principals, which the state does not have yet."""

    def __init__(self, emulator) -> None:
        self.emulator = emulator
        self.lens = emulator.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)
        self.before = {each: emulator.share(self.lens, each) for each in (STAYS, LEAVES)}
        inputs = {"lens_alias": self.lens, "timeouts": {"update": "6s", "delete": "6s"}}
        self.news = {**inputs, "principals": {each: each for each in (STAYS, COMES, COMES_TOO)}}
        self.state = {
            **inputs, "principals": {each: each for each in self.before}, "share_ids": self.before,
            "statuses": dict.fromkeys(self.before, "PENDING"), "sent_at": {},
        }  # fmt: skip

    def update(self, plugin):
        """The sentence of a failure, of all or of a part, or an empty string."""
        try:
            self.state = plugin.update(self.lens, self.state, self.news)
        except grpc.RpcError as failure:
            return failure.details()
        return self.state.get("failure", "")

    def shared(self):
        return {share.shared_with: share.share_id for share in self.emulator.shares(self.lens)}

    def violations(self, sentence, kept):
        """What has to hold after each update. `kept` are the shares that must still be there."""
        counts = Counter(share.shared_with for share in self.emulator.shares(self.lens))
        yield from (("doubled", each) for each, number in counts.items() if number > 1)
        yield from (("deleted", each) for each, id_ in kept.items() if self.shared().get(each) != id_)
        if set(self.shared().values()) - set(self.state["share_ids"].values()) and "may exist" not in sentence:
            yield "lost", f"the state has {self.state['share_ids']}, the service {self.shared()}: {sentence}"
        if not sentence and self.shared() != self.state["share_ids"]:
            yield "lost", f"the state has {self.state['share_ids']}, the service {self.shared()}"
        if sentence and (reason := unreadable(sentence, 2 * LONGEST)):  # two shares can fail for two reasons
            yield "unreadable", f"{reason}: {sentence}"


@pytest.mark.parametrize("row", cases(), ids=str)
def test_a_changed_list_loses_nobody_and_the_next_run_completes_it(
    row, wellarchitected, faulty, healer, record_property
):
    changed = List(wellarchitected)
    with wire(wellarchitected.url) as between:
        between.spoil = Once(row)
        sentence = changed.update(configured(faulty, f"http://127.0.0.1:{between.port}", 3))
    found = list(changed.violations(sentence, {STAYS: changed.before[STAYS]}))

    # Nothing fails there.
    healed = configured(healer, wellarchitected.url, next(_numbers))
    _, changed.state, _ = healed.refresh(changed.lens, changed.state)
    sent = {each: id_ for each, id_ in changed.shared().items() if each != LEAVES}
    failure = changed.update(healed)
    found += changed.violations(failure, sent)
    if failure or {STAYS, COMES, COMES_TOO} != changed.shared().keys():
        found.append(("not healed", f"{changed.shared()} {failure}"))

    record_property("operation", "update of a list")
    record_property("counts", {"injected": between.injected, **Counter(kind for kind, _ in found)})
    assert [] == found
    assert 1 <= between.injected
