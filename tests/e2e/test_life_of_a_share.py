"""What a user does with a share from its first preview to its end, and what the terminal shows."""

from wellarchitected_emulator import Fault


def test_preview_promises_a_share_and_makes_no_call(stack, wellarchitected, snapshot):
    assert snapshot == stack.preview().text
    assert [] == wellarchitected.requests()


def test_up_shares_the_lens_and_a_second_one_changes_nothing(stack, wellarchitected, lens, snapshot):
    assert snapshot(name="first") == stack.up().text
    (share,) = wellarchitected.shares(lens)
    assert {"share_id": share.share_id, "status": "PENDING"} == stack.outputs()
    wellarchitected.clear_requests()
    assert snapshot(name="second") == stack.up().text
    assert [] == wellarchitected.requests()


def test_the_state_holds_a_short_reference_to_the_provider_in_clear(stack, lens):
    stack.up()
    (resource,) = stack.resources()
    assert 120 > len(resource["inputs"]["__provider"])
    assert resource["id"] == f"{lens},{resource['outputs']['share_id']}"


def test_a_share_that_was_deleted_outside_is_sent_again(stack, wellarchitected, lens, snapshot):
    stack.up()
    wellarchitected.remove_share(lens, stack.outputs()["share_id"])
    assert snapshot == stack.up("--refresh").text
    (share,) = wellarchitected.shares(lens)
    assert share.share_id == stack.outputs()["share_id"]


def test_an_acceptance_is_seen_and_is_no_change(stack, wellarchitected, lens, snapshot):
    stack.up()
    wellarchitected.accept(lens, stack.outputs()["share_id"])
    assert snapshot(name="refresh") == stack.refresh().text
    assert snapshot(name="preview") == stack.preview("--expect-no-changes").text


def test_a_changed_principal_replaces_the_share_and_deletes_first(stack, wellarchitected, lens, snapshot):
    stack.up()
    stack.configure({"account": "777788889999"})
    assert snapshot(name="preview") == stack.preview("--diff").text
    wellarchitected.clear_requests()
    stack.up()
    assert ["777788889999"] == [share.shared_with for share in wellarchitected.shares(lens)]
    assert ["DeleteLensShare", "ListLensShares", "CreateLensShare"] == [
        request.operation for request in wellarchitected.requests()
    ]


def test_an_expired_share_is_sent_again_by_the_next_up(stack, wellarchitected, lens, snapshot):
    stack.up()
    expired = stack.outputs()["share_id"]
    wellarchitected.advance(days=8)
    stack.refresh()
    assert snapshot == stack.preview().text
    stack.up()
    (share,) = wellarchitected.shares(lens)
    assert expired != share.share_id
    assert "PENDING" == share.status


def test_destroy_deletes_the_share(stack, wellarchitected, lens, snapshot):
    stack.up()
    assert snapshot == stack.destroy().text
    assert [] == wellarchitected.shares(lens)
    assert [] == stack.resources()


def test_a_live_share_of_somebody_elses_is_neither_taken_nor_harmed(stack, wellarchitected, lens, snapshot):
    share_id = wellarchitected.share(lens, "444455556666")
    assert snapshot == stack.up(fails=True).diagnostics
    assert [share_id] == [share.share_id for share in wellarchitected.shares(lens)]
    assert [] == stack.resources()


def test_a_failing_refresh_loses_nothing(stack, wellarchitected, snapshot):
    stack.up()
    before = stack.outputs()
    wellarchitected.inject(Fault(operation="ListLensShares", error="AccessDeniedException", times=None))
    assert snapshot == stack.refresh(fails=True).diagnostics
    assert before == stack.outputs()
    assert 1 == len(stack.resources())
