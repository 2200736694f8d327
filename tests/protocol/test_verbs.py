"""Check, Diff, Create, Read, Update and Delete, as the engine asks for them."""

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import grpc
import pytest
from tests.protocol.plugin import UNKNOWN, plugin_process
from tests.support.emulated import only_share
from tests.support.pickles import PROTOCOL_4, PROTOCOL_5
from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault


@pytest.fixture
def inputs(lens):
    return {"lens_alias": lens, "shared_with": "444455556666"}


def test_check_adds_no_defaults_to_the_state(plugin, lens):
    checked, failures = plugin.check({"lens_alias": lens, "shared_with": "444455556666"})
    assert {} == failures
    assert {"lens_alias": lens, "shared_with": "444455556666", "__provider": plugin.provider} == checked


def test_check_lets_unknown_values_pass(plugin):
    checked, failures = plugin.check({"lens_alias": UNKNOWN, "shared_with": UNKNOWN, "resend_on": ["EXPIRED", UNKNOWN]})
    assert {} == failures
    assert UNKNOWN == checked["lens_alias"]
    assert ["EXPIRED", UNKNOWN] == checked["resend_on"]


def test_check_names_every_bad_property_and_makes_no_call(plugin, wellarchitected):
    _, failures = plugin.check({"lens_alias": "serverless", "shared_with": 444455556666, "resend_on": ["PENDING"]})
    assert {"lens_alias", "shared_with", "resend_on"} == set(failures)
    assert [] == wellarchitected.requests()


def test_check_refuses_the_owners_own_account(plugin, lens):
    _, failures = plugin.check({"lens_alias": lens, "shared_with": "111122223333"})
    assert "has access already" in failures["shared_with"]


def test_a_setting_that_is_not_supported_is_refused_before_any_call(plugin, wellarchitected, inputs, aws_config):
    plugin.configure({**aws_config, "aws:unheardOf": "x"})
    with pytest.raises(grpc.RpcError) as failure:
        plugin.check(inputs)
    assert failure.value.details().startswith(
        "ConfigurationError: pulumi_wellarchitected does not support aws:unheardOf"
    )
    assert [] == wellarchitected.requests()


def test_create_shares_the_lens_and_returns_what_there_is(plugin, wellarchitected, lens, inputs):
    id_, outputs = plugin.create(inputs)
    share = only_share(wellarchitected, lens)
    assert f"{lens},{share.share_id}" == id_
    sent_at = datetime.fromisoformat(outputs.pop("sent_at").replace("Z", "+00:00"))
    assert timedelta() <= datetime.now(timezone.utc) - sent_at < timedelta(minutes=1)
    assert {
        **inputs,
        "share_id": share.share_id,
        "status": "PENDING",
        "__provider": plugin.provider,
    } == outputs
    assert "444455556666" == share.shared_with


def test_create_takes_two_calls(plugin, wellarchitected, inputs):
    plugin.create(inputs)
    assert ["ListLensShares", "CreateLensShare"] == [request.operation for request in wellarchitected.requests()]


def test_create_sends_the_call_to_the_lenss_own_region(plugin, wellarchitected, inputs):
    elsewhere = wellarchitected.publish_lens("elsewhere", account="111122223333", region="eu-west-1")
    _, outputs = plugin.create({**inputs, "lens_alias": elsewhere})
    assert elsewhere == outputs["lens_alias"]
    assert {"eu-west-1"} == {request.region for request in wellarchitected.requests()}


def test_create_waits_for_an_organizational_unit_to_be_associated(plugin, wellarchitected, inputs):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    _, outputs = plugin.create({**inputs, "shared_with": "ou-abcd-11111111"})
    assert "ASSOCIATED" == outputs["status"]


def test_create_cleans_up_and_tells_why_an_association_failed(plugin, wellarchitected, lens, inputs):
    wellarchitected.configure(association_seconds=0)  # sharing with the organization is not turned on
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create({**inputs, "shared_with": "ou-abcd-11111111"})
    assert "turn on sharing" in failure.value.details()
    assert [] == wellarchitected.shares(lens)


