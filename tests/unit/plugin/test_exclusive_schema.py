"""The inputs of LensSharesExclusive: every sentence about a malformed list, and what the state holds of it.

The sentences stand in __snapshots__/test_exclusive_schema/. `pytest tests/unit --snapshot-update` renews them.
"""

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.plugin.schema.exclusive import LENS_SHARES_EXCLUSIVE, by_identity, spellings
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.shares.share import Share

A, B = "444455556666", "777788889999"
UNIT = "ou-abcd-11111111"
UNIT_ARN = f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{UNIT}"
BAD = {
    "no list": None,
    "text": A,
    "a mapping by team": {"payments": A},
    "an account twice": [A, B, A],
    "a unit in two spellings": [UNIT, UNIT_ARN],
    "a number": [A, 777788889999.0],
    "nothing in it": [A, None],
    "a role": ["arn:aws:iam::444455556666:role/auditor"],
    "the owner's own account": [A, "111122223333"],
    "a user of the owner's own account": ["arn:aws:iam::111122223333:user/kim"],
    "301 accounts": [f"{number:012d}" for number in range(301)],
}


def check(principals, **more):
    return LENS_SHARES_EXCLUSIVE.check({"lens_alias": EXAMPLE_LENS_ARN, "principals": principals, **more})


@pytest.mark.parametrize("name", BAD)
def test_a_malformed_list_is_refused_with_a_sentence(name, snapshot):
    assert snapshot == check(BAD[name])["principals"]


@pytest.mark.parametrize("principals", [[], [A], {A: A}, {UNIT: UNIT_ARN}, [A, Unknown()], Unknown()])
def test_a_list_is_accepted_as_a_program_or_a_transformation_gives_it(principals):
    assert {} == check(principals)


def test_300_principals_are_accepted():
    assert {} == check([f"{number:012d}" for number in range(300)])


def test_the_state_holds_each_spelling_by_its_identity():
    assert {A: A, UNIT: UNIT_ARN} == by_identity([A, UNIT_ARN])


@pytest.mark.parametrize("principals", [[A, A], [UNIT, UNIT_ARN], [A, 1.0]])
def test_what_check_refuses_stays_as_it_was_given(principals):
    assert principals == by_identity(principals)


def test_a_list_and_a_mapping_mean_the_same_in_any_order():
    assert spellings([A, UNIT_ARN]) == spellings({UNIT: UNIT_ARN, A: A})


def test_the_state_remembers_when_a_share_was_sent_that_is_kept():
    old = {"share_ids": {A: "a" * 32}, "sent_at": {A: "2026-01-01T00:00:00Z"}}
    kept, adopted = Share("a" * 32, A, "ACCEPTED"), Share("b" * 32, B, "PENDING")
    state = LENS_SHARES_EXCLUSIVE.state(old, {}, {A: kept, B: adopted})
    assert {
        "share_ids": {A: "a" * 32, B: "b" * 32},
        "statuses": {A: "ACCEPTED", B: "PENDING"},
        "sent_at": {A: "2026-01-01T00:00:00Z"},
    } == state


def test_a_share_that_somebody_has_sent_anew_has_no_time():
    old = {"share_ids": {A: "a" * 32}, "sent_at": {A: "2026-01-01T00:00:00Z"}}
    assert {} == LENS_SHARES_EXCLUSIVE.state(old, {}, {A: Share("b" * 32, A, "PENDING")})["sent_at"]
