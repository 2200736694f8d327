"""A create that waits, and a delete that does: over gRPC, with a consumer who answers while the create is running.

Orders of events that no server can be made to show are in tests/unit/test_settling.py.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread

import grpc
import pytest
from tests.protocol.plugin import plugin_process
from wellarchitected_emulator import Fault

ACCOUNT = "444455556666"
MEMBER = "777788889999"  # of the emulator's organization
UNIT = "ou-abcd-11111111"
ORGANIZATION = "o-exampleorgid"
UNIT_ARN = f"arn:aws:organizations::111122223333:ou/{ORGANIZATION}/{UNIT}"

SOON = {"create": "60s", "delete": "60s"}  # so that a wait in vain is a failure, and not three minutes
FASTER = 60
FAST_CLOCK = f"""
import time
clock, sleep = time.monotonic, time.sleep
time.monotonic = lambda: clock() * {FASTER}
time.sleep = lambda seconds: sleep(seconds / {FASTER})
"""


@pytest.fixture
def inputs(lens):
    return {"lens_alias": lens, "shared_with": ACCOUNT, "adopt_existing": False, "wait_for_acceptance": False}


@pytest.fixture
def unit(wellarchitected, inputs):
    """The inputs of a share with a unit, in an organization that shares."""
    wellarchitected.enable_organization_sharing()
    return {**inputs, "shared_with": UNIT, "timeouts": SOON}


@pytest.fixture
def accepted(inputs):
    """The inputs of a share with an account, whose create waits until it is accepted."""
    return {**inputs, "wait_for_acceptance": True, "timeouts": SOON}


@pytest.fixture
def hasty_plugin(aws_config, tmp_path):
    """A plugin for which a minute passes in a second."""
    (tmp_path / "sitecustomize.py").write_text(FAST_CLOCK)
    path = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    with plugin_process({**os.environ, "PYTHONPATH": os.pathsep.join(path)}) as plugin:
        plugin.configure(aws_config)
        yield plugin


@pytest.fixture
def impatient(plugin, aws_config):
    """The plugin with botocore's retries turned off, so that one failed call is one failure."""
    plugin.configure({**aws_config, "aws:maxRetries": "1"})
    return plugin


@contextmanager
def meanwhile(wellarchitected, lens, act):
    """Do something to the share as soon as it is there and somebody has looked at it since."""

    def wait_and_act():
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            share_ids = [share.share_id for share in wellarchitected.shares(lens)]
            last = wellarchitected.requests()[-1:]
            if share_ids and last and "ListLensShares" == last[0].operation:
                act(lens, share_ids[0])
                return
            time.sleep(0.05)

    consumer = Thread(target=wait_and_act)
    consumer.start()
    yield
    consumer.join()


def statuses(wellarchitected, lens):
    return [share.status for share in wellarchitected.shares(lens)]


def fault_while_waiting(wellarchitected, error, times):
    """A fault of every listing but the first, with which a create looks before it sends."""
    wellarchitected.inject(Fault(operation="ListLensShares", error=error, skip=1, times=times))


@pytest.mark.parametrize("echo", ["id", "arn"])
@pytest.mark.parametrize("shared_with", [UNIT, UNIT_ARN, ORGANIZATION])
def test_an_association_is_waited_for_however_the_listing_spells_it(plugin, wellarchitected, unit, shared_with, echo):
    wellarchitected.configure(association_seconds=0.5, organization_principal_echo=echo)
    _, outputs = plugin.create({**unit, "shared_with": shared_with})
    assert ("ASSOCIATED", shared_with) == (outputs["status"], outputs["shared_with"])
    assert [] == plugin.engine.messages


def test_an_acceptance_is_waited_for_where_that_is_asked_for(plugin, wellarchitected, lens, accepted):
    with meanwhile(wellarchitected, lens, wellarchitected.accept):
        _, outputs = plugin.create(accepted)
    assert "ACCEPTED" == outputs["status"]
    assert [] == plugin.engine.messages


def test_an_acceptance_is_not_waited_for_otherwise(plugin, wellarchitected, inputs):
    _, outputs = plugin.create(inputs)
    assert "PENDING" == outputs["status"]
    assert "CreateLensShare" == wellarchitected.requests()[-1].operation


