"""Waiting for a new share: orders of events that no server can be made to show, on a lens in memory.

Every line that a user may be shown stands in __snapshots__/test_waiting/. `pytest tests/unit --snapshot-update`
renews it.
"""

import pytest
from pulumi_wellarchitected.errors import (
    AccessDeniedError,
    ConflictError,
    InternalError,
    NotFoundError,
    ShareFailedError,
    ThrottledError,
    UnreachableError,
)
from pulumi_wellarchitected.ownership import Ownership
from tests.unit.fakes import UNIT, EngineLines, SharesInMemory, Time, raising, row, share_request, shares_of


class Scene:
    """One share that was just sent, and somebody who waits for it."""

    def __init__(self, status, inputs):
        self.share = row(1, status, inputs.principal.text)
        self.inputs = inputs
        self.api = SharesInMemory(self.share)
        self.time = Time()
        self.engine = EngineLines()

    def turns(self, second, status, message=""):
        self.time.at(second, lambda: self.api.turn(status, message))

    def wait(self):
        shares = shares_of(self.api, self.time, Ownership(), self.engine)
        return shares.wait_until_settled(self.share, self.inputs)


@pytest.fixture
def unit():
    """A share with a unit, which is being associated."""
    return Scene("ASSOCIATING", share_request(UNIT))


@pytest.fixture
def invitation():
    """A share with an account, whose create waits for the acceptance."""
    return Scene("PENDING", share_request(wait_for_acceptance=True))


def test_an_invitation_is_not_waited_for_where_that_is_not_asked_for():
    scene = Scene("PENDING", share_request())

    assert "PENDING" == scene.wait().status
    assert [] == scene.api.calls


@pytest.mark.parametrize("status", ["ACCEPTED", "ASSOCIATED", "DORMANT"])
def test_a_share_that_is_settled_already_is_not_waited_for(status):
    scene = Scene(status, share_request(wait_for_acceptance=True))

    assert status == scene.wait().status
    assert [] == scene.api.calls


def test_a_unit_is_waited_for_until_it_is_associated(unit):
    unit.turns(20, "ASSOCIATED")

    assert "ASSOCIATED" == unit.wait().status
    assert 20 <= unit.time.passed < 40
    assert [] == unit.engine.warnings


def test_an_invitation_is_waited_for_until_it_is_accepted(invitation):
    invitation.turns(20, "ACCEPTED")

    assert "ACCEPTED" == invitation.wait().status
    assert [] == invitation.engine.warnings


def test_a_status_that_nobody_has_heard_of_ends_the_wait(unit):
    unit.turns(5, "DORMANT")

    assert "DORMANT" == unit.wait().status
    assert [] == unit.engine.warnings


def test_a_share_that_failed_is_deleted_and_the_create_fails_with_the_reason(unit):
    unit.turns(5, "FAILED", "the unit does not exist")

    with pytest.raises(ShareFailedError, match="the unit does not exist"):
        unit.wait()
    assert [] == unit.api.rows


def test_a_failed_share_that_cannot_be_deleted_is_kept_in_the_state_with_a_warning(unit):
    unit.turns(5, "FAILED", "the unit does not exist")
    unit.api.at_next("delete", raising(AccessDeniedError("Deleting is not allowed.")))

    assert "FAILED" == unit.wait().status
    assert "the unit does not exist" in unit.engine.warnings[0]
    assert "Deleting is not allowed." in unit.engine.warnings[0]


def test_a_share_that_is_not_settled_in_time_is_kept_with_its_last_status_and_a_warning(unit):
    assert "ASSOCIATING" == unit.wait().status
    assert pytest.approx(180) == unit.time.passed
    assert "still ASSOCIATING after 180 s" in unit.engine.warnings[0]


def test_an_invitation_that_nobody_accepts_in_time_is_kept_with_a_warning(invitation):
    assert "PENDING" == invitation.wait().status
    assert "still PENDING after 180 s" in invitation.engine.warnings[0]


def test_the_time_to_wait_is_the_custom_timeout():
    scene = Scene("ASSOCIATING", share_request(UNIT, timeouts={"create": "10m"}))

    scene.wait()

    assert pytest.approx(600) == scene.time.passed


def test_a_timeout_of_nothing_looks_once():
    scene = Scene("ASSOCIATING", share_request(UNIT, timeouts={"create": "0s"}))

    assert "ASSOCIATING" == scene.wait().status
    assert 0 == scene.time.passed
    assert 1 == len([call for call in scene.api.calls if call == f"list {UNIT}"])


