"""What a share of a workload permits: how it is sent, adopted and changed, with shares in memory."""

from dataclasses import replace

import pytest
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    AlreadySharedError,
    InternalError,
    InvalidRequestError,
    NotFoundError,
    ThrottledError,
    UnreachableError,
)
from pulumi_wellarchitected.ownership import Ownership
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.directory import Directory
from pulumi_wellarchitected.shares.kind import WORKLOAD
from pulumi_wellarchitected.shares.lifecycle import Shares
from tests.unit.fakes import ACCOUNT, EngineLines, SharesInMemory, Time, raising, row, share_request

PRINCIPAL = Principal.parse(ACCOUNT)
ID = row(1, "").share_id
LOST = [ThrottledError("throttled"), InternalError("down"), UnreachableError("reset by peer")]
every_lost = pytest.mark.parametrize("lost", LOST, ids=lambda error: type(error).__name__)


def of_workload(permission="READONLY", **given):
    return replace(share_request(**given), permission=permission)


def readonly(status="ACCEPTED"):
    return replace(row(1, status), permission="READONLY")


@pytest.fixture
def api():
    return SharesInMemory(readonly())


@pytest.fixture
def messages():
    return EngineLines()


@pytest.fixture
def shares(api, messages):
    time = Time()
    return Shares(WORKLOAD, Directory(api, time.clock), Ownership(), time.polling, messages)


def updates(api):
    return [call for call in api.calls if call.startswith("update")]


def test_a_share_is_sent_with_its_permission(api, shares):
    api.rows = []

    assert "CONTRIBUTOR" == shares.adopt_or_send(of_workload("CONTRIBUTOR")).permission
    assert ["CONTRIBUTOR"] == [share.permission for share in api.rows]
    assert [] == updates(api)


def test_a_share_is_sent_once_more_with_the_same_permission_after_a_lost_answer(api, shares):
    api.rows = []
    api.lost_answers.append(UnreachableError("reset by peer"))

    assert "CONTRIBUTOR" == shares.adopt_or_send(of_workload("CONTRIBUTOR")).permission


def test_a_permission_is_changed_with_one_call(api, shares):
    shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")

    assert ["update 1 CONTRIBUTOR"] == api.calls
    assert ["CONTRIBUTOR"] == [share.permission for share in api.rows]


@every_lost
def test_a_change_whose_answer_is_lost_is_done_if_the_listing_shows_it(api, shares, lost):
    api.lost_answers.append(lost)

    shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")

    assert ["update 1 CONTRIBUTOR", f"list {ACCOUNT}"] == api.calls


@every_lost
def test_a_change_that_the_listing_does_not_show_fails_as_its_call_did(api, shares, lost):
    api.at_next("update", raising(lost))

    with pytest.raises(type(lost), match=str(lost)):
        shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")
    assert ["READONLY"] == [share.permission for share in api.rows]


def test_a_listing_that_fails_after_a_lost_change_does_not_hide_the_first_failure(api, shares):
    api.at_next("update", raising(UnreachableError("reset by peer")))
    api.at_next("list", raising(AccessDeniedError("no listing")))

    with pytest.raises(UnreachableError, match="reset by peer"):
        shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")


def test_a_change_of_a_share_that_is_gone_is_told_as_it_is(api, shares):
    api.rows = []

    with pytest.raises(NotFoundError):
        shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")


def test_a_change_that_aws_refuses_replaces_nothing(api, shares):
    api.at_next("update", raising(InvalidRequestError("not open")))

    with pytest.raises(InvalidRequestError, match="not open"):
        shares.permit(ID, PRINCIPAL, "CONTRIBUTOR")
    assert [readonly()] == api.rows
    assert ["update 1 CONTRIBUTOR"] == api.calls


def test_an_adoption_sets_the_permission(api, shares):
    adopted = shares.adopt_or_send(of_workload("CONTRIBUTOR", adopt_existing=True))

    assert (ID, "CONTRIBUTOR") == (adopted.share_id, adopted.permission)
    assert ["CONTRIBUTOR"] == [share.permission for share in api.rows]


def test_an_adoption_of_a_share_that_has_the_permission_makes_no_call_for_it(api, shares):
    shares.adopt_or_send(of_workload("READONLY", adopt_existing=True))

    assert [] == updates(api)


def test_a_share_that_may_not_be_adopted_keeps_its_permission(api, shares):
    with pytest.raises(AlreadySharedError):
        shares.adopt_or_send(of_workload("CONTRIBUTOR"))
    assert [readonly()] == api.rows


def test_an_adoption_that_cannot_set_the_permission_fails_and_says_nothing_of_an_adoption(api, shares, messages):
    api.at_next("update", raising(InvalidRequestError("not open")))

    with pytest.raises(InvalidRequestError, match="not open"):
        shares.adopt_or_send(of_workload("CONTRIBUTOR", adopt_existing=True))
    assert [] == messages.warnings


def test_a_wait_for_the_acceptance_of_a_workload_speaks_of_no_accepter(api, shares, messages):
    api.rows = [readonly("PENDING")]
    request = replace(of_workload(wait_for_acceptance=True), accepter=WORKLOAD.accepter)

    shares.wait_until_settled(api.rows[0], request)

    assert messages.warnings[-1].endswith("Set custom_timeouts to give it more time.")
