"""The shares of one lens: orders of events that no server can be made to show, on a lens in memory."""

import threading
from datetime import timedelta

import pytest
from pulumi_wellarchitected.aws import LAG_SECONDS
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    AlreadySharedError,
    ConflictError,
    InternalError,
    InvalidRequestError,
    NotFoundError,
    QuotaExceededError,
    ShareFailedError,
    ThrottledError,
    UnreachableError,
)
from pulumi_wellarchitected.ownership import Ownership
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.directory import Directory
from tests.unit.fakes import (
    ACCOUNT,
    LENS_KIND,
    UNIT,
    EngineLines,
    Shares,
    SharesInMemory,
    Time,
    raising,
    row,
    share_request,
)

PRINCIPAL = Principal.parse(ACCOUNT)
THREE_MINUTES = timedelta(minutes=3)
DEAD = ["EXPIRED", "REJECTED", "REVOKED", "FAILED"]


@pytest.fixture
def api():
    return SharesInMemory()


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def ownership():
    return Ownership()


@pytest.fixture
def directory(api, time):
    return Directory(api, time.clock)


@pytest.fixture
def shares(directory, time, ownership):
    return Shares(LENS_KIND, directory, ownership, time.polling, EngineLines())


def share_ids(found):
    return [int(share.share_id, 16) for share in found]


# Find


def test_only_rows_about_the_principal_are_found(api, directory):
    api.rows = [row(1, "PENDING"), row(2, "PENDING", f"{ACCOUNT}7"), row(3, "PENDING", "777788889999")]

    assert [1] == share_ids(directory.find(PRINCIPAL))


def test_a_unit_is_found_where_the_listing_echoes_its_arn(api, directory):
    api.rows = [row(1, "ASSOCIATED", f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{UNIT}")]

    assert [1] == share_ids(directory.find(Principal.parse(UNIT)))


def test_a_share_is_found_by_its_id_alone_where_no_principal_is_known(api, directory):
    api.rows = [row(1, "PENDING", "777788889999"), row(2, "PENDING")]

    assert row(2, "PENDING") == directory.find_by_id(row(2, "").share_id, None)
    assert ["list"] == api.calls


def test_a_share_of_a_unit_is_asked_for_until_it_is_found_and_no_longer(api, directory):
    unit = Principal.parse(UNIT)
    api.rows = [row(1, "ASSOCIATING", UNIT)]

    assert row(1, "ASSOCIATING", UNIT) == directory.find_by_id(row(1, "").share_id, unit)
    assert [f"list {UNIT}"] == api.calls
    assert directory.find_by_id(row(2, "").share_id, unit) is None
    assert [f"list {UNIT}", "list arn:aws:organizations::"] == api.calls[1:]


def test_a_share_with_the_same_principal_and_another_id_is_not_found(api, directory):
    api.rows = [row(1, "PENDING")]

    assert directory.find_by_id(row(2, "").share_id, PRINCIPAL) is None


# Create


def test_a_share_is_sent_where_there_is_none(api, shares):
    sent = shares.adopt_or_send(share_request())

    assert [sent] == api.rows


def test_every_share_is_sent_with_a_token_of_its_own(api, shares):
    shares.adopt_or_send(share_request())
    shares.adopt_or_send(share_request("777788889999"))

    assert 2 == len(set(api.tokens))


def test_a_share_with_a_unit_begins_as_associating(shares):
    assert "ASSOCIATING" == shares.adopt_or_send(share_request(UNIT)).status


@pytest.mark.parametrize("status", DEAD)
def test_a_dead_share_is_deleted_before_a_new_one_is_sent(api, shares, status):
    api.rows = [row(1, status)]

    shares.adopt_or_send(share_request())

    assert [f"list {ACCOUNT}", "delete 1", f"create {ACCOUNT}"] == api.calls


def test_every_dead_share_is_deleted_first(api, shares):
    api.rows = [row(1, "EXPIRED"), row(2, "REJECTED"), row(3, "FAILED")]

    shares.adopt_or_send(share_request())

    assert ["delete 1", "delete 2", "delete 3", f"create {ACCOUNT}"] == api.calls[1:]


def test_a_dead_share_of_somebody_else_is_left_alone(api, shares):
    api.rows = [row(1, "EXPIRED", f"{ACCOUNT}7")]

    shares.adopt_or_send(share_request())

    assert f"{ACCOUNT}7" == api.rows[0].shared_with


def test_a_dead_share_that_is_gone_meanwhile_does_not_stop_the_create(api, shares):
    api.rows = [row(1, "EXPIRED")]
    api.at_next("delete", api.rows.clear)

    assert "PENDING" == shares.adopt_or_send(share_request()).status


def test_a_dead_share_that_cannot_be_deleted_stops_the_create(api, shares):
    api.rows = [row(1, "EXPIRED")]
    api.at_next("delete", raising(AccessDeniedError("not allowed")))

    with pytest.raises(AccessDeniedError, match="not allowed"):
        shares.adopt_or_send(share_request())
    assert f"create {ACCOUNT}" not in api.calls


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "ASSOCIATING", "ASSOCIATED", "DORMANT"])
def test_a_live_share_that_is_there_already_is_an_error_which_names_it_and_the_ways_out(api, shares, status):
    api.rows = [row(1, status)]

    with pytest.raises(AlreadySharedError) as caught:
        shares.adopt_or_send(share_request())

    for part in (ACCOUNT, str(api.target), row(1, "").share_id, status, "adopt_existing=True", "import", "aliases"):
        assert part in str(caught.value)