def test_an_adopted_invitation_is_waited_for_as_well(plugin, wellarchitected, lens, accepted):
    share_id = wellarchitected.share(lens, ACCOUNT)
    with meanwhile(wellarchitected, lens, wellarchitected.accept):
        _, outputs = plugin.create({**accepted, "adopt_existing": True})
    assert (share_id, "ACCEPTED") == (outputs["share_id"], outputs["status"])


def test_a_member_account_that_needs_no_invitation_is_not_waited_for_in_vain(plugin, wellarchitected, unit, accepted):
    wellarchitected.configure(organization_accounts_skip_pending=True, association_seconds=0)
    _, outputs = plugin.create({**accepted, "shared_with": MEMBER})
    assert "ASSOCIATED" == outputs["status"]
    assert [] == plugin.engine.messages


def test_a_member_account_that_is_being_associated_is_waited_for(plugin, wellarchitected, unit, accepted):
    wellarchitected.configure(organization_accounts_skip_pending=True, association_seconds=1)
    _, outputs = plugin.create({**accepted, "shared_with": MEMBER})
    assert "ASSOCIATED" == outputs["status"]


def test_a_member_account_that_nobody_waits_for_shows_its_status_in_the_next_refresh(plugin, wellarchitected, unit):
    wellarchitected.configure(organization_accounts_skip_pending=True, association_seconds=0)
    id_, outputs = plugin.create({**unit, "shared_with": MEMBER})
    _, refreshed, _ = plugin.refresh(id_, outputs)
    assert "ASSOCIATED" == refreshed["status"]
    assert [] == list(plugin.diff(id_, refreshed, {**unit, "shared_with": MEMBER}).replaces)


DEADLOCK = (
    " If a LensShareAccepter of this program depends on the share, it cannot run before this create returns: remove "
    "wait_for_acceptance."
)


@pytest.mark.parametrize(
    ("shared_with", "status", "missing", "hint"),
    [
        (ACCOUNT, "PENDING", f"{ACCOUNT} has not accepted", DEADLOCK),
        (UNIT, "ASSOCIATING", f"AWS has not associated {UNIT}", ""),
    ],
)
def test_time_over_keeps_the_share_with_a_warning(
    plugin, wellarchitected, lens, accepted, shared_with, status, missing, hint
):
    wellarchitected.configure(association_seconds=600)
    began = time.monotonic()
    id_, outputs = plugin.create({**accepted, "shared_with": shared_with, "timeouts": {"create": "2s"}})
    assert 2 <= time.monotonic() - began < 60
    (share,) = wellarchitected.shares(lens)
    assert (f"{lens},{share.share_id}", status) == (id_, outputs["status"])
    (warning,) = plugin.engine.warnings
    assert (
        f"Share {share.share_id} of {lens} with {shared_with} is still {status} after 2 s: {missing}. It stays in "
        f"the state, and `pulumi refresh` reads its status. Set custom_timeouts to give it more time.{hint}"
    ) == warning


def test_without_a_timeout_the_wait_ends_after_three_minutes_and_says_every_minute_why(hasty_plugin, inputs):
    began = time.monotonic()
    _, outputs = hasty_plugin.create({**inputs, "wait_for_acceptance": True})
    assert 180 / FASTER <= time.monotonic() - began < 60
    assert "PENDING" == outputs["status"]
    progress = [message for severity, message in hasty_plugin.engine.messages if severity == "INFO"]
    assert 1 <= len(progress) <= 3
    assert all(line.startswith("still PENDING after ") for line in progress)
    assert all(line.endswith(f" s: {ACCOUNT} has not accepted") for line in progress)
    assert "is still PENDING after 180 s" in hasty_plugin.engine.warnings[0]


def test_a_longer_timeout_is_honoured(hasty_plugin, wellarchitected, lens, accepted):
    began = time.monotonic()
    _, outputs = hasty_plugin.create({**accepted, "timeouts": {"create": "4m30s"}})
    assert 270 / FASTER <= time.monotonic() - began < 60
    assert "PENDING" == outputs["status"]
    assert "is still PENDING after 270 s" in hasty_plugin.engine.warnings[0]


