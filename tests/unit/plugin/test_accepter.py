"""A LensShareAccepter's inputs, changes and state, with no call to AWS. All else is tested against the emulator.

The sentences of refusals stand in __snapshots__/test_accepter/. `pytest tests/unit --snapshot-update` renews them.
"""

from datetime import timedelta

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn
from pulumi_wellarchitected.dynamic import lens_share_accepter
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.invitations.invitation import Acceptance, Answer
from pulumi_wellarchitected.plugin.changes import Changes
from pulumi_wellarchitected.plugin.schema.accepter import LENS_SHARE_ACCEPTER
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.plugin.verbs.accepter import find_accepter_changes

GOOD = {"lens_alias": EXAMPLE_LENS_ARN}
SHARE_ID = "89abcdef0123456789abcdef01234567"
ANOTHER = "0123456789abcdef0123456789abcdef"
OTHER_LENS = EXAMPLE_LENS_ARN.replace("us-east-1", "eu-west-1")
STATE = {
    **GOOD,
    "share_invitation_id": SHARE_ID,
    "status": "ACCEPTED",
    "account_id": "444455556666",
    "lens_name": "Security",
    "lens_version": "1.0",
    "owner": "111122223333",
}
NOTHING = Changes()

BAD = {
    "no lens": {"lens_alias": None},
    "an empty lens": {"lens_alias": ""},
    "an official lens": {"lens_alias": "serverless"},
    "the ID of a share for a lens": {"lens_alias": f"{EXAMPLE_LENS_ARN},{SHARE_ID}"},
    "the ARN of the lens for an invitation": {"share_invitation_id": EXAMPLE_LENS_ARN},
    "the resource ID of a share for an invitation": {"share_invitation_id": f"{EXAMPLE_LENS_ARN},{SHARE_ID}"},
    "an upper-case invitation": {"share_invitation_id": SHARE_ID.upper()},
    "a number for an invitation": {"share_invitation_id": 89.0},
    "a lower-case action": {"action": "accept"},
    "a status for an action": {"action": "ACCEPTED"},
    "a list for an action": {"action": ["ACCEPT"]},
    "text for a flag": {"reject_on_destroy": "true"},
    "a timeout without a unit": {"timeouts": {"create": "10"}},
}


def told(case):
    return [f"    {name}: {reason}" for name, reason in LENS_SHARE_ACCEPTER.check({**GOOD, **BAD[case]}).items()]


def changes(olds=None, news=None):
    return find_accepter_changes(LENS_SHARE_ACCEPTER, {**STATE, **(olds or {})}, {**GOOD, **(news or {})})


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_at_the_property_that_has_it(case):
    assert list(BAD[case]) == list(LENS_SHARE_ACCEPTER.check({**GOOD, **BAD[case]}))


def test_every_refusal_reads_well(text_file):
    assert text_file == "\n".join(line for case in BAD for line in (case, *told(case))) + "\n"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"share_invitation_id": SHARE_ID},
        {"share_invitation_id": None, "action": None, "reject_on_destroy": None, "timeouts": None},
        {"action": "REJECT", "reject_on_destroy": True},
        {"timeouts": {"create": "10m", "update": "10m", "delete": "90s"}},
        {"share_invitation_id": Unknown(), "action": Unknown(), "reject_on_destroy": Unknown()},
    ],
)
def test_good_input_passes(given):
    assert {} == LENS_SHARE_ACCEPTER.check({**GOOD, **given})


def test_the_defaults_themselves_pass_the_check():
    defaults = {each.name: each.default for each in LENS_SHARE_ACCEPTER.inputs}
    assert {} == LENS_SHARE_ACCEPTER.check({**defaults, **GOOD})


@pytest.mark.parametrize("name", ["lens_alias", "share_invitation_id"])
def test_a_secret_input_that_is_not_accepted_is_not_shown(name):
    with pytest.raises(InvalidInputError, match=f"^The secret input {name} is not accepted. Give the ") as failure:
        lens_share_accepter.verbs.check({}, {**GOOD, name: "serverless", "secret_inputs": [name]})

    assert "serverless" not in str(failure.value)