def test_a_live_share_is_taken_over_where_that_is_asked_for(api, shares):
    api.rows = [row(1, "ACCEPTED")]

    assert row(1, "ACCEPTED") == shares.adopt_or_send(share_request(adopt_existing=True))
    assert [f"list {ACCOUNT}"] == api.calls


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
def test_a_live_share_beside_a_dead_one_is_taken_over_and_nothing_is_deleted(api, shares, numbers):
    live, dead = numbers
    api.rows = sorted([row(live, "ACCEPTED"), row(dead, "EXPIRED")], key=lambda share: share.share_id)

    assert live == int(shares.adopt_or_send(share_request(adopt_existing=True)).share_id, 16)
    assert [f"list {ACCOUNT}"] == api.calls


def test_a_share_that_was_just_sent_is_in_the_way_before_it_is_listed(api, shares, time, directory):
    sent = shares.adopt_or_send(share_request(UNIT))
    api.hidden.add(sent.share_id)

    with pytest.raises(AlreadySharedError, match="another resource of this program owns it"):
        shares.adopt_or_send(share_request(f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{UNIT}"))
    assert [sent] == directory.find(Principal.parse(UNIT))
    time.sleep(LAG_SECONDS + 1)
    assert [] == directory.find(Principal.parse(UNIT))


def test_a_live_share_beside_a_dead_one_is_an_error_and_nothing_is_deleted(api, shares):
    api.rows = [row(1, "EXPIRED"), row(2, "PENDING")]

    with pytest.raises(AlreadySharedError, match=row(2, "").share_id):
        shares.adopt_or_send(share_request())
    assert [f"list {ACCOUNT}"] == api.calls


def somebody_was_faster(api):
    def event():
        api.rows.append(row(7, "PENDING"))
        raise ConflictError("somebody was faster")

    return event


def test_a_share_that_turns_up_in_a_conflict_is_taken_over_where_that_is_asked_for(api, shares):
    api.at_next("create", somebody_was_faster(api))

    assert row(7, "PENDING") == shares.adopt_or_send(share_request(adopt_existing=True))


def test_a_share_that_turns_up_in_a_conflict_is_an_error_which_names_it(api, shares):
    api.at_next("create", somebody_was_faster(api))

    with pytest.raises(AlreadySharedError, match=row(7, "").share_id):
        shares.adopt_or_send(share_request())


REFUSALS = [AccessDeniedError("denied"), NotFoundError("no lens"), QuotaExceededError("300 shares")]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda error: type(error).__name__)
def test_a_share_that_exists_although_its_create_was_refused_is_named(api, shares, refusal):
    api.lost_answers.append(refusal)

    with pytest.raises(AlreadySharedError) as failure:
        shares.adopt_or_send(share_request())
    assert api.rows[0].share_id in str(failure.value)


def test_a_listing_that_fails_after_a_refusal_does_not_hide_the_refusal(api, shares):
    api.at_next("create", raising(QuotaExceededError("300 shares")))
    api.at_next("list", bool, raising(AccessDeniedError("denied")))  # the first is before the create

    with pytest.raises(QuotaExceededError, match="300 shares"):
        shares.adopt_or_send(share_request())


def test_a_conflict_with_nothing_to_be_seen_is_told_as_a_conflict(api, shares):
    api.at_next("create", raising(ConflictError("another change is under way")))

    with pytest.raises(ConflictError, match="another change"):
        shares.adopt_or_send(share_request())


OUTCOME_UNKNOWN = [ThrottledError("throttled"), InternalError("HTTP 500"), UnreachableError("reset by peer")]


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_share_whose_answer_was_lost_is_found_by_listing_and_not_sent_twice(api, shares, error):
    api.lost_answers.append(error)

    assert [shares.adopt_or_send(share_request())] == api.rows
    assert 1 == len(api.tokens)


def test_a_share_whose_answer_was_lost_is_looked_for_until_it_is_listed(api, shares, time):
    api.lost_answers.append(UnreachableError("reset by peer"))
    api.hidden.add(row(0xC1, "").share_id)
    time.at(5, api.hidden.clear)

    assert [shares.adopt_or_send(share_request())] == api.rows
    assert 5 <= time.passed


def test_a_share_whose_answer_is_lost_over_and_over_is_kept_as_it_was_found(api, shares):
    api.lost_answers.extend([UnreachableError("reset by peer"), InternalError("HTTP 500")])

    assert [shares.adopt_or_send(share_request())] == api.rows
    assert 1 == len(api.tokens)


def sent_by_somebody_meanwhile(api):
    """A create without effect and without an answer, while somebody else sends a share."""

    def event():
        api.rows.append(row(7, "PENDING"))
        raise ThrottledError("throttled")

    return event


@pytest.mark.parametrize(
    "refusal", [ConflictError("there is one"), QuotaExceededError("300 shares")], ids=lambda error: type(error).__name__
)
def test_a_share_that_somebody_else_sent_while_an_answer_was_lost_is_an_error_which_names_it(api, shares, refusal):
    api.at_next("create", sent_by_somebody_meanwhile(api), raising(refusal))

    with pytest.raises(AlreadySharedError, match=row(7, "").share_id):
        shares.adopt_or_send(share_request())


def test_a_share_that_somebody_else_sent_while_an_answer_was_lost_is_taken_over_where_that_is_asked_for(api, shares):
    api.at_next("create", sent_by_somebody_meanwhile(api), raising(ConflictError("there is one")))

    assert row(7, "PENDING") == shares.adopt_or_send(share_request(adopt_existing=True))


def test_a_share_of_somebody_elses_is_left_alone_where_the_service_takes_two(api, shares):
    api.at_next("create", sent_by_somebody_meanwhile(api))

    assert row(0xC1, "PENDING") == shares.adopt_or_send(share_request())


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_share_that_is_never_listed_fails_as_its_create_did(api, shares, time, error):
    api.at_next("create", raising(error))

    with pytest.raises(type(error), match=f"{error} It is not known whether the share was sent") as caught:
        shares.adopt_or_send(share_request())
    assert type(error) is type(caught.value)
    assert f"a share of {api.target} with {ACCOUNT} may exist" in str(caught.value)
    assert 10 <= time.passed < 25


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_share_whose_answer_was_lost_is_looked_for_though_listings_fail(api, shares, time, error):
    api.lost_answers.append(UnreachableError("reset by peer"))
    api.at_next("list", lambda: None, *[raising(error)] * 6)

    assert [shares.adopt_or_send(share_request())] == api.rows
    assert 10 < time.passed < 60


def test_a_share_that_cannot_be_looked_for_in_time_is_told_of_as_one_that_may_exist(api, shares, time):
    api.lost_answers.append(UnreachableError("reset by peer"))
    api.at_next("list", lambda: None, *[raising(ThrottledError("throttled"))] * 99)

    with pytest.raises(UnreachableError, match=f"a share of {api.target} with {ACCOUNT} may exist"):
        shares.adopt_or_send(share_request())
    assert pytest.approx(180) == time.passed


def test_a_live_share_whose_row_names_no_principal_is_adopted_where_that_is_asked_for(api, shares):
    api.rows = [row(1, "ACCEPTED")]
    api.names_principals = False

    assert row(1, "ACCEPTED", "") == shares.adopt_or_send(share_request(adopt_existing=True))


def test_a_row_that_names_no_principal_is_no_organizations(api, shares):
    api.rows = [row(1, "ASSOCIATED", UNIT)]
    api.names_principals = False

    assert 0xC1 == int(shares.adopt_or_send(share_request(UNIT)).share_id, 16)


def test_an_adoption_leaves_a_warning(api, directory, time, ownership):
    api.rows = [row(1, "ACCEPTED")]
    messages = EngineLines()

    Shares(LENS_KIND, directory, ownership, time.polling, messages).adopt_or_send(share_request(adopt_existing=True))

    (warning,) = messages.warnings
    assert warning.startswith(
        f"Adopted share {row(1, '').share_id} of {api.target} with {ACCOUNT} (ACCEPTED). Make sure"
    )


def test_a_listing_that_fails_after_a_lost_answer_does_not_hide_the_first_failure(api, shares):
    api.at_next("list", lambda: None, raising(AccessDeniedError("no listing")))
    api.at_next("create", raising(UnreachableError("reset by peer")))

    with pytest.raises(UnreachableError, match="reset by peer"):
        shares.adopt_or_send(share_request())


def test_a_create_that_is_refused_is_told_as_it_is(api, shares):
    api.at_next("create", raising(InvalidRequestError("sharing is turned off")))

    with pytest.raises(InvalidRequestError, match="sharing is turned off"):
        shares.adopt_or_send(share_request())


# Held shares


def test_a_share_that_was_sent_is_held(shares, ownership):
    assert ownership.is_owned(shares.adopt_or_send(share_request()).share_id)


def test_a_share_that_was_taken_over_is_held(api, shares, ownership):
    api.rows = [row(1, "ACCEPTED")]

    assert ownership.is_owned(shares.adopt_or_send(share_request(adopt_existing=True)).share_id)


def test_a_share_that_only_stood_in_the_way_is_not_held(api, shares, ownership):
    api.rows = [row(1, "ACCEPTED")]

    with pytest.raises(AlreadySharedError):
        shares.adopt_or_send(share_request())
    assert not ownership.is_owned(row(1, "").share_id)


def test_a_share_that_another_resource_holds_is_not_taken_over_however_much_that_is_asked_for(shares):
    shares.adopt_or_send(share_request())

    with pytest.raises(AlreadySharedError, match="another resource of this program owns it"):
        shares.adopt_or_send(share_request(adopt_existing=True))


def test_threads_that_share_with_one_principal_at_once_send_once(api, shares):
    threads = 8
    start = threading.Barrier(threads)
    outcomes = []

    def share():
        start.wait()
        try:
            outcomes.append(shares.adopt_or_send(share_request()).status)
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
        threading.Thread(target=shares.adopt_or_send, args=[share_request(account)])
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
    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)

    assert ["delete 1", f"list {ACCOUNT}"] == api.calls