def test_create_refuses_a_live_share_that_is_there(plugin, wellarchitected, lens, inputs):
    share_id = wellarchitected.share(lens, "444455556666")
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs)
    assert (
        f"AlreadySharedError: Lens share with 444455556666 already exists on {lens} (id {share_id}, PENDING). Set "
        f"adopt_existing=True to manage it here, import it, or delete it first. After an interrupted run, adopt it "
        f"once with PULUMI_WELLARCHITECTED_ADOPT_EXISTING=true pulumi up. If the resource was renamed, name the old "
        f"one in ResourceOptions(aliases=[...]). If resources are named by their position in a list, name them by "
        f"their principal.\n"
    ) == failure.value.details()
    assert share_id == only_share(wellarchitected, lens).share_id


def test_create_adopts_a_live_share_where_that_is_wanted(plugin, wellarchitected, lens, inputs):
    share_id = wellarchitected.share(lens, "444455556666")
    wellarchitected.accept(lens, share_id)
    id_, outputs = plugin.create({**inputs, "adopt_existing": True})
    assert f"{lens},{share_id}" == id_
    assert "ACCEPTED" == outputs["status"]
    assert share_id == only_share(wellarchitected, lens).share_id


def test_two_resources_on_one_principal_never_hold_the_same_share(plugin, wellarchitected, lens, inputs):
    plugin.create(inputs)
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create({**inputs, "adopt_existing": True})
    assert "another resource of this program owns it" in failure.value.details()
    assert "PENDING" == only_share(wellarchitected, lens).status


def test_a_dead_share_makes_room_for_a_new_one(plugin, wellarchitected, lens, inputs):
    dead = wellarchitected.share(lens, "444455556666")
    wellarchitected.set_status(lens, dead, "REJECTED")
    plugin.create(inputs)
    share = only_share(wellarchitected, lens)
    assert dead != share.share_id
    assert "PENDING" == share.status


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "InternalServerException"}])
def test_a_create_whose_answer_is_lost_ends_with_one_share(plugin, wellarchitected, lens, inputs, fault):
    wellarchitected.inject(Fault(operation="CreateLensShare", when="after", times=1, **fault))
    id_, _ = plugin.create(inputs)
    assert f"{lens},{only_share(wellarchitected, lens).share_id}" == id_


def test_refresh_of_an_unchanged_share_changes_nothing(plugin, inputs):
    id_, outputs = plugin.create(inputs)
    assert (id_, outputs, None) == plugin.refresh(id_, outputs)


def test_refresh_sees_an_acceptance_and_diff_makes_nothing_of_it(plugin, wellarchitected, lens, inputs):
    id_, outputs = plugin.create(inputs)
    wellarchitected.accept(lens, outputs["share_id"])
    _, refreshed, _ = plugin.refresh(id_, outputs)
    assert "ACCEPTED" == refreshed["status"]
    assert plugin.diff(id_, refreshed, inputs).changes == plugin.diff(id_, outputs, inputs).changes
    assert [] == list(plugin.diff(id_, refreshed, inputs).replaces)


def test_refresh_of_a_share_that_was_deleted_says_gone(plugin, wellarchitected, lens, inputs):
    share_id = wellarchitected.share(lens, "444455556666")
    wellarchitected.remove_share(lens, share_id)
    assert "" == plugin.refresh(f"{lens},{share_id}", {**inputs, "share_id": share_id})[0]


