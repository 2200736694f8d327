"""No replacement, rename, duplicate or edit costs anybody a lens or its shares."""

import json

import pytest
from tests.e2e.lens_programs import OF_REVIEWS, document, lens_and_shares, published, writes
from tests.support.stack import LENS

OTHER = "777788889999"


def taint(stack):
    stack.run("state", "taint", "--yes", "--stack", stack.name, stack.urn("reviews", LENS))
    return ()


FORCED = {
    "target-replace": lambda stack: ("--target-replace", stack.urn("reviews", LENS)),
    "replace": lambda stack: ("--replace", stack.urn("reviews", LENS)),
    "taint": taint,
}


def test_a_forced_replacement_is_refused_and_the_lens_stays(stack, declare_lens, wellarchitected, snapshot):
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    assert snapshot == stack.up(*FORCED["target-replace"](stack), fails=True).diagnostics
    assert [] == writes(wellarchitected)
    assert before == lens_and_shares(wellarchitected)
    stack.up("--expect-no-changes")


@pytest.mark.parametrize("force", FORCED.values(), ids=FORCED)
def test_a_forced_replacement_that_adopts_the_lens_deletes_nothing(
    stack, declare_lens, wellarchitected, snapshot, force
):
    declare_lens(more=", adopt_existing=True")
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    assert snapshot == stack.up(*force(stack)).diagnostics
    assert [] == writes(wellarchitected)
    assert before == lens_and_shares(wellarchitected)
    stack.up("--expect-no-changes")
    (kept,) = stack.resources(LENS)
    assert before[0][0] == kept["id"]


RENAMED = OF_REVIEWS.replace('"reviews"', '"renamed"')


@pytest.mark.parametrize("arguments", [[], ["--refresh", "--run-program"]], ids=" ".join)
def test_a_rename_that_adopts_keeps_the_lens_and_its_shares(stack, declare_lens, wellarchitected, arguments):
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    stack.declare(RENAMED.format(more=", adopt_existing=True"))
    stack.up(*arguments)
    assert [] == writes(wellarchitected)
    assert before == lens_and_shares(wellarchitected)
    assert [stack.urn("renamed", LENS)] == [lens["urn"] for lens in stack.resources(LENS)]
    stack.up("--expect-no-changes")


def test_a_rename_changes_nothing_at_aws_whether_it_names_the_old_one_or_fails(stack, declare_lens, wellarchitected):
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    stack.declare(RENAMED.format(more=""))
    assert "AlreadyExistsError" in stack.up(fails=True).output
    assert [] == writes(wellarchitected)
    wellarchitected.clear_requests()
    stack.declare(RENAMED.format(more=", opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name='reviews')])"))
    stack.up()
    assert [] == wellarchitected.requests()
    assert before == lens_and_shares(wellarchitected)


EDITS = {
    "another name": {"name": "Reviews 2", "version": "1.1.0"},
    "published version": {"edition": 2},
    "fewer questions": {"questions": 1, "version": "1.1.0"},
    "fewer questions as a major version": {"questions": 1, "version": "2.0.0", "more": ", is_major_version=True"},
}


def test_the_preview_refuses_what_aws_refuses_and_warns_of_what_workloads_lose(
    stack, declare_lens, wellarchitected, snapshot
):
    stack.up()
    wellarchitected.clear_requests()
    for name, edit in EDITS.items():
        declare_lens(**edit)
        refused = name in ("another name", "published version")
        assert snapshot(name=name) == stack.preview(fails=refused).diagnostics
    assert [] == wellarchitected.requests()


TWO = """
import pathlib

url = config.require("url")
other = wa.Provider("other", access_key="777788889999", secret_key=pulumi.Output.secret("secret"), region="us-east-1",
                    endpoints=[{"wellarchitected": url, "sts": url}])
for number, opts in enumerate([None, %s]):
    wa.Lens(f"reviews-{number}", document=pathlib.Path(f"{number}.json"), lens_version="1.0.0", opts=opts)
"""


@pytest.fixture
def two_names(stack, wellarchitected):
    """Two documents whose names are one to AWS."""
    for number, name in enumerate(("Our reviews", "OUR-reviews")):
        (stack.folder / f"{number}.json").write_text(json.dumps(document(name)))
    stack.configure({"url": wellarchitected.url})


@pytest.mark.usefixtures("two_names")
def test_two_lenses_of_one_name_are_refused_by_the_preview(stack, wellarchitected, snapshot):
    stack.declare(TWO % None)
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


@pytest.mark.usefixtures("two_names")
def test_two_accounts_may_each_have_a_lens_of_the_same_name(stack, wellarchitected):
    stack.declare(TWO % "pulumi.ResourceOptions(provider=other)")
    stack.up()
    assert {"security", "Our reviews"} == published(wellarchitected).keys()
    assert {"OUR-reviews"} == published(wellarchitected, OTHER).keys()


def test_a_lens_in_another_region_is_another_lens_with_shares_of_its_own(
    stack, declare_lens, wellarchitected, snapshot
):
    declare_lens(more=", region='eu-west-1'")
    stack.up()
    ((arn, *_),) = published(wellarchitected, region="eu-west-1").values()
    assert arn.startswith("arn:aws:wellarchitected:eu-west-1:")
    declare_lens(more=", region='us-east-1'")
    assert snapshot == stack.preview().text
    stack.up()
    assert {} == published(wellarchitected, region="eu-west-1")
    _, shares = lens_and_shares(wellarchitected)
    assert ["444455556666"] == [share.shared_with for share in shares]


def test_a_protected_lens_survives_a_destroy(stack, declare_lens, wellarchitected):
    declare_lens(more=", opts=pulumi.ResourceOptions(protect=True)")
    stack.up()
    assert "protect" in stack.destroy(fails=True).output
    assert "Reviews" in published(wellarchitected)