def test_a_single_not_found_does_not_make_a_delete_forget_a_live_share(api, shares):
    api.rows = [row(1, "ACCEPTED")]
    api.at_next("delete", raising(NotFoundError("no such share")))

    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert [] == api.rows


def test_a_share_that_a_lagging_listing_still_shows_is_gone_when_aws_says_so_twice(api, shares):
    api.rows = [row(1, "ACCEPTED")]
    api.at_next("delete", *[raising(NotFoundError("no such share"))] * 2)

    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert ["delete 1", f"list {ACCOUNT}", "delete 1"] == api.calls


def test_a_single_not_found_does_not_make_a_live_share_gone(api, shares, time):
    api.rows = [row(1, "ACCEPTED")]
    api.at_next("list", raising(NotFoundError("no such lens")))

    assert api.rows == [shares.find(row(1, "").share_id, PRINCIPAL)]
    assert 1 == time.passed


def test_a_lens_that_is_not_found_twice_is_gone_and_its_shares_with_it(api, shares):
    api.at_next("list", *[raising(NotFoundError("no such lens"))] * 4)

    assert shares.find(row(1, "").share_id, PRINCIPAL) is None


UNSETTLED = [ConflictError("conflict"), *OUTCOME_UNKNOWN]
INVALID = InvalidRequestError("no such share")