def test_a_failed_association_is_cleaned_up_and_raised_with_what_aws_says_of_it(plugin, wellarchitected, lens, unit):
    wellarchitected.configure(association_seconds=600)

    def fail(lens, share_id):
        wellarchitected.set_status(lens, share_id, "FAILED", "The unit was closed.")

    with meanwhile(wellarchitected, lens, fail), pytest.raises(grpc.RpcError) as failure:
        plugin.create(unit)
    assert failure.value.details().startswith("ShareFailedError: Share ")
    assert f"of {lens} with {UNIT} failed (The unit was closed.). It was deleted again. " in failure.value.details()
    assert [] == wellarchitected.shares(lens)


def test_a_failed_association_that_cannot_be_cleaned_up_is_kept_with_a_warning(plugin, wellarchitected, lens, inputs):
    wellarchitected.configure(association_seconds=0)  # and sharing with the organization is off: it fails
    wellarchitected.inject(Fault(operation="DeleteLensShare", error="AccessDeniedException", times=None))
    id_, outputs = plugin.create({**inputs, "shared_with": UNIT})
    (share,) = wellarchitected.shares(lens)
    assert (f"{lens},{share.share_id}", "FAILED") == (id_, outputs["status"])
    assert "ORGANIZATION_SHARING_NOT_ENABLED" in outputs["status_message"]
    (warning,) = plugin.engine.warnings
    assert "It could not be deleted and stays in the state. Could not delete share" in warning
    assert "Allow the action wellarchitected:DeleteLensShare" in warning


@pytest.mark.parametrize("status", ["REJECTED", "EXPIRED", "REVOKED"])
def test_an_invitation_that_comes_to_nothing_is_kept_with_a_warning(plugin, wellarchitected, lens, accepted, status):
    def end(lens, share_id):
        wellarchitected.set_status(lens, share_id, status)

    with meanwhile(wellarchitected, lens, end):
        _, outputs = plugin.create(accepted)
    assert status == outputs["status"]
    assert [status] == statuses(wellarchitected, lens)
    (warning,) = plugin.engine.warnings
    assert f"is {status}: {ACCOUNT} has no access." in warning


def test_a_status_that_nobody_has_heard_of_ends_the_wait(plugin, wellarchitected, lens, accepted):
    def quarantine(lens, share_id):
        wellarchitected.set_status(lens, share_id, "QUARANTINED")

    with meanwhile(wellarchitected, lens, quarantine):
        _, outputs = plugin.create(accepted)
    assert "QUARANTINED" == outputs["status"]
    assert [] == plugin.engine.warnings


def test_a_listing_that_is_denied_ends_the_wait_and_keeps_the_share(plugin, wellarchitected, lens, accepted):
    fault_while_waiting(wellarchitected, "AccessDeniedException", times=None)
    id_, outputs = plugin.create(accepted)
    (share,) = wellarchitected.shares(lens)
    assert (f"{lens},{share.share_id}", "PENDING") == (id_, outputs["status"])
    (warning,) = plugin.engine.warnings
    assert "was sent, but waiting for it has stopped. Could not list the shares" in warning
    assert "Allow the action wellarchitected:ListLensShares" in warning


@pytest.mark.parametrize("error", ["ThrottlingException", "InternalServerException"])
def test_a_listing_that_fails_for_a_moment_does_not_end_the_wait(impatient, wellarchitected, lens, accepted, error):
    fault_while_waiting(wellarchitected, error, times=2)
    with meanwhile(wellarchitected, lens, wellarchitected.accept):
        _, outputs = impatient.create(accepted)
    assert "ACCEPTED" == outputs["status"]
    assert [] == impatient.engine.warnings
    assert 2 == len([request for request in wellarchitected.requests("ListLensShares") if request.status != 200])


def test_a_listing_that_fails_to_the_end_keeps_the_share(impatient, wellarchitected, lens, accepted):
    fault_while_waiting(wellarchitected, "ThrottlingException", times=None)
    _, outputs = impatient.create({**accepted, "timeouts": {"create": "1s"}})
    assert [outputs["share_id"]] == [share.share_id for share in wellarchitected.shares(lens)]
    assert "is still PENDING after 1 s" in impatient.engine.warnings[0]


