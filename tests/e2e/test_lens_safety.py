"""No replacement, rename, duplicate or secret costs anybody a lens, its shares or a document."""

import json

import pytest
from tests.e2e.documents import document, published
from tests.e2e.programs import VALUE
from tests.e2e.test_secrets_and_unknowns import leaks
from tests.support.stack import LENS

OTHER = "777788889999"
SHARED = """
import pathlib

reviews = wa.Lens("reviews", document=pathlib.Path("lens.json"), lens_version=config.require("version"){more})
share = wa.LensShare("payments", lens_alias=reviews.arn, shared_with=account)
"""
LOOK_UP = """
consumer = wa.Provider("consumer", access_key=account, secret_key=pulumi.Output.secret("secret"), region="us-east-1",
                       endpoints=[{"wellarchitected": config.require("url"), "sts": config.require("url")}])
for name, opts in {"own": None, "shared": pulumi.ResourceOptions(provider=consumer)}.items():
    found = wa.Lens.get(name, lens, opts)
    pulumi.export(name, {"arn": found.arn, "name": found.name, "owner": found.owner, "region": found.region,
                         "version": found.lens_version, "status": found.status, "tags": found.tags,
                         "exported": found.exported_sha256.apply(bool)})
"""


@pytest.fixture
def write(stack):
    """Writes an edition of the document, and declares a lens of it with one share."""

    def write(version="1.0.0", more="", **changes):
        (stack.folder / "lens.json").write_text(json.dumps(document(**changes)))
        stack.declare(SHARED.format(more=more))
        stack.configure({"version": version})

    write()
    return write


def lens_and_shares(wellarchitected):
    found = published(wellarchitected)["Reviews"]
    return found, wellarchitected.shares(found[0])


def changes(wellarchitected):
    """The calls that change something."""
    reads = ("List", "Get", "Export")
    return [each.operation for each in wellarchitected.requests() if not each.operation.startswith(reads)]


def taint(stack):
    stack.run("state", "taint", "--yes", "--stack", stack.name, stack.urn("reviews", LENS))
    return ()


FORCED = {
    "target-replace": lambda stack: ("--target-replace", stack.urn("reviews", LENS)),
    "replace": lambda stack: ("--replace", stack.urn("reviews", LENS)),
    "taint": taint,
}


def test_a_forced_replacement_is_refused_and_the_lens_stays(stack, write, wellarchitected, snapshot):
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    assert snapshot == stack.up(*FORCED["target-replace"](stack), fails=True).diagnostics
    assert [] == changes(wellarchitected)
    assert before == lens_and_shares(wellarchitected)
    stack.up("--expect-no-changes")


@pytest.mark.parametrize("force", FORCED.values(), ids=FORCED)
def test_a_forced_replacement_that_adopts_the_lens_deletes_nothing(stack, write, wellarchitected, snapshot, force):
    write(more=", adopt_existing=True")
    stack.up()
    before = lens_and_shares(wellarchitected)
    wellarchitected.clear_requests()
    assert snapshot == stack.up(*force(stack)).diagnostics
    assert [] == changes(wellarchitected)
    assert before == lens_and_shares(wellarchitected)
    stack.up("--expect-no-changes")
    (kept,) = stack.resources(LENS)
    assert before[0][0] == kept["id"]


EDITS = {
    "another name": {"name": "Reviews 2", "version": "1.1.0"},
    "published version": {"edition": 2},
    "fewer questions": {"questions": 1, "version": "1.1.0"},
    "fewer questions as a major version": {"questions": 1, "version": "2.0.0", "more": ", is_major_version=True"},
}


def test_the_preview_refuses_what_aws_refuses_and_warns_of_what_workloads_lose(stack, write, wellarchitected, snapshot):
    stack.up()
    wellarchitected.clear_requests()
    for name, edit in EDITS.items():
        write(**edit)
        refused = name in ("another name", "published version")
        assert snapshot(name=name) == stack.preview(fails=refused).diagnostics
    assert [] == wellarchitected.requests()


