"""Shares of workloads, profiles and review templates, as the engine asks for them. test_verbs.py has the rest."""

import grpc
import pytest
from tests.protocol.kinds import OTHERS, WORKLOAD
from tests.support import emulated
from tests.support.emulated import only_share
from wellarchitected_emulator import Fault

ACCOUNT, UNIT = "444455556666", "ou-abcd-11111111"
UPDATE = "UpdateWorkloadShare"

every_kind = pytest.mark.parametrize("kind", OTHERS, ids=str)


@pytest.fixture
def kind():
    """The kind of a test that is not about several."""
    return WORKLOAD


@pytest.fixture
def target(wellarchitected, kind):
    return kind.make(wellarchitected)


@pytest.fixture
def plugin(plugin, kind):
    return kind.about(plugin)


@pytest.fixture
def inputs(target, kind):
    return {kind.input_name: target, "shared_with": ACCOUNT, **kind.more}


@pytest.fixture
def made(plugin, wellarchitected, target, inputs):
    """The ID and the outputs of a share that an earlier run has created. The log of requests is empty."""
    share_id = wellarchitected.share(target, ACCOUNT)
    wellarchitected.clear_requests()
    return f"{target},{share_id}", {
        **inputs,
        "share_id": share_id,
        "status": "PENDING",
        "__provider": plugin.provider,
    }


def operations(wellarchitected):
    return [request.operation for request in wellarchitected.requests()]


def refusal(call):
    with pytest.raises(grpc.RpcError) as failure:
        call()
    return failure.value.details()


def contributor(props):
    return {**props, "permission_type": "CONTRIBUTOR"}


@every_kind
def test_a_share_is_checked_created_and_read(plugin, wellarchitected, kind, target, inputs):
    assert {} == plugin.check(inputs)[1]
    id_, outputs = plugin.create(inputs)
    share = only_share(wellarchitected, target)
    assert f"{target},{share.share_id}" == id_
    assert {**inputs, "share_id": share.share_id, "status": "PENDING"}.items() <= outputs.items()
    assert (id_, outputs, None) == plugin.refresh(id_, outputs)
    diff = plugin.diff(id_, outputs, inputs)
    assert (diff.DIFF_NONE, []) == (diff.changes, list(diff.replaces))
    assert kind.operations("List", "Create", "List") == operations(wellarchitected)


@every_kind
def test_a_share_is_deleted_with_one_call(plugin, wellarchitected, kind, target, made):
    plugin.delete(*made)
    assert [] == wellarchitected.shares(target)
    assert kind.operations("Delete") == operations(wellarchitected)


@every_kind
def test_a_share_of_what_was_deleted_is_gone_and_its_delete_succeeds(plugin, wellarchitected, target, made):
    wellarchitected.remove_resource(target)
    assert "" == plugin.refresh(*made)[0]
    plugin.delete(*made)


@every_kind
def test_not_found_in_another_account_is_never_believed(plugin, kind, made, aws_config):
    plugin.configure({**aws_config, "aws:accessKey": "999988887777"})
    sentence = refusal(lambda: plugin.refresh(*made))
    assert sentence.startswith("WrongAccountError: ")
    assert f"but the {kind.noun} belongs to account {emulated.OWNER}" in sentence


@every_kind
def test_a_missing_target_is_told_with_what_to_check(plugin, kind, target, inputs):
    missing = target[:-4] + "0000"
    sentence = refusal(lambda: plugin.create({**inputs, kind.input_name: missing}))
    assert sentence.startswith("NotFoundError: ")
    assert f"Check that the {kind.noun} exists (aws wellarchitected list-" in sentence


@every_kind
def test_get_finds_a_share_by_either_form_of_its_id(plugin, target, made, inputs):
    by_id, by_principal = plugin.get(made[0]), plugin.get(f"{target},{ACCOUNT}")
    assert by_id == by_principal
    assert inputs.items() <= by_id[1].items()


@every_kind
def test_an_organizational_unit_is_associated(plugin, wellarchitected, inputs):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    assert "ASSOCIATED" == plugin.create({**inputs, "shared_with": UNIT})[1]["status"]


def test_check_refuses_the_id_of_a_workload(plugin, inputs):
    _, failures = plugin.check({**inputs, "workload_arn": "0123456789abcdef0123456789abcdef"})
    assert "an ID alone does not say in which Region and account it is" in failures["workload_arn"]


def test_check_asks_for_a_permission(plugin, inputs):
    _, failures = plugin.check({name: value for name, value in inputs.items() if name != "permission_type"})
    assert {"permission_type": "It is missing. Give READONLY or CONTRIBUTOR."} == failures


def test_a_permission_is_changed_in_place_with_one_call(plugin, wellarchitected, target, inputs, made):
    id_, outputs = made
    diff = plugin.diff(id_, outputs, contributor(inputs))
    assert (diff.DIFF_SOME, []) == (diff.changes, list(diff.replaces))
    assert contributor(outputs) == plugin.update(id_, outputs, contributor(inputs))
    assert [UPDATE] == operations(wellarchitected)
    share = only_share(wellarchitected, target)
    assert (id_, "CONTRIBUTOR") == (f"{target},{share.share_id}", share.permission)


