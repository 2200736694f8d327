"""The shares of one lens: orders of events that no server can be made to show, on a lens in memory."""

import threading
from datetime import timedelta

import pytest
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    AlreadySharedError,
    ConflictError,
    InternalError,
    InvalidRequestError,
    NotFoundError,
    ThrottledError,
    UnreachableError,
)
from pulumi_wellarchitected.holdings import Holdings
from pulumi_wellarchitected.lens_shares import LensShares
from pulumi_wellarchitected.principals import Principal
from tests.unit.fakes import ACCOUNT, UNIT, LensSharesInMemory, Time, lens_share_inputs, raising, row

PRINCIPAL = Principal.parse(ACCOUNT)
THREE_MINUTES = timedelta(minutes=3)
DEAD = ["EXPIRED", "REJECTED", "REVOKED", "FAILED"]


@pytest.fixture
def api():
    return LensSharesInMemory()


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def holdings():
    return Holdings()


@pytest.fixture
def shares(api, time, holdings):
    return LensShares(api, time.polling, holdings)


def share_ids(found):
    return [int(share.share_id, 16) for share in found]


# Find


def test_only_rows_about_the_principal_are_found(api, shares):
    api.rows = [row(1, "PENDING"), row(2, "PENDING", f"{ACCOUNT}7"), row(3, "PENDING", "777788889999")]

    assert [1] == share_ids(shares.finding.find(PRINCIPAL))


def test_a_unit_is_found_where_the_listing_echoes_its_arn(api, shares):
    api.rows = [row(1, "ASSOCIATED", f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{UNIT}")]

    assert [1] == share_ids(shares.finding.find(Principal.parse(UNIT)))


def test_a_share_is_found_by_its_id_alone_where_no_principal_is_known(api, shares):
    api.rows = [row(1, "PENDING", "777788889999"), row(2, "PENDING")]

    assert row(2, "PENDING") == shares.finding.find_by_id(row(2, "").share_id, None)
    assert ["list"] == api.calls


def test_a_share_with_the_same_principal_and_another_id_is_not_found(api, shares):
    api.rows = [row(1, "PENDING")]

    assert shares.finding.find_by_id(row(2, "").share_id, PRINCIPAL) is None


# Create


def test_a_share_is_sent_where_there_is_none(api, shares):
    sent = shares.adopt_or_send(lens_share_inputs())

    assert [sent] == api.rows


def test_every_share_is_sent_with_a_token_of_its_own(api, shares):
    shares.adopt_or_send(lens_share_inputs())
    shares.adopt_or_send(lens_share_inputs("777788889999"))

    assert 2 == len(set(api.tokens))


def test_a_share_with_a_unit_begins_as_associating(shares):
    assert "ASSOCIATING" == shares.adopt_or_send(lens_share_inputs(UNIT)).status


@pytest.mark.parametrize("status", DEAD)
def test_a_dead_share_is_deleted_before_a_new_one_is_sent(api, shares, status):
    api.rows = [row(1, status)]

    shares.adopt_or_send(lens_share_inputs())

    assert [f"list {ACCOUNT}", "delete 1", f"create {ACCOUNT}"] == api.calls


def test_every_dead_share_is_deleted_first(api, shares):
    api.rows = [row(1, "EXPIRED"), row(2, "REJECTED"), row(3, "FAILED")]

    shares.adopt_or_send(lens_share_inputs())

    assert ["delete 1", "delete 2", "delete 3", f"create {ACCOUNT}"] == api.calls[1:]


def test_a_dead_share_of_somebody_else_is_left_alone(api, shares):
    api.rows = [row(1, "EXPIRED", f"{ACCOUNT}7")]

    shares.adopt_or_send(lens_share_inputs())

    assert f"{ACCOUNT}7" == api.rows[0].shared_with


def test_a_dead_share_that_is_gone_meanwhile_does_not_stop_the_create(api, shares):
    api.rows = [row(1, "EXPIRED")]
    api.at_next("delete", api.rows.clear)

    assert "PENDING" == shares.adopt_or_send(lens_share_inputs()).status


def test_a_dead_share_that_cannot_be_deleted_stops_the_create(api, shares):
    api.rows = [row(1, "EXPIRED")]
    api.at_next("delete", raising(AccessDeniedError("not allowed")))

    with pytest.raises(AccessDeniedError, match="not allowed"):
        shares.adopt_or_send(lens_share_inputs())
    assert f"create {ACCOUNT}" not in api.calls


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "ASSOCIATING", "ASSOCIATED", "DORMANT"])
def test_a_live_share_that_is_there_already_is_an_error_which_names_it_and_the_ways_out(api, shares, status):
    api.rows = [row(1, status)]

    with pytest.raises(AlreadySharedError) as caught:
        shares.adopt_or_send(lens_share_inputs())

    for part in (ACCOUNT, str(api.lens), row(1, "").share_id, status, "adopt_existing=True", "import", "aliases"):
        assert part in str(caught.value)