def test_tags_of_the_provider_are_set_and_ignored_ones_are_left_alone(stack, write, wellarchitected):
    stack.configure({
        "aws:defaultTags": {"tags": {"team": "platform", "stage": "test"}}, "aws:ignoreTags": {"keys": ["scanned"]},
    })  # fmt: skip
    write(more=", tags={'stage': 'prod'}")
    stack.up()
    (arn, *_), _ = lens_and_shares(wellarchitected)
    owner = wellarchitected.client()
    assert {"team": "platform", "stage": "prod"} == owner.get_lens(LensAlias=arn)["Lens"]["Tags"]
    owner.tag_resource(WorkloadArn=arn, Tags={"scanned": "yes"})
    stack.up("--refresh", "--expect-no-changes")
    owner.tag_resource(WorkloadArn=arn, Tags={"by": "hand"})
    stack.configure({"aws:defaultTags": {"tags": {"team": "security"}}})
    stack.up("--refresh")
    tags = {"team": "security", "stage": "prod", "scanned": "yes"}
    assert tags == owner.get_lens(LensAlias=arn)["Lens"]["Tags"]


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


def test_a_lens_in_another_region_is_another_lens_with_shares_of_its_own(stack, write, wellarchitected, snapshot):
    write(more=", region='eu-west-1'")
    stack.up()
    ((arn, *_),) = published(wellarchitected, region="eu-west-1").values()
    assert arn.startswith("arn:aws:wellarchitected:eu-west-1:")
    write(more=", region='us-east-1'")
    assert snapshot == stack.preview().text
    stack.up()
    assert {} == published(wellarchitected, region="eu-west-1")
    _, shares = lens_and_shares(wellarchitected)
    assert ["444455556666"] == [share.shared_with for share in shares]


def test_a_protected_lens_survives_a_destroy(stack, write, wellarchitected):
    write(more=", opts=pulumi.ResourceOptions(protect=True)")
    stack.up()
    assert "protect" in stack.destroy(fails=True).output
    assert "Reviews" in published(wellarchitected)


def test_a_secret_document_is_neither_printed_nor_stored_in_clear(stack, wellarchitected):
    texts = [
        json.dumps(document(name, edition=edition)) for name, edition in (("Reviews", 1), ("Reviews", 2), ("R", 3))
    ]
    said = []
    for version, text in enumerate(texts):
        stack.set_secret("document", text.replace("How do people", "hidden"))
        stack.declare(f"wa.Lens('reviews', document=config.require_secret('document'), lens_version='1.{version}')")
        said += [stack.preview("--diff").output, stack.up(fails=version == 2).output, stack.export()]
    assert "Edition 2." == published(wellarchitected)["Reviews"][2]
    assert [] == leaks(["hidden"], said)


UNKNOWN = f"""{VALUE}
import pathlib

text = Value("{{name}}", pathlib.Path("lens.json").read_text()).value
{SHARED.replace('document=pathlib.Path("lens.json")', "document=text").replace("{more}", "")}"""


def test_a_document_that_another_resource_makes_is_an_input_like_any_other(stack, write, wellarchitected, snapshot):
    stack.declare(UNKNOWN.replace("{name}", "first"))
    assert [] == stack.preview().diagnostics
    assert [] == wellarchitected.requests()
    stack.up()
    before = lens_and_shares(wellarchitected)
    stack.declare(UNKNOWN.replace("{name}", "second"))
    assert snapshot == stack.preview().text
    stack.up()
    assert before == lens_and_shares(wellarchitected)


def test_an_own_lens_and_a_shared_one_are_looked_up(stack, wellarchitected, lens):
    share_id = wellarchitected.share(lens, "444455556666")
    wellarchitected.accept(lens, share_id)
    stack.configure({"url": wellarchitected.url})
    stack.declare(LOOK_UP)
    stack.up()
    own = {
        "arn": lens,
        "name": "security",
        "owner": "111122223333",
        "region": "us-east-1",
        "version": "1.0",
        "status": "PUBLISHED",
        "tags": {},
        "exported": True,
    }
    assert {"own": own, "shared": {**own, "exported": False}} == stack.outputs()
    stack.destroy()
    assert "security" in published(wellarchitected)


def test_a_lens_that_is_not_there_is_told_in_a_sentence(stack, wellarchitected, lens, snapshot):
    wellarchitected.client().delete_lens(LensAlias=lens, LensStatus="ALL", ClientRequestToken="deletion")
    stack.declare("pulumi.export('name', wa.Lens.get('reviews', lens).name)")
    assert snapshot == stack.preview(fails=True).diagnostics


def test_the_document_stands_once_in_the_state(stack, write):
    stack.up()
    assert 1 == stack.export().count("2021-11-01")