def test_a_share_that_is_associated_at_the_last_look_is_not_warned_of(unit):
    unit.turns(180, "ASSOCIATED")

    assert "ASSOCIATED" == unit.wait().status
    assert [] == unit.engine.warnings


def test_a_share_that_is_not_listed_right_after_its_create_is_waited_for(unit):
    hidden, unit.api.rows = unit.api.rows, []
    unit.time.at(10, lambda: unit.api.rows.extend(hidden))
    unit.turns(20, "ASSOCIATED")

    assert "ASSOCIATED" == unit.wait().status


def test_a_share_that_is_never_listed_is_kept_as_it_was_sent_with_a_warning(unit):
    unit.api.rows = []

    assert unit.share == unit.wait()
    assert 1 == len(unit.engine.warnings)


@pytest.mark.parametrize(
    "error",
    [ThrottledError("throttled"), InternalError("HTTP 500"), UnreachableError("reset by peer")],
    ids=lambda error: type(error).__name__,
)
def test_a_look_that_may_work_the_next_time_does_not_end_the_wait(unit, error):
    unit.api.at_next("list", raising(error), raising(error))
    unit.turns(20, "ASSOCIATED")

    assert "ASSOCIATED" == unit.wait().status
    assert [] == unit.engine.warnings


@pytest.mark.parametrize(
    "error",
    [AccessDeniedError("Listing is not allowed."), NotFoundError("There is no such lens.")],
    ids=lambda error: type(error).__name__,
)
def test_a_look_that_will_never_work_ends_the_wait_with_a_warning_and_keeps_the_share(unit, error):
    unit.api.at_next("list", raising(error))

    assert unit.share == unit.wait()
    assert 0 == unit.time.passed
    assert str(error) in unit.engine.warnings[0]


@pytest.mark.parametrize("status", ["REJECTED", "EXPIRED", "REVOKED"])
def test_an_invitation_that_comes_to_nothing_ends_the_wait_with_a_warning_and_keeps_the_share(invitation, status):
    invitation.turns(5, status)

    assert status == invitation.wait().status
    assert 5 <= invitation.time.passed < 180
    assert f"is {status}" in invitation.engine.warnings[0]


def test_a_wait_says_every_minute_what_it_waits_for():
    scene = Scene("PENDING", share_request(wait_for_acceptance=True, timeouts={"create": "5m"}))

    scene.wait()

    assert 4 <= len(scene.engine.information) <= 5
    assert all("still PENDING after " in line for line in scene.engine.information)


def test_a_short_wait_says_nothing(unit):
    unit.turns(30, "ASSOCIATED")

    unit.wait()

    assert [] == unit.engine.information


def scenes():
    unit, account = share_request(UNIT), share_request(wait_for_acceptance=True)

    yield "not associated in time", Scene("ASSOCIATING", unit), lambda _: None
    yield "not accepted in time", Scene("PENDING", account), lambda _: None
    yield "rejected", Scene("PENDING", account), lambda scene: scene.turns(5, "REJECTED")
    yield "failed and deleted", Scene("ASSOCIATING", unit), lambda scene: scene.turns(5, "FAILED", "no such unit")

    def cannot_be_deleted(scene):
        scene.turns(5, "FAILED", "no such unit")
        scene.api.at_next(
            "delete",
            raising(ConflictError("Could not delete the share: it is in use.")),
            raising(ConflictError("Could not delete the share: it is in use.")),
        )

    yield "failed and not deleted", Scene("ASSOCIATING", unit), cannot_be_deleted

    def cannot_be_listed(scene):
        scene.api.at_next("list", raising(AccessDeniedError("Could not list the shares: access denied.")))

    yield "cannot be looked at", Scene("ASSOCIATING", unit), cannot_be_listed


def lines_of(name, scene):
    yield name
    try:
        yield f"    returns {scene.wait().status}"
    except ShareFailedError as error:
        yield f"    error: {error}"
    yield from (f"    warning: {line}" for line in scene.engine.warnings)


def test_every_line_for_the_user_reads_well(text_file):
    lines = []
    for name, scene, prepare in scenes():
        prepare(scene)
        lines += lines_of(name, scene)

    assert text_file == "\n".join(lines) + "\n"