def test_a_delete_that_is_invalid_of_a_share_which_is_not_listed_any_more_counts_as_done(api, shares):
    api.at_next("delete", raising(INVALID))

    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert ["delete 1", f"list {ACCOUNT}"] == api.calls


def test_a_delete_that_is_invalid_in_another_account_is_told_as_it_is(api, shares):
    api.at_next("delete", raising(INVALID))
    api.account = "999900001111"

    with pytest.raises(InvalidRequestError, match="no such share"):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)


@pytest.mark.parametrize("error", UNSETTLED, ids=lambda error: type(error).__name__)
def test_a_delete_that_fails_is_tried_again_until_the_service_says_that_the_share_is_gone(api, shares, error):
    api.at_next("delete", raising(error))

    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert ["delete 1", f"list {ACCOUNT}"] * 2 == api.calls


@pytest.mark.parametrize("error", UNSETTLED, ids=lambda error: type(error).__name__)
def test_a_share_that_is_not_listed_yet_is_deleted_all_the_same(api, shares, error):
    api.rows = [row(1, "ASSOCIATING", UNIT)]
    api.hidden.add(row(1, "").share_id)
    api.at_next("delete", raising(error))

    assert shares.delete(row(1, "").share_id, Principal.parse(UNIT), THREE_MINUTES)
    assert [] == api.rows