def test_an_update_of_other_inputs_makes_no_call(plugin, wellarchitected, inputs, made):
    plugin.update(*made, {**inputs, "resend_on": []})
    assert [] == operations(wellarchitected)


def test_refresh_sees_another_permission_and_the_next_up_sets_it_back(plugin, wellarchitected, target, inputs, made):
    id_, outputs = made
    wellarchitected.set_permission(target, id_[-32:], "CONTRIBUTOR")
    _, seen, seen_inputs = plugin.refresh(id_, outputs)
    assert "CONTRIBUTOR" == seen["permission_type"] == seen_inputs["permission_type"]
    assert plugin.diff(id_, seen, inputs).changes
    plugin.update(id_, seen, inputs)
    assert "READONLY" == only_share(wellarchitected, target).permission


def test_a_row_without_a_permission_keeps_that_of_the_state(plugin, wellarchitected, target, made):
    wellarchitected.omit(target, made[0][-32:], ["PermissionType"])
    assert (*made, None) == plugin.refresh(*made)


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "InternalServerException"}])
def test_an_update_whose_answers_are_all_lost_is_done_if_the_listing_shows_it(
    plugin, wellarchitected, target, inputs, made, fault
):
    wellarchitected.inject(Fault(operation=UPDATE, when="after", times=None, **fault))
    timed = {**contributor(inputs), "timeouts": {"update": "3s"}}
    assert "CONTRIBUTOR" == plugin.update(*made, timed)["permission_type"]
    assert "CONTRIBUTOR" == only_share(wellarchitected, target).permission
    assert "ListWorkloadShares" == operations(wellarchitected)[-1]


def test_an_update_that_never_arrives_is_an_error(plugin, wellarchitected, target, inputs, made):
    wellarchitected.inject(Fault(operation=UPDATE, error="ThrottlingException", times=None))
    timed = {**contributor(inputs), "timeouts": {"update": "3s"}}
    sentence = refusal(lambda: plugin.update(*made, timed))
    assert sentence.startswith(
        f"ThrottledError: Could not set the permission of share {made[0][-32:]} of {target} to CONTRIBUTOR"
    )
    assert "READONLY" == only_share(wellarchitected, target).permission


def test_an_update_of_a_share_that_is_gone_says_what_to_do(plugin, wellarchitected, target, inputs, made):
    wellarchitected.remove_share(target, made[0][-32:])
    sentence = refusal(lambda: plugin.update(*made, contributor(inputs)))
    assert sentence.startswith("NotFoundError: ")
    assert "run `pulumi refresh`" in sentence


def test_a_share_that_died_since_the_last_refresh_is_a_conflict_and_is_not_replaced(
    plugin, wellarchitected, target, inputs, made
):
    wellarchitected.set_status(target, made[0][-32:], "REJECTED")
    sentence = refusal(lambda: plugin.update(*made, contributor(inputs)))
    assert sentence.startswith("ConflictError: ")
    assert "`pulumi up --target-replace` with its URN" in sentence
    assert [UPDATE] == operations(wellarchitected)


@pytest.mark.parametrize("conflicts", [True, False])
def test_the_permission_of_a_share_with_a_unit_is_changed_or_a_conflict(
    plugin, wellarchitected, target, inputs, conflicts
):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0, associated_share_permission_conflicts=conflicts)
    unit = {**inputs, "shared_with": UNIT}
    made = plugin.create(unit)
    if conflicts:
        assert refusal(lambda: plugin.update(*made, contributor(unit))).startswith("ConflictError: ")
    else:
        plugin.update(*made, contributor(unit))
    assert ("READONLY" if conflicts else "CONTRIBUTOR") == only_share(wellarchitected, target).permission


def test_an_adoption_takes_over_a_share_and_sets_its_permission(plugin, wellarchitected, target, inputs):
    share_id = wellarchitected.share(target, ACCOUNT)
    id_, outputs = plugin.create({**contributor(inputs), "adopt_existing": True})
    assert (f"{target},{share_id}", "CONTRIBUTOR") == (id_, outputs["permission_type"])
    assert "CONTRIBUTOR" == only_share(wellarchitected, target).permission
    assert ["ListWorkloadShares", UPDATE] == operations(wellarchitected)[-2:]


def test_a_dead_share_is_sent_again_with_the_new_permission(plugin, wellarchitected, target, inputs, made):
    id_, outputs = made
    wellarchitected.set_status(target, id_[-32:], "EXPIRED")
    _, expired, _ = plugin.refresh(id_, outputs)
    assert ["status"] == list(plugin.diff(id_, expired, contributor(inputs)).replaces)
    plugin.delete(id_, expired)
    plugin.create(contributor(inputs))
    assert ("PENDING", "CONTRIBUTOR") == (
        only_share(wellarchitected, target).status,
        only_share(wellarchitected, target).permission,
    )


def test_a_new_share_of_a_workload_is_sent_once_if_its_answer_is_lost(plugin, wellarchitected, target, inputs):
    wellarchitected.inject(Fault(operation="CreateWorkloadShare", when="after", times=1, drop=True))
    plugin.create(contributor(inputs))
    assert "CONTRIBUTOR" == only_share(wellarchitected, target).permission
