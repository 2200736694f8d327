"""What the dynamic provider does by itself, with no call to AWS. All else is tested over gRPC, against the emulator."""

from pulumi.dynamic.config import Config
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.dynamic import lens_share
from pulumi_wellarchitected.plugin.changes import find_share_changes
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from pulumi_wellarchitected.plugin.verbs.share import ShareVerbs
from pulumi_wellarchitected.shares.share import Share
from tests.unit.properties import INPUTS, OUTPUTS

ID = f"{EXAMPLE_LENS_ARN},89abcdef0123456789abcdef01234567"


def test_the_sdk_keeps_the_configuration_where_the_shell_looks_for_it():
    assert {"_props": {"aws:region": "us-east-1"}, "_project_name": "test"} == vars(
        Config({"aws:region": "us-east-1"}, "test")
    )


def after_update(olds, news):
    return lens_share.update(ID, olds, news).outs


def test_an_update_keeps_what_the_service_said():
    outs = after_update(OUTPUTS, {**INPUTS, "adopt_existing": True})

    assert {**OUTPUTS, "adopt_existing": True} == outs


def test_an_input_that_the_program_leaves_out_leaves_the_state_and_so_means_its_default():
    news = {name: value for name, value in INPUTS.items() if name != "adopt_existing"}

    assert "adopt_existing" not in after_update({**OUTPUTS, "adopt_existing": True}, news)


def test_timeouts_that_are_given_no_more_are_gone_after_the_update():
    outs = after_update({**OUTPUTS, "timeouts": {"create": "10m"}}, INPUTS)

    assert () == find_share_changes(LENS_SHARE, outs, INPUTS).updates


def test_a_diff_of_what_an_update_wrote_down_finds_nothing():
    news = {**INPUTS, "wait_for_acceptance": True, "resend_on": [], "timeouts": {"delete": "10m"}}

    assert not lens_share.diff(ID, after_update(OUTPUTS, news), news).changes


def test_a_replacement_deletes_first():
    diff = lens_share.diff(ID, OUTPUTS, {**INPUTS, "shared_with": "777788889999"})

    assert (True, ["shared_with"], True) == (diff.changes, diff.replaces, diff.delete_before_replace)


ROOT = "arn:aws:iam::444455556666:root"
"""A spelling of an account that Principal does not parse, and that AWS might list."""


class ListingRoot:
    """A process whose shares are all listed with a principal that cannot be parsed."""

    def shares(self, _kind, _target):
        return self

    def find(self, share_id, _principal):
        return Share(share_id, ROOT, "ACCEPTED")


def test_a_read_keeps_the_spelling_of_the_program_where_the_listed_one_cannot_be_parsed():
    found = ShareVerbs(LENS_SHARE, ListingRoot()).read(ID, OUTPUTS)

    assert ("444455556666", None) == (found.outputs["shared_with"], found.inputs)
