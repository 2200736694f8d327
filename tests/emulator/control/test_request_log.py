"""The log of requests, for counting calls."""

from datetime import timedelta

import pytest
from botocore.exceptions import ConnectionClosedError
from wellarchitected_emulator import Fault

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
