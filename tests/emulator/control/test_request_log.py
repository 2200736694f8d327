"""The log of requests, for counting calls."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from botocore.exceptions import ConnectionClosedError
from wellarchitected_emulator import EmulatorError, Fault, Request

OWNER = "111122223333"
CONSUMER = "444455556666"


def test_a_request_is_logged_with_all_fields(wellarchitected, client_for, lens):
    client_for(OWNER).create_lens_share(LensAlias=lens, SharedWith=CONSUMER, ClientRequestToken="t")
    (request,) = wellarchitected.requests()
    assert ("CreateLensShare", OWNER, "us-east-1", OWNER) == (
        request.operation,
        request.account,
        request.region,
        request.access_key_id,
    )
    assert {"LensAlias": lens, "SharedWith": CONSUMER, "ClientRequestToken": "t"} == request.parameters
    assert (200, None) == (request.status, request.error)
    assert "Botocore/" in request.user_agent
    assert timedelta(minutes=1) > wellarchitected.now - request.time


def test_an_error_is_logged_with_its_code(wellarchitected, owner, lens):
    with pytest.raises(owner.exceptions.ValidationException):
        owner.create_lens_share(LensAlias=lens, SharedWith="nobody-at-all")
    assert [(400, "ValidationException")] == [(r.status, r.error) for r in wellarchitected.requests()]


def test_a_dropped_connection_has_no_status(wellarchitected, owner):
    wellarchitected.inject(Fault(drop=True))
    with pytest.raises(ConnectionClosedError):
        owner.list_lenses()
    assert [None] == [request.status for request in wellarchitected.requests()]


def test_the_log_is_in_order_and_can_be_filtered_by_operation(wellarchitected, share, listed):
    share()
    listed()
    assert ["CreateLensShare", "ListLensShares"] == [request.operation for request in wellarchitected.requests()]
    assert 1 == len(wellarchitected.requests("ListLensShares"))
    first, second = wellarchitected.requests()
    assert first.sequence < second.sequence


def test_only_requests_after_a_sequence_number_are_listed_if_asked_for(wellarchitected, owner):
    owner.list_lenses()
    (first,) = wellarchitected.requests()
    owner.get_global_settings()
    assert ["GetGlobalSettings"] == [request.operation for request in wellarchitected.requests(after=first.sequence)]
    last = wellarchitected.call("GET", "log", {"last": 1})["requests"]
    assert ["GetGlobalSettings"] == [request["operation"] for request in last]


@pytest.mark.parametrize("bound", ["soon", float("inf"), {}])
def test_a_bound_that_is_no_number_is_refused(wellarchitected, bound):
    with pytest.raises(EmulatorError, match="invalid literal"):
        wellarchitected.call("GET", "log", {"after": bound})


def test_a_request_has_the_time_that_its_answer_took(wellarchitected, owner):
    wellarchitected.inject(Fault(latency=0.2))
    owner.list_lenses()
    (request,) = wellarchitected.requests()
    assert 0.2 <= request.seconds < 10


def test_a_dropped_request_is_over_too(wellarchitected, owner):
    wellarchitected.inject(Fault(drop=True))
    with pytest.raises(ConnectionClosedError):
        owner.list_lenses()
    (request,) = wellarchitected.requests()
    assert request.seconds is not None
    assert re.fullmatch(r"\S+Z 111122223333 us-east-1 ListLenses dropped \d+ms", str(request))


def test_a_request_is_one_line_of_printable_text():
    request = Request(1, datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc), "List\x1b[2J\nLenses", "", "", "", "")
    assert "2026-01-02T03:04:05Z - - List [2J Lenses dropped 0ms" == str(request)


def test_control_calls_are_not_logged(wellarchitected, lens):
    share_id = wellarchitected.share(lens, CONSUMER)
    wellarchitected.accept(lens, share_id)
    wellarchitected.set_status(lens, share_id, "REVOKED")
    wellarchitected.remove_share(lens, share_id)
    assert [] == wellarchitected.requests()


def test_the_log_is_cleared(wellarchitected, owner):
    owner.list_lenses()
    wellarchitected.clear_requests()
    assert [] == wellarchitected.requests()