def test_a_live_share_is_taken_over_where_that_is_asked_for(api, shares):
    api.rows = [row(1, "ACCEPTED")]

    assert row(1, "ACCEPTED") == shares.adopt_or_send(lens_share_inputs(adopt_existing=True))
    assert [f"list {ACCOUNT}"] == api.calls


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
def test_a_live_share_beside_a_dead_one_is_taken_over_and_nothing_is_deleted(api, shares, numbers):
    live, dead = numbers
    api.rows = sorted([row(live, "ACCEPTED"), row(dead, "EXPIRED")], key=lambda share: share.share_id)

    assert live == int(shares.adopt_or_send(lens_share_inputs(adopt_existing=True)).share_id, 16)
    assert [f"list {ACCOUNT}"] == api.calls


def test_a_live_share_beside_a_dead_one_is_an_error_and_nothing_is_deleted(api, shares):
    api.rows = [row(1, "EXPIRED"), row(2, "PENDING")]

    with pytest.raises(AlreadySharedError, match=row(2, "").share_id):
        shares.adopt_or_send(lens_share_inputs())
    assert [f"list {ACCOUNT}"] == api.calls


def somebody_was_faster(api):
    def event():
        api.rows.append(row(7, "PENDING"))
        raise ConflictError("somebody was faster")

    return event


def test_a_share_that_turns_up_in_a_conflict_is_taken_over_where_that_is_asked_for(api, shares):
    api.at_next("create", somebody_was_faster(api))

    assert row(7, "PENDING") == shares.adopt_or_send(lens_share_inputs(adopt_existing=True))


def test_a_share_that_turns_up_in_a_conflict_is_an_error_which_names_it(api, shares):
    api.at_next("create", somebody_was_faster(api))

    with pytest.raises(AlreadySharedError, match=row(7, "").share_id):
        shares.adopt_or_send(lens_share_inputs())


def test_a_conflict_with_nothing_to_be_seen_is_told_as_a_conflict(api, shares):
    api.at_next("create", raising(ConflictError("another change is under way")))

    with pytest.raises(ConflictError, match="another change"):
        shares.adopt_or_send(lens_share_inputs())


def answer_lost(api, error, number=9):
    def event():
        api.rows.append(row(number, "PENDING"))
        raise error

    return event


OUTCOME_UNKNOWN = [ThrottledError("throttled"), InternalError("HTTP 500"), UnreachableError("reset by peer")]


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_share_whose_answer_was_lost_is_found_by_listing_and_not_sent_twice(api, shares, error):
    api.at_next("create", answer_lost(api, error))

    assert row(9, "PENDING") == shares.adopt_or_send(lens_share_inputs())
    assert 1 == api.calls.count(f"create {ACCOUNT}")


def test_a_share_whose_answer_was_lost_is_looked_for_until_it_is_listed(api, shares, time):
    time.at(5, lambda: api.rows.append(row(9, "PENDING")))
    api.at_next("create", raising(UnreachableError("reset by peer")))

    assert row(9, "PENDING") == shares.adopt_or_send(lens_share_inputs())
    assert 5 <= time.passed


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_share_that_is_never_listed_fails_as_its_create_did(api, shares, time, error):
    api.at_next("create", raising(error))

    with pytest.raises(type(error), match=f"{error} Whether the share was sent is not known") as caught:
        shares.adopt_or_send(lens_share_inputs())
    assert type(error) is type(caught.value)
    assert pytest.approx(10) == time.passed


def test_a_listing_that_fails_after_a_lost_answer_does_not_hide_the_first_failure(api, shares):
    api.at_next("list", lambda: None, raising(AccessDeniedError("no listing")))
    api.at_next("create", raising(UnreachableError("reset by peer")))

    with pytest.raises(UnreachableError, match="reset by peer"):
        shares.adopt_or_send(lens_share_inputs())


def test_a_create_that_is_refused_is_told_as_it_is(api, shares):
    api.at_next("create", raising(InvalidRequestError("sharing is turned off")))

    with pytest.raises(InvalidRequestError, match="sharing is turned off"):
        shares.adopt_or_send(lens_share_inputs())


# Held shares


def test_a_share_that_was_sent_is_held(shares, holdings):
    assert holdings.is_held(shares.adopt_or_send(lens_share_inputs()).share_id)


def test_a_share_that_was_taken_over_is_held(api, shares, holdings):
    api.rows = [row(1, "ACCEPTED")]

    assert holdings.is_held(shares.adopt_or_send(lens_share_inputs(adopt_existing=True)).share_id)


