"""What a user does with a share from its first preview to its end, and what the terminal shows."""

from tests.support.emulated import only_share
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


def test_a_plain_preview_shows_expired_shares_if_the_project_refreshes_always(stack, wellarchitected, lens):
    """The option is in the Pulumi.yaml of the root project and of the examples."""
    with (stack.folder / "Pulumi.yaml").open("a") as file:
        file.write("options:\n  refresh: always\n")
    stack.declare(
        'for each in ("444455556666", "777788889999"):\n    wa.LensShare(each, lens_alias=lens, shared_with=each)\n'
    )
    stack.up()
    wellarchitected.advance(days=8)
    shown = stack.preview()
    assert "+-2 to replace" in shown.output
    warnings = [
        f"warning: Lens share is EXPIRED: this up sends a new invitation to {principal}."
        for principal in ("444455556666", "777788889999")
    ]
    assert warnings == shown.diagnostics
    assert warnings == stack.up().diagnostics
    assert {"PENDING"} == {share.status for share in wellarchitected.shares(lens)}


def test_hundreds_of_expired_shares_are_told_in_one_line_a_lens(stack, wellarchitected, lens):
    stack.declare(
        "for number in range(60):\n"
        "    principal = str(444455550000 + number)\n"
        "    wa.LensShare(principal, lens_alias=lens, shared_with=principal)\n"
    )
    stack.up()
    wellarchitected.advance(days=8)
    (warning,) = stack.preview("--refresh").diagnostics
    assert warning.endswith(
        "60 lens shares of arn:aws:wellarchitected:us-east-1:111122223333:lens/LENS are EXPIRED: this up sends them "
        "again (444455550000, 444455550001, 444455550002, 444455550003, 444455550004 and 55 more)."
    )


def test_a_rejection_is_told_once(stack, wellarchitected, lens):
    stack.up()
    wellarchitected.reject(lens, only_share(wellarchitected, lens).share_id)
    told = "warning: 444455556666 has rejected the lens share. To send it again, put REJECTED into resend_on."
    assert [[told], [], []] == [run.diagnostics for run in (stack.refresh(), stack.refresh(), stack.up())]
