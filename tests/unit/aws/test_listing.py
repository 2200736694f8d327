"""One listing serves many: what its readers may rely on, by a model, by threads, and by the count of calls."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from operator import attrgetter

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pulumi_wellarchitected.aws.listing import LAG_SECONDS, Listing
from pulumi_wellarchitected.shares.share import Share

SHARE_ID = attrgetter("share_id")


def share(number: int, status: str = "PENDING") -> Share:
    return Share(f"{number:032x}", f"{number:012d}", status)


class ListingAgainstItsModel(RuleBasedStateMachine):
    """The service changes by our writes and by others'; the listing may be old, but never contradicts our writes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.calls = 0
        self.service: dict[str, Share] = {}
        self.history: list[tuple[float, dict[str, Share]]] = [(0.0, {})]
        self.ours: dict[str, Share | None] = {}
        self.lagging: set[str] = set()
        self.numbers = 0
        self.fails = False
        self.listing = Listing(self._list_shares, SHARE_ID, lambda: self.now)

    def _list_shares(self):
        self.calls += 1
        if self.fails:
            raise ConnectionError("no answer")
        yield from [each for id_, each in self.service.items() if id_ not in self.lagging]

    def _changed(self) -> None:
        self.history.append((self.now, dict(self.service)))

    def _new(self) -> Share:
        self.numbers += 1
        new = share(self.numbers)
        self.service[new.share_id] = new
        self._changed()
        return new

    @rule(lags=st.booleans())
    def we_send(self, lags):
        new = self._new()
        self.ours[new.share_id] = new
        if lags:
            self.lagging.add(new.share_id)
        self.listing.record(new)

    @rule()
    def another_sends(self):
        self._new()

    @precondition(lambda self: self.service)
    @rule(data=st.data())
    def we_delete(self, data):
        share_id = data.draw(st.sampled_from(sorted(self.service)))
        del self.service[share_id]
        self.ours[share_id] = None
        self._changed()
        self.listing.forget(share_id)

    @precondition(lambda self: set(self.service) - set(self.ours))
    @rule(data=st.data())
    def another_deletes(self, data):
        del self.service[data.draw(st.sampled_from(sorted(set(self.service) - set(self.ours))))]
        self._changed()

    @rule(seconds=st.sampled_from([0.5, 3.0, LAG_SECONDS - 1]))
    def time_passes(self, seconds):
        self.now += seconds
        self.lagging.clear()  # the service catches up within LAG_SECONDS

    @rule(max_age=st.sampled_from([0.0, 1.0, 10.0, 600.0]))
    def somebody_reads(self, max_age):
        seen = self.listing.rows(max_age)
        for share_id, written in self.ours.items():
            assert (written is None) == (share_id not in seen), "a reader saw a state older than our own write"
        of_others = {id_ for id_ in seen if id_ not in self.ours}
        too_old = sum(at < self.now - max_age for at, _ in self.history)
        states = [state for _, state in self.history[max(too_old - 1, 0) :]]  # the last of these still held at the time
        assert any(of_others == {id_ for id_ in state if id_ not in self.ours} for state in states), (
            "a reader saw a state that never was, or one that is too old"
        )

    @rule()
    def the_service_fails(self):
        before = self.listing
        self.fails = True
        try:
            with pytest.raises(ConnectionError):
                before.rows(-1.0)
        finally:
            self.fails = False
        self.somebody_reads(0.0)

    @invariant()
    def a_fresh_listing_answers_without_a_call(self):
        self.listing.rows(600.0)
        calls = self.calls
        self.listing.rows(600.0)
        assert calls == self.calls


TestListingAgainstItsModel = ListingAgainstItsModel.TestCase
TestListingAgainstItsModel.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