def test_refresh_of_a_share_whose_lens_was_deleted_says_gone(plugin, wellarchitected, inputs):
    id_, outputs = plugin.create(inputs)
    missing = outputs["lens_alias"].rpartition("/")[0] + "/" + uuid.uuid4().hex
    gone = plugin.refresh(id_.replace(outputs["lens_alias"], missing), {**outputs, "lens_alias": missing})
    assert "" == gone[0]
    asked = [request.operation for request in wellarchitected.requests()]
    assert ["ListLensShares", "GetCallerIdentity", "ListLensShares"] == asked[-3:]  # a single answer is not believed


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("AccessDeniedException", "AccessDeniedError"),
        ("ThrottlingException", "ThrottledError"),
        ("InternalServerException", "InternalError"),
        ("ValidationException", "InvalidRequestError"),
    ],
)
def test_refresh_never_takes_a_failure_for_gone(plugin, wellarchitected, inputs, aws_config, error, name):
    plugin.configure({**aws_config, "aws:maxRetries": "2"})
    id_, outputs = plugin.create(inputs)
    wellarchitected.inject(Fault(operation="ListLensShares", error=error, times=None))
    with pytest.raises(grpc.RpcError, match=f"{name}: Could not list the shares"):
        plugin.refresh(id_, outputs)


def test_an_empty_listing_in_another_account_is_never_believed(plugin, wellarchitected, lens, inputs, aws_config):
    share_id = wellarchitected.share(lens, "444455556666")
    plugin.configure({**aws_config, "aws:accessKey": "999900001111"})
    empty = Fault(
        operation="ListLensShares",
        status=200,
        body='{"LensShareSummaries": []}',
        content_type="application/json",
        headers={"x-amzn-RequestId": str(uuid.uuid4())},
        times=None,
    )
    wellarchitected.inject(empty)
    for read in (
        lambda: plugin.refresh(f"{lens},{share_id}", {**inputs, "share_id": share_id}),
        lambda: plugin.get(f"{lens},444455556666"),
    ):
        with pytest.raises(grpc.RpcError) as failure:
            read()
        assert "belong to account 999900001111, but the lens belongs to account 111122223333" in failure.value.details()


@pytest.mark.parametrize("verb", ["refresh", "delete", "create"])
def test_not_found_in_another_account_is_never_believed(plugin, wellarchitected, lens, inputs, aws_config, verb):
    share_id = wellarchitected.share(lens, "444455556666")
    plugin.configure({**aws_config, "aws:accessKey": "999900001111"})
    arguments = [inputs] if verb == "create" else [f"{lens},{share_id}", {**inputs, "share_id": share_id}]
    with pytest.raises(grpc.RpcError) as failure:
        getattr(plugin, verb)(*arguments)
    assert "belong to account 999900001111, but the lens belongs to account 111122223333" in failure.value.details()
    assert (verb != "create") == ("give --run-program to use the current ones" in failure.value.details())
    assert "PENDING" == only_share(wellarchitected, lens).status


def test_an_up_uses_the_current_settings_so_it_does_not_hint_at_saved_ones(plugin, lens, inputs, aws_config):
    plugin.configure({**aws_config, "aws:accessKey": "999900001111"})
    plugin.check(inputs)
    with pytest.raises(grpc.RpcError, match="WrongAccountError") as failure:
        plugin.delete(f"{lens},{'0' * 32}", {**inputs, "share_id": "0" * 32})
    assert "--run-program" not in failure.value.details()


def test_an_adopted_share_has_no_time_at_which_it_was_sent(plugin, wellarchitected, lens, inputs):
    wellarchitected.share(lens, "444455556666")
    assert "sent_at" not in plugin.create({**inputs, "adopt_existing": True})[1]


def test_a_refresh_keeps_the_time_at_which_a_share_was_sent(plugin, inputs):
    id_, outputs = plugin.create(inputs)
    assert outputs["sent_at"] == plugin.refresh(id_, outputs)[1]["sent_at"]


def test_a_protected_share_is_not_replaced_for_its_status(plugin, wellarchitected, inputs):
    id_, outputs = plugin.create(inputs)
    wellarchitected.advance(days=8)
    _, refreshed, _ = plugin.refresh(id_, outputs)
    assert [] == list(plugin.diff(id_, refreshed, {**inputs, "protected": True}).replaces)
    assert ["Lens share with 444455556666 is EXPIRED and protected: unprotect it to send it again."] == plugin.end()


