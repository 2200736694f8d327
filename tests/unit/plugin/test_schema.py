"""A LensShare's inputs: all that can be known before a call is made, and every sentence that says so.

The sentences stand in __snapshots__/test_schema/, to be read through. `pytest tests/unit --snapshot-update`
renews them.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn
from pulumi_wellarchitected.plugin.schema.inputs import Unknown, is_unknown
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.share import Share, ShareRequest

GOOD = {"lens_alias": EXAMPLE_LENS_ARN, "shared_with": "444455556666"}

BAD = {
    "no lens": {"lens_alias": None},
    "an empty lens": {"lens_alias": ""},
    "a number for a lens": {"lens_alias": 111122223333.0},
    "a list for a lens": {"lens_alias": [EXAMPLE_LENS_ARN]},
    "an official lens by its alias": {"lens_alias": "serverless"},
    "an official lens by its ARN": {"lens_alias": "arn:aws:wellarchitected:us-east-1::lens/serverless"},
    "the ARN of another service": {"lens_alias": "arn:aws:s3:us-east-1:111122223333:lens/0123"},
    "the ARN of a workload": {"lens_alias": EXAMPLE_LENS_ARN.replace(":lens/", ":workload/")},
    "a lens in China": {"lens_alias": "arn:aws-cn:wellarchitected:cn-north-1:111122223333:lens/0123"},
    "a lens ARN padded with spaces": {"lens_alias": f" {EXAMPLE_LENS_ARN} "},
    "a lens ARN that is too long": {"lens_alias": f"{EXAMPLE_LENS_ARN}{'0' * 60}"},
    "no principal": {"shared_with": None},
    "an empty principal": {"shared_with": ""},
    "nothing but spaces": {"shared_with": "   "},
    "a number for an account": {"shared_with": 444455556666.0},
    "a number that lost its leading zeros": {"shared_with": 1234.0},
    "a boolean for a principal": {"shared_with": True},
    "a list of principals": {"shared_with": ["444455556666", "777788889999"]},
    "an account with 11 digits": {"shared_with": "44445555666"},
    "an account with 13 digits": {"shared_with": "4444555566667"},
    "an account with dashes": {"shared_with": "4444-5555-6666"},
    "an account padded with spaces": {"shared_with": " 444455556666 "},
    "an account with a line's end": {"shared_with": "444455556666\n"},
    "a role": {"shared_with": "arn:aws:iam::444455556666:role/auditor"},
    "a group": {"shared_with": "arn:aws:iam::444455556666:group/auditors"},
    "a root user": {"shared_with": "arn:aws:iam::444455556666:root"},
    "an assumed role": {"shared_with": "arn:aws:sts::444455556666:assumed-role/auditor/kim"},
    "the root of an organization": {"shared_with": "r-abcd"},
    "an upper-case organization": {"shared_with": "O-EXAMPLEORGID"},
    "an e-mail address": {"shared_with": "kim@example.com"},
    "a principal that is too long": {"shared_with": "arn:aws:iam::444455556666:user/".ljust(2049, "k")},
    "the owner's own account": {"shared_with": "111122223333"},
    "a user of the owner's own account": {"shared_with": "arn:aws:iam::111122223333:user/kim"},
    "text for a flag": {"adopt_existing": "true"},
    "a number for a flag": {"wait_for_acceptance": 1.0},
    "text for a list": {"resend_on": "EXPIRED"},
    "a live status": {"resend_on": ["EXPIRED", "ACCEPTED"]},
    "an unknown status": {"resend_on": ["LOST"]},
    "a lower-case status": {"resend_on": ["expired"]},
    "a number for a status": {"resend_on": [1.0]},
    "text for timeouts": {"timeouts": "10m"},
    "a timeout without a unit": {"timeouts": {"create": "10"}},
    "a timeout of days": {"timeouts": {"create": "1d"}},
    "a negative timeout": {"timeouts": {"delete": "-10m"}},
    "an empty timeout": {"timeouts": {"create": ""}},
    "a number for a timeout": {"timeouts": {"create": 600.0}},
}


def props(case):
    return {**GOOD, **BAD[case]}


def told(case):
    return [f"    {name}: {reason}" for name, reason in LENS_SHARE.check(props(case)).items()]


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_at_the_property_that_has_it(case):
    assert list(BAD[case]) == list(LENS_SHARE.check(props(case)))


@pytest.mark.parametrize("case", BAD)
def test_a_refusal_says_in_sentences_what_is_accepted(case):
    (sentence,) = LENS_SHARE.check(props(case)).values()

    assert any(word in sentence for word in ("Give ", "Quote it", "Share it", " at most", "does not exist"))
    assert sentence.endswith((".", "'"))


@pytest.mark.parametrize("item", [["EXPIRED"], {"status": "EXPIRED"}])
def test_a_status_that_is_a_list_or_an_object_is_refused_as_any_other(item):
    assert ["resend_on"] == list(LENS_SHARE.check({**GOOD, "resend_on": ["EXPIRED", item]}))


def test_every_refusal_reads_well(text_file):
    assert text_file == "\n".join(line for case in BAD for line in (case, *told(case))) + "\n"


def test_all_bad_inputs_are_told_at_once():
    bad = {"lens_alias": "serverless", "shared_with": "", "adopt_existing": "no", "resend_on": [""], "timeouts": []}

    assert list(bad) == list(LENS_SHARE.check(bad))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"lens_alias": EXAMPLE_LENS_ARN.replace("arn:aws:", "arn:aws-us-gov:").replace("us-east-1", "us-gov-west-1")},
        {"shared_with": "arn:aws:iam::444455556666:user/111122223333"},
        {"shared_with": "arn:aws:organizations::111122223333:organization/o-exampleorgid"},
        {"shared_with": "ou-abcd-11111111"},
        {"adopt_existing": True, "wait_for_acceptance": False},
        {"adopt_existing": None, "wait_for_acceptance": None, "resend_on": None, "timeouts": None},
        {"resend_on": []},
        {"resend_on": ["EXPIRED", "REVOKED", "FAILED", "REJECTED"]},
        {"timeouts": {"create": "1h30m", "delete": "90s"}},
        {"__provider": "gASV", "an_input_of_a_later_version": 1.0},
    ],
)
def test_good_input_passes(given):
    assert {} == LENS_SHARE.check({**GOOD, **given})


@pytest.mark.parametrize("name", ["lens_alias", "shared_with", "adopt_existing", "resend_on", "timeouts"])
def test_an_unknown_input_passes(name):
    assert {} == LENS_SHARE.check({**GOOD, name: Unknown()})


@pytest.mark.parametrize(
    "given", [{"resend_on": ["EXPIRED", Unknown()]}, {"timeouts": {"create": Unknown(), "delete": "10m"}}]
)
def test_an_input_with_an_unknown_part_passes(given):
    assert {} == LENS_SHARE.check({**GOOD, **given})


def test_an_unknown_input_does_not_hide_what_is_wrong_with_another():
    assert ["shared_with"] == list(LENS_SHARE.check({"lens_alias": Unknown(), "shared_with": "4444"}))


@pytest.mark.parametrize("value", [Unknown(), [Unknown()], ["EXPIRED", Unknown()], {"a": {"b": [Unknown()]}}])
def test_a_value_is_unknown_where_any_part_is(value):
    assert is_unknown(value)


@pytest.mark.parametrize("value", [None, "", 0.0, False, [], {}, ["EXPIRED"], {"a": [None]}])
def test_a_value_with_no_unknown_part_is_known_be_it_ever_so_empty(value):
    assert not is_unknown(value)


SHARE = Share("89abcdef0123456789abcdef01234567", "444455556666", "PENDING")


def test_the_state_holds_what_was_given_and_what_aws_says():
    state = LENS_SHARE.state({}, {**GOOD, "adopt_existing": True, "resend_on": None, "__provider": "gASV"}, SHARE)

    assert {**GOOD, "adopt_existing": True, "share_id": SHARE.share_id, "status": "PENDING"} == state


def test_the_state_holds_a_status_message_only_if_there_is_one():
    failed = replace(SHARE, status="FAILED", status_message="no such unit")

    assert "no such unit" == LENS_SHARE.state({}, GOOD, failed)["status_message"]
    assert "status_message" not in LENS_SHARE.state({}, GOOD, SHARE)


def test_a_state_of_an_older_version_keeps_its_region_and_empty_status_message():
    old = {"region": "us-east-1", "status_message": "no such unit"}

    state = LENS_SHARE.state(old, GOOD, SHARE)

    assert ("us-east-1", "") == (state["region"], state["status_message"])


def test_the_defaults_themselves_pass_the_check():
    assert {} == LENS_SHARE.check({**{each.name: each.default for each in LENS_SHARE.inputs}, **GOOD})


def test_inputs_are_parsed_with_their_defaults():
    assert ShareRequest(parse_lens_arn(EXAMPLE_LENS_ARN), Principal.parse("444455556666")) == (LENS_SHARE.request(GOOD))


def test_inputs_are_parsed_as_they_are_given():
    inputs = LENS_SHARE.request({**GOOD, "adopt_existing": True, "wait_for_acceptance": True})

    assert (True, True) == (inputs.adopt_existing, inputs.wait_for_acceptance)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90s", timedelta(seconds=90)),
        ("10m", timedelta(minutes=10)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("1h0m5s", timedelta(hours=1, seconds=5)),
        ("1.5h", timedelta(minutes=90)),
        ("0s", timedelta()),
    ],
)
def test_a_timeout_is_read_as_pulumi_writes_durations(text, duration):
    assert duration == LENS_SHARE.request({**GOOD, "timeouts": {"create": text}}).timeout("create")


def test_an_operation_without_a_timeout_may_wait_three_minutes():
    inputs = LENS_SHARE.request({**GOOD, "timeouts": {"create": "10m"}})

    assert timedelta(minutes=3) == inputs.timeout("delete")
