"""The list of all shares of a lens, over gRPC and HTTP: what each verb does, and which calls it makes."""

import grpc
import pytest
from tests.protocol.exclusive.conftest import UNIT, UNIT_ARN, A, B, C, D
from wellarchitected_emulator import Fault

NOTHING = ([], [])


def changes(answer):
    assert answer.changes == (answer.DIFF_SOME if answer.replaces else answer.changes)
    return answer.changes == answer.DIFF_SOME, list(answer.replaces)


def create_refused(plugin, inputs):
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs)
    return failure.value.details()


def test_a_create_sends_one_share_to_each_with_one_listing(plugin, lens, listing, shared, operations):
    id_, outputs = plugin.create(listing(B, A))
    found = shared()
    assert lens == id_
    assert {A, B} == found.keys()
    assert (found, {A: "PENDING", B: "PENDING"}) == (outputs["share_ids"], outputs["statuses"])
    assert {A, B} == outputs["sent_at"].keys()
    assert ["CreateLensShare", "CreateLensShare", "ListLensShares"] == sorted(operations())


def test_a_create_keeps_what_is_live_and_sends_again_what_is_dead(plugin, wellarchitected, lens, listing, shared):
    live, dead = wellarchitected.share(lens, A), wellarchitected.share(lens, B, status="REJECTED")
    wellarchitected.accept(lens, live)
    _, outputs = plugin.create(listing(A, B))
    assert live == outputs["share_ids"][A] == shared()[A]
    assert dead != outputs["share_ids"][B] == shared()[B]
    assert {A: "ACCEPTED", B: "PENDING"} == outputs["statuses"]
    assert {B} == outputs["sent_at"].keys()
    (warning,) = plugin.end()
    assert warning.startswith(f"Kept 1 existing share of {lens}. Make sure that no other stack manages them")


def test_a_create_beside_others_names_all_of_them_and_changes_nothing(plugin, wellarchitected, lens, listing, shared):
    wellarchitected.share(lens, D)
    wellarchitected.share(lens, C)
    details = create_refused(plugin, listing(A))
    assert (
        f"AlreadySharedError: {lens} is shared with others than principals names: {C}, {D}. Add them to principals, or "
        f"set remove_others=True to end their access. Nothing was changed.\n"
    ) == details
    assert {C, D} == shared().keys()


def test_a_create_ends_the_access_of_others_where_that_is_asked_for(plugin, wellarchitected, lens, listing, shared):
    wellarchitected.share(lens, C)
    plugin.create(listing(A, remove_others=True))
    assert {A} == shared().keys()
    assert [f"Ended the access of {C} to {lens}, since principals does not name them (remove_others)."] == plugin.end()


def test_dead_shares_of_others_give_no_access_and_stay(plugin, wellarchitected, lens, listing, shared):
    wellarchitected.share(lens, C, status="EXPIRED")
    plugin.create(listing(A))
    assert {A, C} == shared().keys()


def test_the_spellings_of_a_unit_are_one_principal(plugin, wellarchitected, lens, listing, operations):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    unit = wellarchitected.share(lens, UNIT)
    _, outputs = plugin.create(listing(UNIT_ARN))
    assert ({UNIT_ARN: unit}, ["ListLensShares"]) == (outputs["share_ids"], operations()[-1:])


def test_an_update_sends_and_deletes_the_difference_only(plugin, created, listing, shared, operations):
    id_, outputs = created(listing(A, B))
    before = shared()
    operations()
    outputs = plugin.update(id_, outputs, listing(B, C))
    assert {B, C} == shared().keys() == outputs["share_ids"].keys()
    assert before[B] == shared()[B]
    assert ["CreateLensShare", "DeleteLensShare", "ListLensShares"] == sorted(operations())


def test_the_order_of_the_list_has_no_meaning(plugin, created, listing):
    id_, outputs = created(listing(A, B))
    assert (False, []) == changes(plugin.diff(id_, outputs, listing(B, A)))