def test_a_share_that_is_being_unprotected_is_replaced_by_the_next_up(plugin, wellarchitected, inputs):
    """The engine still refuses to replace it in this one, since the state says that it is protected."""
    id_, outputs = plugin.create({**inputs, "protected": True})
    wellarchitected.advance(days=8)
    _, refreshed, _ = plugin.refresh(id_, outputs)
    plugin.check(inputs, {**inputs, "protected": True})
    assert not plugin.diff(id_, refreshed, inputs).replaces


def test_the_protection_itself_is_no_change(plugin, inputs):
    id_, outputs = plugin.create(inputs)
    diff = plugin.diff(id_, outputs, {**inputs, "protected": True})
    assert diff.DIFF_NONE == diff.changes


def test_a_dead_share_of_a_program_is_sent_by_this_up(plugin, wellarchitected, inputs):
    id_, outputs = plugin.create(inputs)
    wellarchitected.advance(days=8)
    _, refreshed, _ = plugin.refresh(id_, outputs)
    plugin.diff(id_, refreshed, inputs)
    plugin.check(inputs, inputs)
    plugin.diff(id_, refreshed, inputs)
    assert ["Lens share is EXPIRED: this up sends a new invitation to 444455556666."] == plugin.end()


def test_get_finds_a_share_by_either_form_of_its_id(plugin, wellarchitected, lens):
    share_id = wellarchitected.share(lens, "444455556666")
    for form in (share_id, "444455556666"):
        id_, outputs, inputs = plugin.get(f"{lens},{form}")
        assert f"{lens},{share_id}" == id_
        assert (lens, "444455556666") == (inputs["lens_alias"], inputs["shared_with"])
        assert ("444455556666", share_id, "PENDING") == tuple(
            outputs[name] for name in ("shared_with", "share_id", "status")
        )


def test_get_by_principal_prefers_the_live_share_to_a_dead_one_beside_it(plugin, wellarchitected, lens):
    for status in ("REJECTED", "ACCEPTED", "EXPIRED"):
        wellarchitected.share(lens, "444455556666", status=status)
    _, outputs, _ = plugin.get(f"{lens},444455556666")
    assert "ACCEPTED" == outputs["status"]


def test_get_finds_a_share_that_was_just_sent_and_is_not_listed_yet(plugin, wellarchitected, lens, inputs):
    wellarchitected.configure(read_lag_seconds=60)
    id_, _ = plugin.create(inputs)
    assert id_ == plugin.get(f"{lens},444455556666")[0]


def test_refresh_keeps_the_users_spelling_of_a_principal(plugin, wellarchitected, lens, inputs):
    arn = "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111"
    share_id = wellarchitected.share(lens, "ou-abcd-11111111", status="ASSOCIATED")
    _, refreshed, _ = plugin.refresh(f"{lens},{share_id}", {**inputs, "shared_with": arn, "share_id": share_id})
    assert arn == refreshed["shared_with"]


def test_refresh_sees_that_a_share_is_with_somebody_else(plugin, wellarchitected, lens, inputs):
    """As after an import file that was edited by hand: the next up replaces, and does not trust the wrong name."""
    share_id = wellarchitected.share(lens, "777788889999")
    id_, refreshed, told = plugin.refresh(f"{lens},{share_id}", {**inputs, "share_id": share_id})
    assert "777788889999" == refreshed["shared_with"] == told["shared_with"]
    assert ["shared_with"] == list(plugin.diff(id_, refreshed, inputs).replaces)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("0123456789abcdef0123456789abcdef", "NotFoundError"),
        ("444455556666", "NotFoundError"),
        ("nonsense", "InvalidInputError"),
    ],
)
def test_get_of_what_is_not_there_fails_with_a_sentence(plugin, lens, form, name):
    with pytest.raises(grpc.RpcError) as failure:
        plugin.get(f"{lens},{form}")
    assert failure.value.details().startswith(f"{name}: ")
    assert form in failure.value.details()