def test_inputs_are_parsed_with_their_defaults():
    target = parse_lens_arn(EXAMPLE_LENS_ARN)

    assert Answer(target, "ACCEPT", "", timedelta(minutes=1)) == LENS_SHARE_ACCEPTER.answer(GOOD, "create")


def test_inputs_are_parsed_as_they_are_given():
    given = {**GOOD, "share_invitation_id": SHARE_ID, "action": "REJECT", "timeouts": {"update": "10m"}}
    answer = LENS_SHARE_ACCEPTER.answer(given, "update")

    assert ("REJECT", SHARE_ID, timedelta(minutes=10)) == (answer.action, answer.invitation_id, answer.patience)


def test_what_identifies_an_acceptance_is_its_lens():
    assert parse_lens_arn(EXAMPLE_LENS_ARN) == LENS_SHARE_ACCEPTER.key({**GOOD, "share_invitation_id": SHARE_ID})


@pytest.mark.parametrize("arn", [None, Unknown(), "serverless"])
def test_a_lens_that_is_unknown_or_malformed_identifies_nothing(arn):
    assert LENS_SHARE_ACCEPTER.key({"lens_alias": arn}) is None


def test_the_same_inputs_are_no_change():
    assert NOTHING == changes()
    assert NOTHING == changes(news={"share_invitation_id": SHARE_ID})


@pytest.mark.parametrize(("name", "value"), [("lens_alias", OTHER_LENS), ("action", "REJECT")])
def test_another_lens_or_action_replaces(name, value):
    assert Changes((name,)) == changes(news={name: value})


def test_the_default_action_that_is_written_out_is_no_change():
    assert NOTHING == changes(news={"action": "ACCEPT"})


@pytest.mark.parametrize("value", [ANOTHER, Unknown()])
def test_another_invitation_or_an_unknown_one_updates(value):
    assert Changes(updates=("share_invitation_id",)) == changes(news={"share_invitation_id": value})


@pytest.mark.parametrize("news", [{}, {"share_invitation_id": ""}])
def test_an_invitation_that_is_no_longer_given_is_no_change(news):
    assert NOTHING == changes(news=news)


@pytest.mark.parametrize(("name", "value"), [("reject_on_destroy", True), ("timeouts", {"create": "10m"})])
def test_what_aws_does_not_know_updates(name, value):
    assert Changes(updates=(name,)) == changes(news={name: value})


def test_an_invitation_that_waits_is_an_update():
    assert Changes(updates=("status",)) == changes({"status": "PENDING"})
    assert Changes(("action",)) == changes({"status": "PENDING"}, {"action": "REJECT"})


@pytest.mark.parametrize("status", ["ACCEPTED", "REJECTED", "QUARANTINED", ""])
def test_any_other_status_is_no_change(status):
    assert NOTHING == changes({"status": status})


def test_a_replacement_creates_first():
    diff = lens_share_accepter.diff(f"{EXAMPLE_LENS_ARN},444455556666", STATE, {**GOOD, "action": "REJECT"})

    assert (True, ["action"], False) == (diff.changes, diff.replaces, diff.delete_before_replace)


def test_the_state_keeps_the_invitation_that_was_given():
    given = {**GOOD, "share_invitation_id": ANOTHER, "__provider": "gASV"}
    acceptance = Acceptance("444455556666", "ACCEPTED", SHARE_ID, "Security", "1.0", "111122223333")

    assert {**STATE, "share_invitation_id": ANOTHER} == LENS_SHARE_ACCEPTER.state({}, given, acceptance)


def test_the_state_keeps_what_aws_does_not_tell_any_more():
    pending = Acceptance("444455556666", "PENDING", ANOTHER, "Security")

    assert {**STATE, "share_invitation_id": ANOTHER, "status": "PENDING"} == (
        LENS_SHARE_ACCEPTER.state(STATE, GOOD, pending)
    )


def test_an_update_without_a_call_keeps_what_aws_said():
    news = {**GOOD, "reject_on_destroy": True}
    id_ = f"{EXAMPLE_LENS_ARN},444455556666"

    assert {**STATE, "reject_on_destroy": True} == lens_share_accepter.update(id_, STATE, news).outs
