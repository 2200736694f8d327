"""Faults as a client sees them."""

import time
from contextlib import suppress

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from wellarchitected_emulator import EmulatorError, Fault

OWNER = "111122223333"
CONSUMER = "444455556666"


def status_of(error):
    return error.value.response["ResponseMetadata"]["HTTPStatusCode"]


def test_an_error_before_the_operation_creates_nothing(wellarchitected, owner, lens, share):
    wellarchitected.inject(Fault(operation="CreateLensShare", error="InternalServerException"))
    with pytest.raises(owner.exceptions.InternalServerException):
        share()
    assert [] == wellarchitected.shares(lens)
    share()


def test_an_error_after_the_operation_leaves_a_share(wellarchitected, owner, lens, share):
    wellarchitected.inject(Fault(operation="CreateLensShare", error="InternalServerException", when="after"))
    with pytest.raises(owner.exceptions.InternalServerException):
        share()
    assert [CONSUMER] == [known.shared_with for known in wellarchitected.shares(lens)]


def test_a_retry_after_a_lost_answer_gets_the_same_share(wellarchitected, lens):
    wellarchitected.inject(Fault(operation="CreateLensShare", drop=True, when="after", times=2))
    client = wellarchitected.client("wellarchitected", config=Config(retries={"total_max_attempts": 3}))
    share_id = client.create_lens_share(LensAlias=lens, SharedWith=CONSUMER)["ShareId"]
    assert [share_id] == [known.share_id for known in wellarchitected.shares(lens)]
    assert [None, None, 200] == [request.status for request in wellarchitected.requests("CreateLensShare")]


@pytest.mark.parametrize(("when", "shares"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_is_closed_without_an_answer(wellarchitected, lens, share, when, shares):
    wellarchitected.inject(Fault(operation="CreateLensShare", drop=True, when=when))
    with pytest.raises(ConnectionClosedError):
        share()
    assert shares == len(wellarchitected.shares(lens))


def test_an_answer_can_be_an_html_page(wellarchitected, owner):
    wellarchitected.inject(Fault(status=503, body="<html>Service Unavailable</html>"))
    with pytest.raises(ClientError) as failed:
        owner.list_lenses()
    assert 503 == status_of(failed)


def test_an_error_can_have_another_status_and_members(wellarchitected, owner):
    fault = Fault(error="ConflictException", status=418, message="Busy.", members={"ResourceId": "abc"})
    wellarchitected.inject(fault)
    with pytest.raises(owner.exceptions.ConflictException, match="Busy") as failed:
        owner.list_lenses()
    assert (418, "abc") == (status_of(failed), failed.value.response["ResourceId"])


def test_a_fault_can_skip_requests_and_happen_a_number_of_times(wellarchitected, owner):
    wellarchitected.inject(Fault(operation="ListLenses", error="ThrottlingException", skip=1, times=2))
    for _ in range(5):
        with suppress(owner.exceptions.ThrottlingException):
            owner.list_lenses()
    assert [200, 429, 429, 200, 200] == [request.status for request in wellarchitected.requests()]


def test_a_fault_can_happen_until_it_is_cleared(wellarchitected, owner):
    wellarchitected.inject(Fault(error="AccessDeniedException", times=None))
    for _ in range(3):
        with pytest.raises(owner.exceptions.AccessDeniedException):
            owner.list_lenses()
    wellarchitected.clear_faults()
    owner.list_lenses()


def test_a_fault_can_be_limited_to_an_operation(wellarchitected, owner):
    wellarchitected.inject(Fault(operation="GetLens", error="AccessDeniedException"))
    owner.list_lenses()


def test_a_fault_can_be_limited_to_parameters(wellarchitected, owner, share):
    wellarchitected.inject(
        Fault(operation="CreateLensShare", error="ConflictException", match={"SharedWith": CONSUMER})
    )
    share("777788889999")
    with pytest.raises(owner.exceptions.ConflictException):
        share(CONSUMER)


def test_a_fault_can_be_limited_to_an_account(wellarchitected, owner, consumer):
    wellarchitected.inject(Fault(account=CONSUMER, error="AccessDeniedException"))
    owner.list_lenses()
    with pytest.raises(consumer.exceptions.AccessDeniedException):
        consumer.list_lenses()


@pytest.mark.parametrize("when", ["before", "after"])
def test_latency_delays_the_usual_answer(wellarchitected, owner, when):
    wellarchitected.inject(Fault(latency=0.2, when=when))
    began = time.monotonic()
    owner.list_lenses()
    assert 0.2 <= time.monotonic() - began < 5


def test_latency_does_not_delay_other_requests(wellarchitected, consumer):
    wellarchitected.inject(Fault(latency=30, account=OWNER))
    impatient = Config(read_timeout=0.2, retries={"total_max_attempts": 1})
    with pytest.raises(ReadTimeoutError):
        wellarchitected.client(config=impatient).list_lenses()
    consumer.list_lenses()


def test_a_request_that_waits_during_a_reset_is_not_executed(wellarchitected, lens):
    wellarchitected.inject(Fault(operation="CreateLensShare", latency=0.5))
    impatient = Config(read_timeout=0.1, retries={"total_max_attempts": 1})
    with pytest.raises(ReadTimeoutError):
        wellarchitected.client(config=impatient).create_lens_share(LensAlias=lens, SharedWith=CONSUMER)
    wellarchitected.reset()
    assert lens == wellarchitected.publish_lens("security")
    time.sleep(0.6)
    assert [] == wellarchitected.shares(lens)


def test_latency_combines_with_the_first_error(wellarchitected, owner):
    wellarchitected.inject(Fault(latency=0.1))
    wellarchitected.inject(Fault(error="ConflictException"))
    wellarchitected.inject(Fault(error="ThrottlingException"))
    with pytest.raises(owner.exceptions.ConflictException):
        owner.list_lenses()
    with pytest.raises(owner.exceptions.ThrottlingException):
        owner.list_lenses()
    owner.list_lenses()


def test_throttling_allows_a_burst_and_then_a_rate(wellarchitected, owner):
    wellarchitected.inject(Fault.throttling(rate=0.01, burst=3))
    for _ in range(5):
        with suppress(owner.exceptions.ThrottlingException):
            owner.list_lenses()
    assert [200, 200, 200, 429, 429] == [request.status for request in wellarchitected.requests()]
    wellarchitected.advance(seconds=100)
    owner.list_lenses()
    with pytest.raises(owner.exceptions.ThrottlingException):
        owner.list_lenses()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"status": 500},
        {"body": "oops"},
        {"error": "X", "drop": True},
        {"error": "X", "body": "oops", "status": 500},
        {"drop": True, "status": 500},
        {"error": "X", "when": "meanwhile"},
    ],
)
def test_an_invalid_fault_is_refused(values):
    with pytest.raises(ValueError, match=r"fault|status|body|when"):
        Fault(**values)


def test_an_unknown_field_of_a_fault_is_refused(wellarchitected):
    with pytest.raises(EmulatorError, match="no colour"):
        wellarchitected.call("POST", "faults", {"error": "X", "colour": "red"})