def test_update_keeps_the_outputs_and_makes_no_call(plugin, wellarchitected, inputs):
    id_, outputs = plugin.create(inputs)
    wellarchitected.clear_requests()
    updated = plugin.update(id_, outputs, {**inputs, "wait_for_acceptance": True})
    assert {**outputs, "wait_for_acceptance": True} == updated
    assert [] == wellarchitected.requests()


def test_delete_deletes_with_one_call(plugin, wellarchitected, lens, inputs, aws_config):
    share_id = wellarchitected.share(lens, "444455556666")
    plugin.delete(f"{lens},{share_id}", {**inputs, "share_id": share_id})
    assert [] == wellarchitected.shares(lens)
    assert ["DeleteLensShare"] == [request.operation for request in wellarchitected.requests()]


def test_delete_of_a_share_that_is_gone_succeeds(plugin, lens, inputs):
    plugin.delete(f"{lens},{'0' * 32}", inputs)


def test_a_delete_whose_answer_is_lost_succeeds(plugin, wellarchitected, lens, inputs):
    share_id = wellarchitected.share(lens, "444455556666")
    wellarchitected.inject(Fault(operation="DeleteLensShare", when="after", times=1, drop=True))
    plugin.delete(f"{lens},{share_id}", inputs)
    assert [] == wellarchitected.shares(lens)


@pytest.mark.parametrize("omitted", [[], ["SharedWith"]])
def test_delete_waits_for_a_share_that_is_being_associated(plugin, wellarchitected, lens, inputs, omitted):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=2)
    share_id = wellarchitected.share(lens, "ou-abcd-11111111")
    wellarchitected.omit(lens, share_id, omitted)
    plugin.delete(f"{lens},{share_id}", {**inputs, "shared_with": "ou-abcd-11111111"})
    assert [] == wellarchitected.shares(lens)


@pytest.mark.parametrize("old", [PROTOCOL_4, PROTOCOL_5])
def test_a_share_that_another_resource_took_over_is_not_deleted(aws_config, wellarchitected, lens, inputs, old):
    """A rename without an alias, with adopt_existing: the new resource adopts, then the old one is deleted.

    Where another Python wrote the old one's state, its `__provider` is spelled otherwise.
    """
    share_id = wellarchitected.share(lens, "444455556666")
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(aws_config)
        plugin.provider = PROTOCOL_4
        id_, outputs = plugin.create({**inputs, "adopt_existing": True})
        plugin.delete(id_, {**outputs, "__provider": old})
        assert "belongs to another resource" in plugin.engine.warnings[-1]
    assert share_id == only_share(wellarchitected, lens).share_id


def test_a_share_is_not_taken_over_while_it_is_being_deleted(plugin, wellarchitected, lens, inputs):
    """Two resources swap their principals, and the delete of the one takes long."""
    old = wellarchitected.share(lens, "444455556666")
    wellarchitected.inject(Fault(operation="DeleteLensShare", latency=1))
    with ThreadPoolExecutor() as threads:
        delete = threads.submit(plugin.delete, f"{lens},{old}", {**inputs, "share_id": old})
        wait_until(lambda: "DeleteLensShare" in [each.operation for each in wellarchitected.requests()])
        create = threads.submit(plugin.create, {**inputs, "adopt_existing": True})
    delete.result()
    assert create.result()[0] == f"{lens},{only_share(wellarchitected, lens).share_id}" != f"{lens},{old}"


def test_a_dead_share_is_replaced_with_a_warning_that_says_why(plugin, wellarchitected, lens, inputs):
    id_, outputs = plugin.create(inputs)
    wellarchitected.advance(days=8)
    _, refreshed, _ = plugin.refresh(id_, outputs)
    diff = plugin.diff(id_, refreshed, inputs)
    assert ["status"] == list(diff.replaces)
    assert diff.deleteBeforeReplace
    assert ["Lens share is EXPIRED: the next up sends a new invitation to 444455556666."] == plugin.end()


