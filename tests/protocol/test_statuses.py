"""Every status that a share can have, for every verb: a share beside it, over it, its read, its diff and its delete.

QUARANTINED stands for any status that AWS may add: it counts as live, so that nothing is deleted or sent again by
mistake. docs/reference/statuses.md says in tables what these tests show:

    Create, if a share with this status exists: test_create_beside, test_create_adopting
    Refresh: test_read
    Preview and up, after a refresh: test_diff
    Delete: test_delete
    `REJECTED` is in the list: test_diff_of_a_rejected_share_that_was_opted_in
    `REJECTED` is added to the list: test_diff_of_a_rejected_share_that_is_being_opted_in
    `EXPIRED` is not in the list: test_diff_of_an_expired_share_that_was_opted_out
    `EXPIRED` is removed from the list: test_diff_of_an_expired_share_that_is_being_opted_out
    The list is empty: test_diff_of_a_failed_share_where_nothing_is_to_be_sent_again
"""

import time
from threading import Thread

import grpc
import pytest
from tests.protocol.kinds import LENS, OTHERS

LIVE = ("PENDING", "ACCEPTED", "ASSOCIATING", "ASSOCIATED", "QUARANTINED")
DEAD = ("REJECTED", "EXPIRED", "REVOKED", "FAILED")
RESENT = ("EXPIRED", "REVOKED", "FAILED")
ALL = ("PENDING", "ACCEPTED", "REJECTED", "EXPIRED", "REVOKED", "ASSOCIATING", "ASSOCIATED", "FAILED", "QUARANTINED")

ACCOUNT = "444455556666"
REJECTED = "444455556666 has rejected the {noun} share. To send it again, put REJECTED into resend_on."


def every_status(test):
    """Run a test for every status of every kind."""
    kinds = pytest.mark.parametrize("kind", [LENS, *OTHERS], ids=str)
    return pytest.mark.parametrize("status", ALL)(kinds(test))


@pytest.fixture
def kind():
    """The kind of a test that is not about several."""
    return LENS


@pytest.fixture
def target(wellarchitected, kind):
    return kind.make(wellarchitected)


@pytest.fixture
def plugin(plugin, kind):
    return kind.about(plugin)


@pytest.fixture
def inputs(target, kind):
    return {
        kind.input_name: target,
        "shared_with": ACCOUNT,
        "adopt_existing": False,
        "wait_for_acceptance": False,
        "resend_on": ["EXPIRED", "REVOKED", "FAILED"],
        **kind.more,
    }


@pytest.fixture
def there(wellarchitected, target):
    """Make a row with a status that was there before the program ran, and return its ID."""

    def make(status, message=""):
        share_id = wellarchitected.share(target, ACCOUNT)
        wellarchitected.set_status(target, share_id, status, message)
        wellarchitected.clear_requests()
        return share_id

    return make


@pytest.fixture
def refreshed(plugin, target, inputs, there):
    """The ID and outputs of a resource whose share has turned to a status, as a refresh has just read them."""

    def read(status, **changed_inputs):
        share_id = there(status)
        recorded = {**inputs, **changed_inputs, "share_id": share_id, "status": "PENDING", "status_message": ""}
        id_, outputs, _ = plugin.refresh(f"{target},{share_id}", {**recorded, "region": "us-east-1"})
        return id_, outputs

    return read


def rows(wellarchitected, target):
    return {share.share_id: share.status for share in wellarchitected.shares(target)}


def operations(wellarchitected):
    return [request.operation for request in wellarchitected.requests()]


@every_status
def test_create_beside(plugin, wellarchitected, target, inputs, there, kind, status):
    """Without adopt_existing: a live row is an error that names it, a dead one makes room."""
    share_id = there(status)
    if status in LIVE:
        with pytest.raises(grpc.RpcError) as failure:
            plugin.create(inputs)
        assert (
            f"AlreadySharedError: {kind.noun.capitalize()} share with {ACCOUNT} already exists on {target} "
            f"(id {share_id}, {status}). "
        ) in failure.value.details()
        assert {share_id: status} == rows(wellarchitected, target)
        assert kind.operations("List") == operations(wellarchitected)
    else:
        _, outputs = plugin.create(inputs)
        assert share_id != outputs["share_id"]
        assert {outputs["share_id"]: "PENDING"} == rows(wellarchitected, target)
        assert kind.operations("List", "Delete", "Create") == operations(wellarchitected)


@every_status
def test_create_adopting(plugin, wellarchitected, target, inputs, there, kind, status):
    """With adopt_existing: a live row is taken over with the status it has, a dead one makes room as ever."""
    share_id = there(status)
    adopting = {**inputs, "adopt_existing": True, "timeouts": {"create": "1s"}}
    _, outputs = plugin.create(adopting)
    if status in LIVE:
        assert (share_id, status) == (outputs["share_id"], outputs["status"])
        assert not set(kind.operations("Create")) & set(operations(wellarchitected))
    else:
        assert share_id != outputs["share_id"]
        assert "PENDING" == outputs["status"]
    assert {outputs["share_id"]: outputs["status"]} == rows(wellarchitected, target)
    assert (status == "ASSOCIATING") == any("still ASSOCIATING" in line for line in plugin.engine.warnings)


