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


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_changed_list_loses_nobody_and_the_next_run_completes_it(case, wellarchitected, faulty, healer):
    lens = wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)
    before = {each: wellarchitected.share(lens, each) for each in (STAYS, LEAVES)}
    inputs = {"lens_alias": lens, "timeouts": {"update": "6s", "delete": "6s"}}
    news = {**inputs, "principals": {each: each for each in (STAYS, COMES, COMES_TOO)}}
    outputs = {
        **inputs, "principals": {each: each for each in before}, "share_ids": before,
        "statuses": dict.fromkeys(before, "PENDING"), "sent_at": {},
    }  # fmt: skip

    def shared():
        shares = wellarchitected.shares(lens)
        assert {1} >= set(Counter(share.shared_with for share in shares).values())  # nobody has two
        return {share.shared_with: share.share_id for share in shares}

    with wire(wellarchitected.url) as between:
        between.spoil = Once(case)
        spoiled = configured(faulty, f"http://127.0.0.1:{between.port}", 3)
        sentence = ""
        try:
            outputs = spoiled.update(lens, outputs, news)
        except grpc.RpcError as failure:
            sentence = failure.details()
        assert between.injected
    assert "" == (unreadable(sentence, 2 * LONGEST) if sentence else "")  # two shares can fail for two reasons
    assert sentence or shared() == outputs["share_ids"]
    assert before[STAYS] == shared()[STAYS]

    # Nothing fails there.
    healed = configured(healer, wellarchitected.url, next(_numbers))
    _, outputs, _ = healed.refresh(lens, outputs)
    sent = shared()
    outputs = healed.update(lens, outputs, news)
    assert {STAYS, COMES, COMES_TOO} == shared().keys()
    assert shared() == outputs["share_ids"]
    assert {each: id_ for each, id_ in sent.items() if each != LEAVES}.items() <= shared().items()