def test_unknown_inputs_are_replaced_key_by_key(plugin, inputs):
    id_, outputs = plugin.create(inputs)
    assert ["lens_alias"] == list(plugin.diff(id_, outputs, {**inputs, "lens_alias": UNKNOWN}).replaces)
    assert ["shared_with"] == list(plugin.diff(id_, outputs, {**inputs, "shared_with": UNKNOWN}).replaces)


OF_VERSION_0_1_0 = {
    "adopt_existing": False,
    "wait_for_acceptance": False,
    "resend_on": ["EXPIRED", "REVOKED", "FAILED"],
    "status_message": "",
    "region": "us-east-1",
}
"""What the state of version 0.1.0 holds, and that of a later version leaves out."""


@pytest.mark.parametrize(
    "in_the_program", [{}, {"adopt_existing": False, "resend_on": ["FAILED", "EXPIRED", "REVOKED"]}]
)
def test_a_state_of_version_0_1_0_shows_no_diff(plugin, inputs, in_the_program):
    id_, outputs = plugin.create(inputs)
    old = {**outputs, **OF_VERSION_0_1_0}
    diff = plugin.diff(id_, old, {**inputs, **in_the_program})
    assert diff.DIFF_NONE == diff.changes
    assert (id_, old, None) == plugin.refresh(id_, old)


def test_a_leaner_state_shows_no_diff_where_the_program_gives_a_default(plugin, inputs):
    id_, outputs = plugin.create(inputs)
    diff = plugin.diff(id_, outputs, {**inputs, "adopt_existing": False})
    assert diff.DIFF_NONE == diff.changes


ROOT = "arn:aws:iam::444455556666:root"
"""A spelling of an account that Principal does not parse."""


def test_a_share_whose_principal_in_the_state_cannot_be_parsed_is_read_and_deleted_by_its_id(
    plugin, wellarchitected, lens, inputs
):
    share_id = wellarchitected.share(lens, "444455556666")
    old = {**inputs, "shared_with": ROOT, "share_id": share_id}
    id_, outputs, _ = plugin.refresh(f"{lens},{share_id}", old)
    assert "444455556666" == outputs["shared_with"]
    plugin.delete(id_, old)
    assert [] == wellarchitected.shares(lens)


@pytest.mark.parametrize(("value", "adopts"), [("true", True), ("1", True), ("false", False), ("", False)])
def test_one_run_may_adopt_existing_shares_whatever_the_program_says(
    aws_config, wellarchitected, lens, inputs, value, adopts
):
    share_id = wellarchitected.share(lens, "444455556666")
    with plugin_process({**os.environ, "PULUMI_WELLARCHITECTED_ADOPT_EXISTING": value}) as plugin:
        plugin.configure(aws_config)
        if adopts:
            assert f"{lens},{share_id}" == plugin.create(inputs)[0]
            assert "Make sure that no other stack manages it" in plugin.engine.warnings[0]
        else:
            with pytest.raises(grpc.RpcError, match="PULUMI_WELLARCHITECTED_ADOPT_EXISTING=true pulumi up"):
                plugin.create(inputs)


def test_a_single_not_found_in_a_refresh_of_many_makes_none_of_them_gone(plugin, wellarchitected, lens, inputs):
    accounts = [f"{number:012d}" for number in range(30)]
    ids = [plugin.create({**inputs, "shared_with": account})[0] for account in accounts]
    wellarchitected.inject(Fault(operation="ListLensShares", error="ResourceNotFoundException", times=1))
    states = [
        (id_, {**inputs, "shared_with": account, "share_id": id_.rpartition(",")[2]})
        for id_, account in zip(ids, accounts, strict=True)
    ]
    with ThreadPoolExecutor(4) as pool:
        refreshed = list(pool.map(lambda state: plugin.refresh(*state)[0], states))
    assert ids == refreshed
