"""What a difference between the old outputs and the new inputs means: nothing, an update or a replacement."""

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.plugin import changes as module
from pulumi_wellarchitected.plugin.changes import Changes
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from tests.unit.properties import INPUTS, OUTPUTS

NOTHING = Changes((), ())


def find_share_changes(olds, news):
    return module.find_share_changes(LENS_SHARE, olds, news)


def changes(olds=None, news=None):
    return find_share_changes({**OUTPUTS, **(olds or {})}, {**INPUTS, **(news or {})})


def without(props, *names):
    return {name: value for name, value in props.items() if name not in names}


def test_equal_inputs_are_no_change():
    assert NOTHING == changes()


@pytest.mark.parametrize("name", ["adopt_existing", "wait_for_acceptance", "resend_on"])
def test_an_input_that_an_old_state_lacks_equals_its_default(name):
    assert NOTHING == find_share_changes(without(OUTPUTS, name), INPUTS)


@pytest.mark.parametrize("name", ["adopt_existing", "wait_for_acceptance", "resend_on"])
def test_an_input_that_the_program_leaves_out_equals_its_default(name):
    assert NOTHING == find_share_changes(OUTPUTS, without(INPUTS, name))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lens_alias", EXAMPLE_LENS_ARN.replace("us-east-1", "eu-west-1")),
        ("shared_with", "777788889999"),
        ("shared_with", "arn:aws:iam::444455556666:user/kim"),
    ],
)
def test_another_lens_or_principal_replaces(name, value):
    assert Changes((name,), ()) == changes(news={name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adopt_existing", True),
        ("wait_for_acceptance", True),
        ("resend_on", ["EXPIRED"]),
        ("resend_on", []),
        ("timeouts", {"create": "10m"}),
    ],
)
def test_an_input_that_aws_never_hears_of_updates(name, value):
    assert Changes((), (name,)) == changes(news={name: value})


def test_timeouts_that_are_given_no_more_are_an_update():
    assert Changes((), ("timeouts",)) == changes(olds={"timeouts": {"create": "10m"}})


def test_a_replacement_and_an_update_are_both_told():
    assert Changes(("shared_with",), ("adopt_existing",)) == changes(
        news={"shared_with": "777788889999", "adopt_existing": True}
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("o-exampleorgid", "arn:aws:organizations::111122223333:organization/o-exampleorgid"),
        ("arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111", "ou-abcd-11111111"),
    ],
)
def test_another_spelling_of_the_same_principal_updates_and_does_not_replace(old, new):
    assert Changes((), ("shared_with",)) == changes(olds={"shared_with": old}, news={"shared_with": new})


@pytest.mark.parametrize("name", ["lens_alias", "shared_with"])
def test_an_unknown_lens_or_principal_may_replace(name):
    assert Changes((name,), ()) == changes(news={name: Unknown()})


@pytest.mark.parametrize("name", ["adopt_existing", "wait_for_acceptance", "resend_on", "timeouts"])
def test_any_other_unknown_input_may_update_and_never_replaces(name):
    assert Changes((), (name,)) == changes(news={name: Unknown()})


def test_a_list_with_an_unknown_item_may_update():
    assert Changes((), ("resend_on",)) == changes(news={"resend_on": ["EXPIRED", Unknown()]})


def test_an_unknown_resend_on_does_not_send_a_dead_share_again_yet():
    assert Changes((), ("resend_on",)) == changes(olds={"status": "EXPIRED"}, news={"resend_on": Unknown()})


@pytest.mark.parametrize("status", ["EXPIRED", "REVOKED", "FAILED"])
def test_a_dead_share_is_sent_again(status):
    found = changes(olds={"status": status})

    assert Changes(("status",), ()) == found
    assert found.resends


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "ASSOCIATING", "ASSOCIATED", "REJECTED", "DORMANT", ""])
def test_a_share_with_any_other_status_is_left_alone(status):
    assert NOTHING == changes(olds={"status": status})


def test_a_rejected_share_is_sent_again_where_that_is_asked_for():
    found = changes(olds={"status": "REJECTED", "resend_on": ["REJECTED"]}, news={"resend_on": ["REJECTED"]})

    assert ("status",) == found.replaces


def test_a_dead_share_is_left_alone_where_nothing_is_to_be_sent_again():
    assert NOTHING == changes(olds={"status": "EXPIRED", "resend_on": []}, news={"resend_on": []})


def test_a_new_resend_on_counts_at_once():
    assert Changes(("status",), ("resend_on",)) == changes(
        olds={"status": "REJECTED"}, news={"resend_on": ["REJECTED"]}
    )


def test_a_dead_share_whose_principal_changes_is_replaced_for_the_principal():
    found = changes(olds={"status": "EXPIRED"}, news={"shared_with": "777788889999"})

    assert ("shared_with",) == found.replaces
    assert not found.resends


def test_the_order_of_resend_on_and_its_repetitions_do_not_matter():
    assert NOTHING == changes(news={"resend_on": ["FAILED", "EXPIRED", "REVOKED", "EXPIRED"]})


def test_the_pickled_provider_is_ignored():
    assert NOTHING == changes(olds={"__provider": "gASVOLD"}, news={"__provider": "gASVNEW"})


def test_a_state_without_a_status_is_left_alone():
    assert NOTHING == find_share_changes(without(OUTPUTS, "status"), INPUTS)