def test_a_conflict_that_never_ends_is_not_taken_for_gone(api, shares, time):
    api.at_next("delete", *[raising(ConflictError("another change"))] * 99)

    with pytest.raises(ConflictError, match="another change"):
        shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    assert pytest.approx(180) == time.passed


def test_a_row_that_names_no_principal_is_told_by_its_id(api, directory):
    api.rows = [row(1, "ACCEPTED")]
    api.names_principals = False

    assert row(1, "ACCEPTED", "") == directory.find_by_id(row(1, "").share_id, PRINCIPAL)


def test_a_share_that_this_process_deleted_is_gone_though_the_service_still_lists_it(api, shares, directory):
    api.rows = there = [row(1, "ACCEPTED")]
    shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    api.rows = there

    assert directory.find_for_read(row(1, "").share_id, PRINCIPAL) is None
    assert [] == directory.find(PRINCIPAL)


def test_a_held_share_is_not_deleted(api, shares):
    sent = shares.adopt_or_send(share_request())

    assert not shares.delete(sent.share_id, PRINCIPAL, THREE_MINUTES)
    assert [sent] == api.rows


def test_a_share_that_failed_is_deleted_though_the_program_owns_it(api, shares):
    sent = shares.adopt_or_send(share_request(UNIT))
    api.turn("FAILED")

    with pytest.raises(ShareFailedError):
        shares.wait_until_settled(sent, share_request(UNIT))

    assert [] == api.rows


def test_a_share_that_is_being_deleted_is_taken_over_by_nobody(api, shares):
    api.rows = [row(1, "ACCEPTED")]
    taken = []
    adopts = threading.Thread(target=lambda: taken.append(shares.adopt_or_send(share_request(adopt_existing=True))))

    def somebody_comes():
        adopts.start()
        adopts.join(0.2)  # it has to wait, for as long as the delete takes

    api.at_next("delete", somebody_comes)
    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
    adopts.join(10)

    assert api.rows == taken
    assert row(1, "").share_id not in [share.share_id for share in api.rows]


@pytest.mark.parametrize("error", [*UNSETTLED, INVALID], ids=lambda error: type(error).__name__)
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


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN, ids=lambda error: type(error).__name__)
def test_a_delete_whose_answer_is_lost_is_sent_again_though_the_share_is_listed(api, shares, time, error):
    api.rows = [row(1, "ACCEPTED")]
    api.at_next("delete", raising(error))

    assert shares.delete(row(1, "").share_id, PRINCIPAL, THREE_MINUTES)
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