def test_a_share_that_only_stood_in_the_way_is_not_held(api, shares, holdings):
    api.rows = [row(1, "ACCEPTED")]

    with pytest.raises(AlreadySharedError):
        shares.adopt_or_send(lens_share_inputs())
    assert not holdings.is_held(row(1, "").share_id)


def test_a_share_that_another_resource_holds_is_not_taken_over_however_much_that_is_asked_for(shares):
    shares.adopt_or_send(lens_share_inputs())

    with pytest.raises(AlreadySharedError, match="another resource of this program holds it"):
        shares.adopt_or_send(lens_share_inputs(adopt_existing=True))


def test_threads_that_share_with_one_principal_at_once_send_once(api, shares):
    threads = 8
    start = threading.Barrier(threads)
    outcomes = []

    def share():
        start.wait()
        try:
            outcomes.append(shares.adopt_or_send(lens_share_inputs()).status)
        except AlreadySharedError as error:
            outcomes.append(type(error).__name__)

    running = [threading.Thread(target=share) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()

    assert ["AlreadySharedError"] * (threads - 1) + ["PENDING"] == sorted(outcomes)
    assert 1 == len(api.rows)


def test_threads_that_share_with_different_principals_do_not_wait_for_one_another(api, shares):
    both_are_sending = threading.Barrier(2, timeout=10)
    api.at_next("create", both_are_sending.wait, both_are_sending.wait)

    running = [
        threading.Thread(target=shares.adopt_or_send, args=[lens_share_inputs(account)])
        for account in (ACCOUNT, "777788889999")
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()

    assert 2 == len(api.rows)


# Delete


def test_a_share_is_deleted_with_one_call(api, shares):
    api.rows = [row(1, "ACCEPTED")]

    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert ["delete 1"] == api.calls


def test_a_share_that_is_gone_already_counts_as_deleted(api, shares):
    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert ["delete 1"] == api.calls


UNSETTLED = [ConflictError("conflict"), InvalidRequestError("no such share"), *OUTCOME_UNKNOWN]


@pytest.mark.parametrize("error", UNSETTLED, ids=lambda error: type(error).__name__)
def test_a_delete_that_fails_on_a_share_which_is_not_listed_any_more_counts_as_done(api, shares, error):
    api.at_next("delete", raising(error))

    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert ["delete 1", f"list {ACCOUNT}"] == api.calls


@pytest.mark.parametrize("error", UNSETTLED, ids=lambda error: type(error).__name__)
def test_a_delete_that_fails_on_a_share_which_is_there_is_told_as_it_is(api, shares, time, error):
    api.rows = [row(1, "ACCEPTED")]
    api.at_next("delete", raising(error), raising(error))

    with pytest.raises(type(error), match=str(error)):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert 0 == time.passed


def test_a_share_that_is_still_associating_is_deleted_as_soon_as_it_can_be(api, shares, time):
    api.rows = [row(1, "ASSOCIATING")]
    api.at_next("delete", *[raising(ConflictError("still associating"))] * 3)

    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert [] == api.rows
    assert 3 == len(time.pauses)


def test_a_share_whose_association_ends_between_the_refusal_and_the_look_is_deleted(api, shares, time):
    api.rows = [row(1, "ASSOCIATED")]
    api.at_next("delete", raising(ConflictError("still associating")))

    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert [] == api.rows
    assert 0 == time.passed


def test_a_share_that_associates_for_longer_than_there_is_time_is_told_as_a_conflict(api, shares, time):
    api.rows = [row(1, "ASSOCIATING")]
    api.at_next("delete", *[raising(ConflictError("still associating"))] * 99)

    with pytest.raises(ConflictError, match="still associating"):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert pytest.approx(180) == time.passed


def test_a_delete_whose_lens_is_gone_counts_as_done(api, shares):
    api.at_next("delete", raising(ConflictError("the lens is being deleted")))
    api.at_next("list", raising(NotFoundError("no such lens")))

    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)


def test_a_listing_that_fails_after_a_delete_does_not_hide_the_first_failure(api, shares):
    api.at_next("delete", raising(ConflictError("the first failure")))
    api.at_next("list", raising(AccessDeniedError("no listing")))

    with pytest.raises(ConflictError, match="the first failure"):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)


def test_a_delete_that_is_not_allowed_is_told_at_once(api, shares):
    api.rows = [row(1, "ASSOCIATING")]
    api.at_next("delete", raising(AccessDeniedError("not allowed")))

    with pytest.raises(AccessDeniedError, match="not allowed"):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert ["delete 1"] == api.calls
