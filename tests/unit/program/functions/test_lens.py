"""get_lens against the emulator."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from tests.support import emulated

CONSUMER = "444455556666"


@pytest.fixture
def accepted(wellarchitected, lens, as_account):
    """The consumer has accepted a share of the lens, and runs the program. Returns the share's ID."""
    share_id = wellarchitected.share(lens, CONSUMER)
    wellarchitected.accept(lens, share_id)
    as_account(CONSUMER)
    return share_id


@pytest.mark.parametrize("given", ["arn", "name"])
def test_a_lens_is_found_by_its_arn_and_by_its_name(lens, given):
    found = wa.get_lens(**{given: lens if given == "arn" else "security"})
    assert (lens, "security", emulated.OWNER, "") == (found.arn, found.name, found.owner, found.share_invitation_id)
    assert found.lens_version
    assert {} == found.tags


def test_a_lens_by_its_arn_takes_one_call_in_its_own_region(wellarchitected, as_account):
    elsewhere = wellarchitected.publish_lens("elsewhere", account=emulated.OWNER, region="eu-west-1")
    wa.get_lens(arn=elsewhere)
    assert [("GetLens", "eu-west-1")] == [(each.operation, each.region) for each in wellarchitected.requests()]


def test_a_name_is_looked_for_in_the_region_that_is_given(wellarchitected, as_account):
    elsewhere = wellarchitected.publish_lens("elsewhere", account=emulated.OWNER, region="eu-west-1")
    assert elsewhere == wa.get_lens(name="elsewhere", region="eu-west-1").arn
    with pytest.raises(pulumi.RunError, match="has no lens of the name 'elsewhere' in us-east-1"):
        wa.get_lens(name="elsewhere")


def test_the_consumer_finds_a_shared_lens_and_its_invitation(accepted, lens):
    for owner in ("SHARED", "ANY"):
        assert (lens, accepted) == ((found := wa.get_lens(name="security", owner=owner)).arn, found.share_invitation_id)
    with pytest.raises(pulumi.RunError, match=rf"Account {CONSUMER} has no lens of the name 'security' .*: none\."):
        wa.get_lens(name="security")


def test_two_lenses_of_a_name_are_both_named(accepted, wellarchitected, lens):
    own = wellarchitected.publish_lens("security", account=CONSUMER, region=emulated.REGION)
    with pytest.raises(pulumi.RunError) as failure:
        wa.get_lens(name="security", owner="ANY")
    assert (
        f"InvalidInputError: get_lens: There are 2 lenses of the name 'security': {', '.join(sorted((own, lens)))}. "
        f"Give the arn."
    ) == str(failure.value)


def test_a_lens_that_is_not_there_is_an_error_that_names_the_account(lens):
    other = lens[:-1] + ("0" if lens[-1] != "0" else "1")
    with pytest.raises(pulumi.RunError, match=f"NotFoundError: get_lens: .* belong to account {emulated.OWNER}"):
        wa.get_lens(arn=other)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Give arn or name, and not both."),
        ({"arn": "a", "name": "b"}, "Give arn or name, and not both."),
        ({"arn": "a"}, "'a' is not the ARN of a custom lens"),
        ({"name": "b", "owner": "MINE"}, "owner is 'MINE'. Give SELF, SHARED, ANY, or leave it out."),
        ({"name": "b", "region": "moon"}, "'moon' is not a Region."),
    ],
)
def test_bad_arguments_are_refused_before_any_call(wellarchitected, as_account, given, sentence):
    with pytest.raises(pulumi.RunError) as failure:
        wa.get_lens(**given)
    assert str(failure.value).startswith("InvalidInputError: get_lens: ")
    assert sentence in str(failure.value)
    assert [] == wellarchitected.requests()