def test_another_spelling_is_followed_without_a_call(plugin, created, wellarchitected, listing, operations):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    id_, outputs = created(listing(UNIT))
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(UNIT_ARN)))
    assert {UNIT_ARN} == plugin.update(id_, outputs, listing(UNIT_ARN))["share_ids"].keys()
    assert "CreateLensShare" not in operations()


def test_what_aws_does_not_know_is_updated_without_a_call(plugin, created, listing, operations):
    id_, outputs = created(listing(A))
    news = listing(A, remove_others=True, resend_on=["EXPIRED"])
    assert (True, []) == changes(plugin.diff(id_, outputs, news))
    assert (True, outputs["share_ids"]) == (
        (updated := plugin.update(id_, outputs, news))["remove_others"],
        updated["share_ids"],
    )
    assert [] == operations()


def test_another_lens_replaces(plugin, created, wellarchitected, listing):
    id_, outputs = created(listing(A))
    other = wellarchitected.publish_lens("other", account="111122223333", region="us-east-1")
    assert (True, ["lens_alias"]) == changes(plugin.diff(id_, outputs, {**listing(A), "lens_alias": other}))


def test_a_refresh_without_a_change_keeps_inputs_and_costs_its_pages(plugin, created, listing, operations):
    id_, outputs = created(listing(*(f"{number:012d}" for number in range(25))))
    _, refreshed, inputs = plugin.refresh(id_, outputs)
    assert (outputs, None) == (refreshed, inputs)
    assert ["ListLensShares"] * 3 == operations()


def test_a_stranger_is_seen_by_a_refresh_and_removed_by_the_next_update(
    plugin, created, wellarchitected, lens, listing, shared
):
    id_, outputs = created(listing(A))
    wellarchitected.share(lens, C)
    _, outputs, inputs = plugin.refresh(id_, outputs)
    assert {A: A, C: C} == inputs["principals"]
    assert {A} == outputs["share_ids"].keys()  # which a destroy would delete
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(A)))
    plugin.update(id_, outputs, listing(A))
    assert {A} == shared().keys()


def test_a_stranger_that_no_refresh_has_seen_stops_an_update(plugin, created, wellarchitected, lens, listing, shared):
    id_, outputs = created(listing(A))
    wellarchitected.share(lens, C)
    with pytest.raises(grpc.RpcError, match=f"is shared with others than principals names: {C}"):
        plugin.update(id_, outputs, listing(A, B))
    assert {A, C} == shared().keys()


def test_a_stranger_that_the_program_names_now_is_kept_and_belongs_to_it(
    plugin, created, wellarchitected, lens, listing, shared
):
    id_, outputs = created(listing(A))
    stranger = wellarchitected.share(lens, C)
    _, outputs, _ = plugin.refresh(id_, outputs)
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(A, C)))
    outputs = plugin.update(id_, outputs, listing(A, C))
    assert stranger == shared()[C] == outputs["share_ids"][C]


def test_a_share_that_is_gone_is_sent_again(plugin, created, wellarchitected, lens, listing, shared):
    id_, outputs = created(listing(A, B))
    wellarchitected.remove_share(lens, outputs["share_ids"][B])
    _, outputs, inputs = plugin.refresh(id_, outputs)
    assert ({A: A}, {A}) == (inputs["principals"], outputs["share_ids"].keys())
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(A, B)))
    plugin.update(id_, outputs, listing(A, B))
    assert {A, B} == shared().keys()


def test_expired_shares_are_sent_again_and_told_of(plugin, created, wellarchitected, lens, listing, shared):
    id_, outputs = created(listing(A, B))
    dead = outputs["share_ids"][B]
    wellarchitected.set_status(lens, dead, "EXPIRED")
    _, outputs, inputs = plugin.refresh(id_, outputs)
    assert ({A: A}, "EXPIRED") == (inputs["principals"], outputs["statuses"][B])
    plugin.check(listing(A, B))
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(A, B)))
    outputs = plugin.update(id_, outputs, listing(A, B))
    assert dead != shared()[B] == outputs["share_ids"][B]
    assert [f"Lens share is EXPIRED: this up sends a new invitation to {B}."] == plugin.end()


