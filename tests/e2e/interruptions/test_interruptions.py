"""Whatever ends a run before its time, or slows it: in the end one share in the state for one share that is there."""

import re
import signal

import pytest
from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault

SHARES = """
for number in range({}):
    wa.LensShare(f"share-{{number}}", lens_alias=lens, shared_with=f"4444555566{{number:02}}")
"""
ADOPTING = "wa.LensShare('security', lens_alias=lens, shared_with=account, adopt_existing=True)"


def ids(wellarchitected, lens):
    return sorted(share.share_id for share in wellarchitected.shares(lens))


def ids_in_state(stack):
    return sorted(resource["outputs"]["share_id"] for resource in stack.resources())


def test_an_interrupt_lets_the_calls_under_way_finish_and_keeps_what_they_made(
    stack, wellarchitected, lens, running_up
):
    wellarchitected.inject(Fault(operation="CreateLensShare", latency=1.5, times=None))
    stack.declare(SHARES.format(6))
    process = running_up("--parallel", "2")
    wait_until(lambda: wellarchitected.requests("CreateLensShare"))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    made = ids(wellarchitected, lens)
    assert 1 <= len(made) < 6
    assert made == ids_in_state(stack)
    wellarchitected.clear_faults()
    stack.up()
    assert 6 == len(wellarchitected.shares(lens))
    assert ids(wellarchitected, lens) == ids_in_state(stack)


@pytest.fixture
def killed_up(stack, wellarchitected, lens, running_up):
    """A run whose CLI was killed in the middle of a create, which its orphaned plugin then finishes."""
    wellarchitected.inject(Fault(operation="CreateLensShare", latency=1))
    process = running_up()
    wait_until(lambda: wellarchitected.requests("CreateLensShare"))
    process.kill()
    process.wait()
    wait_until(lambda: wellarchitected.shares(lens))
    assert [] == stack.resources()
    assert "locked" in stack.up(fails=True).output
    stack.run("cancel", "--yes", "--stack", stack.name)


def test_a_share_that_a_killed_run_has_made_is_told_of_and_adopted(stack, wellarchitected, lens, killed_up):
    made = ids(wellarchitected, lens)
    failed = stack.up(fails=True).output
    assert "pending operations" in failed
    assert f"(id {made[0]}, PENDING). Set adopt_existing=True" in failed
    assert made == ids(wellarchitected, lens)
    stack.declare(ADOPTING)
    stack.up()
    assert made == ids(wellarchitected, lens) == ids_in_state(stack)
    stack.up("--refresh", "--expect-no-changes")


def test_a_share_that_a_killed_run_has_made_is_adopted_after_the_pending_creates_are_cleared(
    stack, wellarchitected, lens, killed_up
):
    made = ids(wellarchitected, lens)
    stack.refresh("--clear-pending-creates")
    stack.declare(ADOPTING)
    (warning,) = stack.up().diagnostics
    assert warning.startswith("warning: Adopted share")
    assert made == ids(wellarchitected, lens) == ids_in_state(stack)


def test_shares_that_a_killed_run_without_checkpoints_has_made_are_told_of_and_adopted(
    stack, wellarchitected, lens, running_up
):
    stack.environment["PULUMI_SKIP_CHECKPOINTS"] = "true"
    wellarchitected.inject(Fault(operation="CreateLensShare", skip=3, latency=2, times=None))
    stack.declare(SHARES.format(6))
    process = running_up()
    wait_until(lambda: len(wellarchitected.shares(lens)) >= 3)
    process.kill()
    process.wait()
    wait_until(lambda: all(request.status for request in wellarchitected.requests()))  # the orphaned plugin's
    wellarchitected.clear_faults()
    made = ids(wellarchitected, lens)
    assert [] == stack.resources()
    stack.run("cancel", "--yes", "--stack", stack.name)
    assert re.search(rf"\(id ({'|'.join(made)}), PENDING\)\. Set adopt_existing=True", stack.up(fails=True).output)
    stack.declare(SHARES.format(6).replace("lens_alias", "adopt_existing=True, lens_alias"))
    stack.up()
    assert 6 == len(wellarchitected.shares(lens))
    assert set(made) <= set(ids_in_state(stack)) == set(ids(wellarchitected, lens))


@pytest.mark.parametrize("program", [SHARES.format(1), ADOPTING], ids=["sending", "adopting"])
@pytest.mark.parametrize("lag", [0, 2])
def test_a_create_whose_answer_is_lost_ends_with_its_share_in_the_state(stack, wellarchitected, lens, program, lag):
    wellarchitected.configure(read_lag_seconds=lag)
    wellarchitected.inject(Fault(operation="CreateLensShare", when="after", drop=True))
    stack.declare(program)
    stack.up()
    assert 1 == len(wellarchitected.shares(lens))
    assert ids(wellarchitected, lens) == ids_in_state(stack)


def test_twenty_shares_get_through_a_storm_of_throttling(stack, wellarchitected, lens):
    wellarchitected.inject(Fault.throttling(rate=8, burst=4))
    stack.declare(SHARES.format(20))
    stack.up()
    assert 20 == len(wellarchitected.shares(lens))
    assert ids(wellarchitected, lens) == ids_in_state(stack)
    assert any(request.status == 429 for request in wellarchitected.requests())


@pytest.mark.parametrize("adopting", ["", ", adopt_existing=True"], ids=["sending", "adopting"])
def test_a_listing_that_lags_neither_loses_nor_doubles_a_share(stack, wellarchitected, lens, adopting):
    stack.declare(f"wa.LensShare('security', lens_alias=lens, shared_with=account{adopting})")
    wellarchitected.configure(read_lag_seconds=3)
    stack.up()
    assert ids(wellarchitected, lens) == ids_in_state(stack)
    wellarchitected.advance(seconds=5)
    stack.up("--target-replace", stack.urn("security"))  # the listing still shows what was deleted
    assert 1 == len(wellarchitected.shares(lens))
    assert ids(wellarchitected, lens) == ids_in_state(stack)
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_a_share_that_a_refresh_did_not_see_yet_is_taken_up_again_and_not_doubled(stack, wellarchitected, lens):
    """A listing is all there is to go by; a refresh forgets what it does not show, and the next up finds it."""
    wellarchitected.configure(read_lag_seconds=3600)
    stack.up()
    stack.refresh()
    assert [] == stack.resources()
    wellarchitected.configure(read_lag_seconds=0)
    assert "already exists" in stack.up(fails=True).output
    stack.declare(ADOPTING)
    stack.up()
    assert 1 == len(wellarchitected.shares(lens))
    assert ids(wellarchitected, lens) == ids_in_state(stack)


def test_a_unit_that_is_listed_late_is_waited_for(stack, wellarchitected, lens):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(read_lag_seconds=2, association_seconds=1)
    stack.configure({"account": "ou-abcd-11111111"})
    stack.up()
    assert re.findall(r"ASSOCIATED", str(stack.outputs()))
    assert ids(wellarchitected, lens) == ids_in_state(stack)