def test_a_share_that_is_not_listed_yet_is_not_taken_for_lost(plugin, wellarchitected, unit):
    wellarchitected.configure(read_lag_seconds=1.5, association_seconds=0)
    _, outputs = plugin.create(unit)
    assert "ASSOCIATED" == outputs["status"]
    assert [] == plugin.engine.warnings


def test_a_refresh_of_the_same_run_does_not_take_a_share_for_gone_that_is_not_listed_yet(
    plugin, wellarchitected, inputs
):
    wellarchitected.configure(read_lag_seconds=600)
    id_, outputs = plugin.create(inputs)
    assert (id_, "PENDING") == (plugin.refresh(id_, outputs)[0], plugin.refresh(id_, outputs)[1]["status"])


def test_a_share_that_somebody_deletes_meanwhile_is_left_to_the_next_refresh(plugin, wellarchitected, lens, accepted):
    """For the create it is not listed yet; nobody could tell the two apart."""
    with meanwhile(wellarchitected, lens, wellarchitected.remove_share):
        _, outputs = plugin.create({**accepted, "timeouts": {"create": "2s"}})
    assert "PENDING" == outputs["status"]
    assert "is still PENDING after 2 s" in plugin.engine.warnings[0]


def test_a_delete_waits_for_the_association(plugin, wellarchitected, lens, unit):
    wellarchitected.configure(association_seconds=600)
    share_id = wellarchitected.share(lens, UNIT)

    def associate(lens, share_id):
        wellarchitected.set_status(lens, share_id, "ASSOCIATED")

    with meanwhile(wellarchitected, lens, associate):
        plugin.delete(f"{lens},{share_id}", {**unit, "share_id": share_id})
    assert [] == wellarchitected.shares(lens)
    assert {409, 200} == {request.status for request in wellarchitected.requests("DeleteLensShare")}


def test_a_delete_that_waited_in_vain_ends_in_a_sentence_and_loses_nothing(plugin, wellarchitected, lens, unit):
    wellarchitected.configure(association_seconds=600)
    share_id = wellarchitected.share(lens, UNIT)
    began = time.monotonic()
    with pytest.raises(grpc.RpcError) as failure:
        plugin.delete(f"{lens},{share_id}", {**unit, "share_id": share_id, "timeouts": {"delete": "1s"}})
    assert 1 <= time.monotonic() - began < 60
    assert failure.value.details().startswith(
        f"ConflictError: Could not delete share {share_id} of {lens}: the service reports a conflict ("
    )
    assert failure.value.details().endswith("run the command again in a minute.\n")
    assert ["ASSOCIATING"] == statuses(wellarchitected, lens)


def test_shares_that_wait_in_all_threads_let_a_short_create_through_when_one_is_done(
    plugin, wellarchitected, lens, inputs, accepted
):
    """Four threads serve all dynamic resources of a plugin process."""
    waiting = [f"{number:012}" for number in range(1, 5)]
    with ThreadPoolExecutor(5) as engine:
        creates = [
            engine.submit(plugin.create, {**accepted, "shared_with": account, "timeouts": {"create": "3s"}})
            for account in waiting
        ]
        while len(wellarchitected.shares(lens)) < len(waiting):
            time.sleep(0.05)
        short = engine.submit(plugin.create, inputs)
        assert "PENDING" == short.result(timeout=60)[1]["status"]
        assert ["PENDING"] * 4 == [create.result(timeout=60)[1]["status"] for create in creates]
    assert 5 == len(wellarchitected.shares(lens))


def test_shares_that_wait_together_are_each_answered(plugin, wellarchitected, lens, accepted):
    accounts = [f"{number:012}" for number in range(1, 5)]
    with ThreadPoolExecutor(4) as engine:
        creates = [engine.submit(plugin.create, {**accepted, "shared_with": account}) for account in accounts]
        while len(wellarchitected.shares(lens)) < len(accounts):
            time.sleep(0.05)
        for share in wellarchitected.shares(lens):
            wellarchitected.accept(lens, share.share_id)
        assert ["ACCEPTED"] * 4 == [create.result(timeout=60)[1]["status"] for create in creates]
    assert [] == plugin.engine.warnings