def test_a_rejected_share_is_left_alone_and_told_of(plugin, created, wellarchitected, lens, listing):
    id_, outputs = created(listing(A, B))
    wellarchitected.reject(lens, outputs["share_ids"][B])
    _, outputs, inputs = plugin.refresh(id_, outputs)
    assert (None, "REJECTED") == (inputs, outputs["statuses"][B])
    assert (False, []) == changes(plugin.diff(id_, outputs, listing(A, B)))
    kept = plugin.update(id_, outputs, listing(A, B, C))
    assert outputs["share_ids"][B] == kept["share_ids"][B]
    assert [f"{B} has rejected the lens share. To send it again, put REJECTED into resend_on."] == plugin.end()


def test_a_rejected_share_is_sent_again_where_that_is_asked_for(
    plugin, created, wellarchitected, lens, listing, shared
):
    id_, outputs = created(listing(A, B))
    wellarchitected.reject(lens, outputs["share_ids"][B])
    _, outputs, _ = plugin.refresh(id_, outputs)
    news = listing(A, B, resend_on=["REJECTED"])
    assert (True, []) == changes(plugin.diff(id_, outputs, news))
    assert outputs["share_ids"][B] != plugin.update(id_, outputs, news)["share_ids"][B] == shared()[B]


def test_a_delete_deletes_what_the_resource_has_and_leaves_strangers(
    plugin, created, wellarchitected, lens, listing, shared, operations
):
    id_, outputs = created(listing(A, B))
    wellarchitected.share(lens, C)
    _, outputs, _ = plugin.refresh(id_, outputs)
    operations()
    plugin.delete(id_, outputs)
    assert {C} == shared().keys()
    assert ["DeleteLensShare"] * 2 == operations()


def test_a_lens_that_is_gone_takes_the_list_with_it(plugin, created, wellarchitected, lens, listing):
    id_, outputs = created(listing(A))
    wellarchitected.client().delete_lens(LensAlias=lens, LensStatus="ALL", ClientRequestToken="deletion")
    assert "" == plugin.refresh(id_, outputs)[0]


def test_a_lookup_finds_everybody_who_has_the_lens(plugin, wellarchitected, lens, shared):
    wellarchitected.share(lens, A)
    wellarchitected.share(lens, B, status="EXPIRED")
    id_, outputs, _ = plugin.get(lens)
    assert (lens, lens) == (id_, outputs["lens_alias"])
    assert {A: A} == outputs["principals"]
    assert shared() == outputs["share_ids"]


def test_a_lookup_of_a_lens_that_does_not_exist_is_an_error(plugin, lens):
    other = lens[:-1] + ("0" if lens[-1] != "0" else "1")
    with pytest.raises(grpc.RpcError, match=r"NotFoundError"):
        plugin.get(other)


def test_a_row_that_names_nobody_is_known_by_its_id(plugin, created, wellarchitected, lens, listing, shared):
    id_, outputs = created(listing(A))
    wellarchitected.omit(lens, outputs["share_ids"][A], ["SharedWith"])
    stranger = wellarchitected.share(lens, C)
    wellarchitected.omit(lens, stranger, ["SharedWith"])
    _, refreshed, inputs = plugin.refresh(id_, outputs)
    assert ({A: A, stranger: stranger}, {A}) == (inputs["principals"], refreshed["share_ids"].keys())
    plugin.update(id_, refreshed, listing(A))
    assert outputs["share_ids"] == shared()