@every_status
def test_read(plugin, wellarchitected, target, inputs, there, kind, status):
    """The status and its message are taken over, nothing is waited for, and a dead share is not a gone one."""
    share_id = there(status, "as AWS puts it")
    recorded = {**inputs, "share_id": share_id, "status": "PENDING", "status_message": "", "region": "us-east-1"}
    id_, outputs, read_inputs = plugin.refresh(f"{target},{share_id}", recorded)
    assert f"{target},{share_id}" == id_
    assert {**recorded, "status": status, "status_message": "as AWS puts it"} == without_provider(outputs)
    assert read_inputs is None
    assert kind.operations("List") == operations(wellarchitected)


@every_status
def test_diff(plugin, wellarchitected, inputs, refreshed, kind, status):
    """A share that is dead, and was not rejected, is replaced, delete first, with a warning; no other is touched."""
    id_, outputs = refreshed(status)
    wellarchitected.clear_requests()
    diff = plugin.diff(id_, outputs, inputs)
    if status in RESENT:
        assert (diff.DIFF_SOME, ["status"]) == (diff.changes, list(diff.replaces))
        assert diff.deleteBeforeReplace
        warnings = [f"{kind.noun.capitalize()} share is {status}: the next up sends a new invitation to {ACCOUNT}."]
    else:
        assert (diff.DIFF_NONE, []) == (diff.changes, list(diff.replaces))
        warnings = [REJECTED.format(noun=kind.noun)] if status == "REJECTED" else []
    assert [] == operations(wellarchitected)
    assert warnings == plugin.end()


@every_status
def test_delete(plugin, wellarchitected, target, inputs, there, kind, status):
    """Every row is deleted, live or dead; one that is being associated as soon as it is not any longer."""
    share_id = there(status)
    settled = Thread(target=associate_when_refused, args=(wellarchitected, target, kind, share_id))
    if status == "ASSOCIATING":
        settled.start()
    plugin.delete(f"{target},{share_id}", {**inputs, "share_id": share_id, "status": status})
    assert {} == rows(wellarchitected, target)
    if status == "ASSOCIATING":
        settled.join()
        assert 2 <= len(wellarchitected.requests(*kind.operations("Delete")))
    else:
        assert kind.operations("Delete") == operations(wellarchitected)


def associate_when_refused(wellarchitected, target, kind, share_id):
    """End the association as soon as a delete was refused for it."""
    deadline = time.monotonic() + 60
    while not wellarchitected.requests(*kind.operations("Delete")) and time.monotonic() < deadline:
        time.sleep(0.05)
    wellarchitected.set_status(target, share_id, "ASSOCIATED")


def test_diff_of_a_rejected_share_that_was_opted_in(plugin, inputs, refreshed):
    opted_in = ["EXPIRED", "REVOKED", "FAILED", "REJECTED"]
    id_, outputs = refreshed("REJECTED", resend_on=opted_in)
    diff = plugin.diff(id_, outputs, {**inputs, "resend_on": opted_in})
    assert ["status"] == list(diff.replaces)
    assert [f"Lens share is REJECTED: the next up sends a new invitation to {ACCOUNT}."] == plugin.end()


def test_diff_of_a_rejected_share_that_is_being_opted_in(plugin, inputs, refreshed):
    """The new set counts at once: opting in is not an `up` of its own."""
    id_, outputs = refreshed("REJECTED")
    diff = plugin.diff(id_, outputs, {**inputs, "resend_on": ["REJECTED"]})
    assert ["status"] == list(diff.replaces)


def test_diff_of_an_expired_share_that_was_opted_out(plugin, inputs, refreshed):
    opted_out = ["REVOKED", "FAILED"]
    id_, outputs = refreshed("EXPIRED", resend_on=opted_out)
    diff = plugin.diff(id_, outputs, {**inputs, "resend_on": opted_out})
    assert (diff.DIFF_NONE, []) == (diff.changes, list(diff.replaces))
    assert [] == plugin.engine.warnings


def test_diff_of_an_expired_share_that_is_being_opted_out(plugin, inputs, refreshed):
    """An update, which writes the new set down; AWS hears nothing of it."""
    id_, outputs = refreshed("EXPIRED")
    diff = plugin.diff(id_, outputs, {**inputs, "resend_on": ["REVOKED", "FAILED"]})
    assert (diff.DIFF_SOME, []) == (diff.changes, list(diff.replaces))
    assert [] == plugin.engine.warnings


def test_diff_of_a_failed_share_where_nothing_is_to_be_sent_again(plugin, inputs, refreshed):
    id_, outputs = refreshed("FAILED", resend_on=[])
    diff = plugin.diff(id_, outputs, {**inputs, "resend_on": []})
    assert (diff.DIFF_NONE, []) == (diff.changes, list(diff.replaces))


def without_provider(props):
    return {name: value for name, value in props.items() if name != "__provider"}
