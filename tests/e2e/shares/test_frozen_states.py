"""States of earlier versions (checkpoints/): the present version previews, refreshes, updates and destroys them."""

import json
from pathlib import Path

import pytest
from tests.support.stack import LENS_SHARE

CHECKPOINTS = Path(__file__).parent / "checkpoints"
PROGRAMS = sorted(CHECKPOINTS.glob("*/*.py"))
PRINCIPALS = {"secret": "444455556666"}
"""The principals that the state encrypts."""


@pytest.fixture(params=PROGRAMS, ids=lambda program: f"{program.parent.name}-{program.stem}")
def frozen(request):
    return request.param


@pytest.fixture
def shares(frozen, wellarchitected, lens):
    """Seed the emulator with the shares of the state. Returns the status of each."""
    wellarchitected.enable_organization_sharing()
    seen = {}
    for outputs in outputs_in(frozen.with_suffix(".json").read_text()):
        principal = PRINCIPALS.get(frozen.stem, outputs["shared_with"])
        assert lens == outputs["lens_alias"]
        wellarchitected.share(lens, principal, status=outputs["status"], share_id=outputs["share_id"])
        seen[outputs["share_id"]] = outputs["status"]
    return seen


@pytest.fixture
def stack(stack, frozen, shares, wellarchitected):
    """The stack with the old program and the old state, whose calls go to this test's emulator."""
    stack.program(frozen.read_text())
    stack.configure({"url": wellarchitected.url})
    state = frozen.with_suffix(".json").read_text().replace("http://127.0.0.1:4747", wellarchitected.url)
    (stack.folder / "state.json").write_text(state)
    stack.run("stack", "import", "--stack", "test", "--file", "state.json")
    return stack


def outputs_in(state):
    resources = json.loads(state)["deployment"]["resources"]
    return [resource["outputs"] for resource in resources if LENS_SHARE == resource["type"]]


def test_an_old_state_is_previewed_refreshed_updated_and_destroyed(stack, shares, wellarchitected, lens):
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    stack.up("--expect-no-changes")
    assert shares == {share.share_id: share.status for share in wellarchitected.shares(lens)}
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
    assert [] == wellarchitected.requests("CreateLensShare")


def test_an_old_state_is_destroyed_as_it_is(stack, shares, wellarchitected, lens):
    assert shares.keys() == {share.share_id for share in wellarchitected.shares(lens)}
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_a_new_input_updates_an_old_share_in_place(stack, frozen, shares, wellarchitected, lens):
    stack.program(frozen.read_text().replace("lens_alias=", "wait_for_acceptance=False, resend_on=[], lens_alias=", 1))
    if "timeouts" == frozen.stem:
        stack.program(frozen.read_text().replace('["EXPIRED", "REJECTED"]', "[]"))
    stack.up("--expect-no-changes", fails=True)
    assert shares.keys() == {share.share_id for share in wellarchitected.shares(lens)}
    assert [] == wellarchitected.requests("CreateLensShare")
    stack.preview("--expect-no-changes")


def test_an_expired_share_of_an_old_state_is_sent_again(stack, shares, wellarchitected, lens):
    expired = next(iter(shares))
    wellarchitected.set_status(lens, expired, "EXPIRED")
    stack.refresh()
    stack.up()
    present = {share.share_id for share in wellarchitected.shares(lens)}
    assert expired not in present
    assert len(shares) == len(present)
