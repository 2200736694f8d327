"""What a lens is made from: tags, secrets, and what is not known yet; what the state keeps of it; and looking it up."""

import json

from tests.e2e.lens_programs import OF_REVIEWS, document, edit_by_hand, lens_and_shares, published
from tests.e2e.programs import VALUE
from tests.e2e.shares.test_secrets_and_unknowns import leaks


def test_tags_of_the_provider_are_set_and_ignored_ones_are_left_alone(stack, declare_lens, wellarchitected):
    stack.configure({
        "aws:defaultTags": {"tags": {"team": "platform", "stage": "test"}}, "aws:ignoreTags": {"keys": ["scanned"]},
    })  # fmt: skip
    declare_lens(more=", tags={'stage': 'prod'}")
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


def test_a_secret_document_is_neither_printed_nor_stored_in_clear(stack, wellarchitected):
    said = []
    for version, (name, edition) in enumerate([("The hidden 1", 1), ("The hidden 1", 2), ("The hidden 2", 3)]):
        stack.set_secret("document", hidden(name, edition))
        stack.declare(f"wa.Lens('reviews', document=config.require_secret('document'), lens_version='1.{version}')")
        refused = version == 2
        said += [stack.preview("--diff", fails=refused).output, stack.up(fails=refused).output, stack.export()]
    arn, _, description = published(wellarchitected)["The hidden 1"]
    assert "A hidden edition 2." == description
    edit_by_hand(wellarchitected, arn, hidden("The hidden 1", 4))
    said += [stack.refresh("--diff").output, stack.export()]
    assert "AWS keeps the name of a published lens ([secret])" in said[6].replace("'", "")
    assert "The lens [secret] was changed outside of Pulumi" in said[-2].replace("'", "")
    assert [] == leaks(["hidden"], said)


def hidden(name, edition):
    return (
        json.dumps(document(name, edition=edition))
        .replace("How do people", "hidden")
        .replace("Edition", "A hidden edition")
    )


UNKNOWN = f"""{VALUE}
import pathlib

text = Value("{{name}}", pathlib.Path("lens.json").read_text()).value
{OF_REVIEWS.replace('document=pathlib.Path("lens.json")', "document=text").replace("{more}", "")}"""


def test_a_document_that_another_resource_makes_is_an_input_like_any_other(
    stack, declare_lens, wellarchitected, snapshot
):
    stack.declare(UNKNOWN.replace("{name}", "first"))
    assert [] == stack.preview().diagnostics
    assert [] == wellarchitected.requests()
    stack.up()
    before = lens_and_shares(wellarchitected)
    stack.declare(UNKNOWN.replace("{name}", "second"))
    assert snapshot == stack.preview().text
    stack.up()
    assert before == lens_and_shares(wellarchitected)


LOOK_UP = """
consumer = wa.Provider("consumer", access_key=account, secret_key=pulumi.Output.secret("secret"), region="us-east-1",
                       endpoints=[{"wellarchitected": config.require("url"), "sts": config.require("url")}])
for name, opts in {"own": None, "shared": pulumi.ResourceOptions(provider=consumer)}.items():
    found = wa.Lens.get(name, lens, opts)
    pulumi.export(name, {"arn": found.arn, "name": found.name, "owner": found.owner, "region": found.region,
                         "version": found.lens_version, "status": found.status, "tags": found.tags,
                         "exported": found.exported_sha256.apply(bool)})
"""


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


def test_the_document_stands_once_in_the_state(stack, declare_lens):
    stack.up()
    assert 1 == stack.export().count("2021-11-01")