class SlowService:
    """A service whose listing begins when it is told to, so that who comes meanwhile is known."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.calls = 0
        self.may_answer = threading.Event()
        self.is_asked = threading.Event()
        self.failure = failure

    def __call__(self):
        self.calls += 1
        self.is_asked.set()
        self.may_answer.wait(10)
        if self.failure:
            raise self.failure
        yield share(1)


def read_from_eight_threads(listing, service):
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(listing.rows, 5.0)
        service.is_asked.wait(10)
        others = [threads.submit(listing.rows, 5.0) for _ in range(7)]
        service.may_answer.set()
        return [first, *others]


def test_whoever_comes_while_a_listing_is_under_way_waits_for_it():
    service = SlowService()
    readers = read_from_eight_threads(Listing(service, SHARE_ID), service)
    assert {share(1).share_id} == set().union(*(reader.result() for reader in readers))
    assert 1 == service.calls


def test_an_error_goes_to_everyone_who_waits_and_is_not_remembered():
    service = SlowService(ConnectionError("no answer"))
    listing = Listing(service, SHARE_ID)
    readers = read_from_eight_threads(listing, service)
    assert all(isinstance(reader.exception(), ConnectionError) for reader in readers)
    service.failure = None
    assert {share(1).share_id} == set(listing.rows(5.0))


def test_a_share_that_is_sent_while_a_listing_is_under_way_is_in_it():
    service = SlowService()
    listing = Listing(service, SHARE_ID)
    with ThreadPoolExecutor(1) as threads:
        reader = threads.submit(listing.rows, 5.0)
        service.is_asked.wait(10)
        listing.record(share(2))
        listing.forget(share(1).share_id)
        service.may_answer.set()
    assert {share(2).share_id} == set(reader.result())


@pytest.mark.parametrize("seed", range(30))
def test_threads_always_see_their_own_writes(seed):
    chance = random.Random(seed)  # noqa: S311
    service: dict[str, Share] = {}
    listing = Listing(lambda: list(service.values()), SHARE_ID)
    failures = []

    def live(thread: int) -> None:
        for step in range(20):
            mine = share(thread * 1000 + step)
            service[mine.share_id] = mine
            listing.record(mine)
            if mine.share_id not in listing.rows(chance.choice([-1.0, 0.0, 60.0])):
                failures.append(f"{thread} misses {step}")
            if chance.random() < 0.5:
                del service[mine.share_id]
                listing.forget(mine.share_id)
                if mine.share_id in listing.rows(chance.choice([-1.0, 60.0])):
                    failures.append(f"{thread} still sees {step}")

    threads = [threading.Thread(target=live, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == failures


def test_a_listing_that_takes_long_serves_its_readers_from_its_end_on():
    now = 0.0
    calls = 0

    def thirty_slow_pages():
        nonlocal now, calls
        calls += 1
        now += 12.0
        return [share(1)]

    listing = Listing(thirty_slow_pages, SHARE_ID, lambda: now)
    assert listing.rows(10.0) == listing.rows(10.0)
    assert 1 == calls
    now += 11.0
    listing.rows(10.0)
    assert 2 == calls


def test_writes_are_forgotten_when_the_service_has_caught_up():
    now = 0.0
    listing = Listing(list, SHARE_ID, lambda: now)
    for number in range(1000):
        listing.record(share(number))
    now = LAG_SECONDS + 1
    assert {} == listing.rows(0.0)
    assert {} == listing._writes  # noqa: SLF001 - memory has no other witness


class PagesOnRequest:
    """A listing of two pages, of which the second comes when it is let out."""

    def __init__(self, failure=None):
        self.failure = failure
        self.may_go_on = threading.Event()
        self.calls = 0

    def __call__(self):
        self.calls += 1
        yield share(1)
        assert self.may_go_on.wait(10)
        if self.failure:
            raise self.failure
        yield share(2)


def test_who_looks_for_a_row_gets_it_before_the_listing_has_ended():
    service = PagesOnRequest()
    listing = Listing(service, SHARE_ID)
    with ThreadPoolExecutor(2) as threads:
        second = threads.submit(listing.find, share(2).share_id, 5.0)
        assert share(1) == listing.find(share(1).share_id, 5.0)
        assert not second.done()
        service.may_go_on.set()
        assert share(2) == second.result()
    assert 1 == service.calls


def test_a_row_is_missing_only_when_the_listing_has_ended():
    service = PagesOnRequest()
    listing = Listing(service, SHARE_ID)
    with ThreadPoolExecutor(1) as threads:
        missing = threads.submit(listing.find, share(3).share_id, 5.0)
        assert share(1) == listing.find(share(1).share_id, 5.0)
        assert not missing.done()
        service.may_go_on.set()
        assert missing.result() is None
    assert [share(1), share(2)] == list(listing.rows(5.0).values())
    assert 1 == service.calls


def test_an_error_after_the_first_page_goes_to_those_only_whose_row_has_not_arrived():
    service = PagesOnRequest(ConnectionError("no answer"))
    listing = Listing(service, SHARE_ID)
    with ThreadPoolExecutor(1) as threads:
        second = threads.submit(listing.find, share(2).share_id, 5.0)
        assert share(1) == listing.find(share(1).share_id, 5.0)
        service.may_go_on.set()
        assert isinstance(second.exception(), ConnectionError)
    service.failure = None
    assert share(2) == listing.find(share(2).share_id, 5.0)
    assert 2 == service.calls


def test_a_row_that_this_process_deletes_meanwhile_is_not_returned():
    service = PagesOnRequest()
    listing = Listing(service, SHARE_ID)
    assert share(1) == listing.find(share(1).share_id, 5.0)
    listing.forget(share(1).share_id)
    assert listing.find(share(1).share_id, 5.0) is None
    service.may_go_on.set()
    assert [share(2)] == list(listing.rows(5.0).values())


def test_a_machine_without_threads_fails_one_question_and_not_the_next(monkeypatch):
    class NoThread(threading.Thread):
        def start(self):
            raise RuntimeError("can't start new thread")

    listing = Listing(lambda: [share(1)], SHARE_ID)
    with monkeypatch.context() as without:
        without.setattr("pulumi_wellarchitected.aws.listing.Thread", NoThread)
        with pytest.raises(RuntimeError, match="can't start new thread"):
            listing.find(share(1).share_id, 5.0)
    assert share(1) == listing.find(share(1).share_id, 5.0)


class UnreliableService:
    """A service whose listings have their rows in any order, and often fail."""

    def __init__(self, seed: int) -> None:
        self.shares: dict[str, Share] = {}
        self.chance = random.Random(seed)  # noqa: S311
        self.failures = 0

    def __call__(self):
        rows = list(self.shares.values())
        self.chance.shuffle(rows)
        fails_at = self.chance.choice([None, None, 0, len(rows) // 2])
        for place, row in enumerate(rows):
            if place == fails_at:
                self.failures += 1
                raise ConnectionError("no answer")
            yield row

    def find(self, listing: Listing, share_id: str) -> Share | None:
        while True:
            with suppress(ConnectionError):
                return listing.find(share_id, self.chance.choice([-1.0, 0.0, 60.0]))


@pytest.mark.parametrize("seed", range(30))
def test_threads_find_what_they_wrote_in_any_order_of_rows_and_through_failures(seed):
    service = UnreliableService(seed)
    listing = Listing(service, SHARE_ID)
    wrong = []

    def live(thread: int) -> None:
        for step in range(20):
            mine = share(thread * 1000 + step)
            service.shares[mine.share_id] = mine
            listing.record(mine)
            if service.find(listing, mine.share_id) != mine:
                wrong.append(f"{thread} misses {step}")
            if step % 2:
                del service.shares[mine.share_id]
                listing.forget(mine.share_id)
                if service.find(listing, mine.share_id) is not None:
                    wrong.append(f"{thread} still sees {step}")

    with ThreadPoolExecutor(4) as threads:
        lives = [threads.submit(live, number) for number in range(4)]
    assert [None] * 4 == [each.result() for each in lives]
    assert [] == wrong
    assert service.failures > 0