@pytest.mark.parametrize("position", range(3))
def test_one_that_fails_stops_no_other_and_the_next_run_goes_on(plugin, wellarchitected, listing, shared, position):
    failing = (A, B, C)[position]
    wellarchitected.inject(
        Fault(operation="CreateLensShare", match={"SharedWith": failing}, error="AccessDeniedException")
    )
    id_, outputs = plugin.create(listing(A, B, C))
    sent = shared()
    assert {A, B, C} - {failing} == sent.keys()
    assert sent == outputs["share_ids"]
    assert outputs["failure"].startswith("AccessDeniedError: Could not share ")
    assert f"with {failing}" in outputs["failure"]
    assert "1 of 3 failed." in outputs["failure"]
    assert (True, []) == changes(plugin.diff(id_, outputs, listing(A, B, C)))
    outputs = plugin.update(id_, outputs, listing(A, B, C))
    assert shared() == outputs["share_ids"]
    assert "failure" not in outputs
    assert [f"The last up failed in part. This one shares {id_} with {failing}."] == plugin.end()
    assert sent.items() <= shared().items()


def test_a_share_that_could_not_be_deleted_stays_in_the_state(plugin, created, wellarchitected, listing, shared):
    id_, outputs = created(listing(A, B))
    before = outputs["share_ids"]
    wellarchitected.inject(Fault(operation="DeleteLensShare", error="AccessDeniedException"))
    outputs = plugin.update(id_, outputs, listing(A, C))
    assert outputs["share_ids"] == shared() == {**before, C: shared()[C]}
    assert before[B] in outputs["failure"]
    plugin.diff(id_, outputs, listing(A, C, D))
    outputs = plugin.update(id_, outputs, listing(A, C))
    assert outputs["share_ids"] == shared()
    assert {A, C} == shared().keys()
    rest = f"shares {id_} with {D} and ends the access of {B}"
    assert [f"The last up failed in part. This one {rest}."] == plugin.end()


def test_another_who_could_not_be_removed_is_removed_by_the_next_run(plugin, wellarchitected, lens, listing, shared):
    stranger = wellarchitected.share(lens, D)
    wellarchitected.inject(Fault(operation="DeleteLensShare", error="AccessDeniedException"))
    inputs = listing(A, remove_others=True)
    id_, outputs = plugin.create(inputs)
    assert stranger == outputs["share_ids"][D]
    assert (True, []) == changes(plugin.diff(id_, outputs, inputs))
    plugin.update(id_, outputs, inputs)
    assert {A} == shared().keys()


def test_a_dead_share_that_could_not_be_sent_again_stays_in_the_state(
    plugin, created, wellarchitected, lens, listing, shared
):
    id_, outputs = created(listing(A))
    dead = outputs["share_ids"][A]
    wellarchitected.set_status(lens, dead, "EXPIRED")
    _, outputs, _ = plugin.refresh(id_, outputs)
    wellarchitected.inject(Fault(operation="DeleteLensShare", error="AccessDeniedException"))
    outputs = plugin.update(id_, outputs, listing(A, B))
    assert (dead, "EXPIRED") == (outputs["share_ids"][A], outputs["statuses"][A])
    outputs = plugin.update(id_, outputs, listing(A, B))
    assert dead != shared()[A] == outputs["share_ids"][A]


def test_a_refresh_forgets_what_failed(plugin, wellarchitected, listing):
    wellarchitected.inject(Fault(operation="CreateLensShare", match={"SharedWith": B}, error="AccessDeniedException"))
    id_, outputs = plugin.create(listing(A, B))
    _, refreshed, inputs = plugin.refresh(id_, outputs)
    assert "failure" in outputs
    assert "failure" not in refreshed
    assert {A: A} == inputs["principals"]


def test_if_all_fail_the_first_tells_why_and_all_are_named(plugin, wellarchitected, listing):
    wellarchitected.inject(Fault(operation="CreateLensShare", error="AccessDeniedException", times=None))
    accounts = [f"{number:012d}" for number in range(12)]
    details = create_refused(plugin, listing(*accounts))
    assert "12 of 12 failed." in details
    assert all(account in details for account in accounts)
    assert 1 == details.count("A fault that was asked for.")


def test_300_are_sent_though_aws_throttles(plugin, wellarchitected, listing, shared, operations):
    wellarchitected.inject(Fault.throttling(rate=100, burst=20))
    accounts = [f"{number:012d}" for number in range(300)]
    _, outputs = plugin.create(listing(*accounts))
    assert set(accounts) == shared().keys() == outputs["share_ids"].keys()
