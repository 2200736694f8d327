"""What a user does with a lens from its first preview to its end, and what the terminal shows."""

import json

import pytest
from tests.e2e.lens_programs import document, edit_by_hand, lens_and_shares, published
from tests.support import emulated
from tests.support.stack import LENS

REVIEWS = """
import pathlib

reviews = wa.Lens("reviews", document=pathlib.Path("lens.json"), lens_version=config.require("version"))
for account in config.require_object("accounts"):
    wa.LensShare(f"with-{account}", lens_alias=reviews.arn, shared_with=account)
pulumi.export("arn", reviews.arn)
"""


def write(stack, version, accounts=(), **changes):
    """Write the next edition of the document, and the name of its version."""
    (stack.folder / "lens.json").write_text(json.dumps(document(**changes), indent=2))
    stack.configure({"version": version, "accounts": [*accounts]})


def some_accounts(number):
    return [f"4444{each:08}" for each in range(number)]


def test_a_lens_is_published_edited_and_deleted(stack, wellarchitected, snapshot):
    stack.declare(REVIEWS)
    write(stack, "1.0.0", questions=1)
    assert snapshot(name="preview") == stack.preview().text
    assert snapshot(name="create") == stack.up().text
    arn = stack.outputs()["arn"]
    assert (arn, "1.0.0", "Edition 1.") == published(wellarchitected)["Reviews"]
    stack.up("--refresh", "--expect-no-changes")
    assert arn == stack.outputs()["arn"]
    write(stack, "1.1.0", edition=2, questions=1)
    assert snapshot(name="diff") == stack.preview("--diff").text
    assert snapshot(name="edit") == stack.up().text
    assert (arn, "1.1.0", "Edition 2.") == published(wellarchitected)["Reviews"]
    assert snapshot(name="destroy") == stack.destroy().text
    assert "Reviews" not in published(wellarchitected)


@pytest.mark.parametrize("number", [3, pytest.param(300, marks=pytest.mark.slow)])
def test_an_edit_is_one_update_and_keeps_the_arn_and_all_accepted_shares(stack, wellarchitected, snapshot, number):
    stack.declare(REVIEWS)
    write(stack, "1.0.0", some_accounts(number))
    stack.up()
    arn = stack.outputs()["arn"]
    for share in wellarchitected.shares(arn):
        wellarchitected.accept(arn, share.share_id)
    before = wellarchitected.shares(arn)
    assert {"ACCEPTED"} == {share.status for share in before}
    write(stack, "1.1.0", some_accounts(number), edition=2)
    assert f"Resources:\n    ~ 1 to update\n    {number + 1} unchanged\n" in stack.preview().output
    assert f"Resources:\n    ~ 1 updated\n    {number + 1} unchanged\n" in stack.up().output
    assert (arn, "1.1.0", "Edition 2.") == published(wellarchitected)["Reviews"]
    assert before == wellarchitected.shares(arn)
    assert {share.share_id for share in before} == {each["outputs"]["share_id"] for each in stack.resources()}


FORMS = """
import json, pathlib

def text(name): return pathlib.Path(f"{name}.json").read_text()

FORMS = {
    "path": pathlib.Path("path.json"),
    "file": pulumi.FileAsset("file.json"),
    "string": pulumi.StringAsset(text("string")),
    "text": text("text"),
    "dictionary": json.loads(text("dictionary")),
}
for name, form in FORMS.items():
    wa.Lens(name, document=form, lens_version=config.require("version"))
"""


def test_an_edited_file_is_published_in_whatever_form_the_program_gives_it(stack, wellarchitected):
    names = ("path", "file", "string", "text", "dictionary")
    stack.declare(FORMS)
    arns = []
    for edition in (1, 2):
        stack.configure({"version": f"1.{edition}.0"})
        for name in names:
            (stack.folder / f"{name}.json").write_text(json.dumps(document(name, edition=edition), indent=2))
        assert ("+ 6 created" if edition == 1 else "~ 5 updated") in stack.up().output
        found = published(wellarchitected)
        assert {(f"1.{edition}.0", f"Edition {edition}.")} == {found[name][1:] for name in names}
        arns.append([found[name][0] for name in names])
    assert arns[0] == arns[1]
    stack.preview("--expect-no-changes")


DRIFTED = ("draft", "edited", "deleted")
DRIFTING = f"""
import pathlib

for name in {DRIFTED}:
    wa.Lens(name, document=pathlib.Path(name + ".json"), lens_version=config.require("version"))
"""


@pytest.fixture
def drifted(stack, wellarchitected):
    """A stack of three lenses. Somebody gave one a draft, published another, and deleted the third."""
    stack.declare(DRIFTING)
    stack.configure({"version": "1.0.0"})
    for name in DRIFTED:
        (stack.folder / f"{name}.json").write_text(json.dumps(document(name)))
    stack.up()
    owner, found = wellarchitected.client(account=emulated.OWNER), published(wellarchitected)
    text = json.dumps(document("draft", edition=2))
    owner.import_lens(LensAlias=found["draft"][0], JSONString=text, ClientRequestToken="waiting")
    edit_by_hand(wellarchitected, found["edited"][0], json.dumps(document("edited", edition=2)))
    owner.delete_lens(LensAlias=found["deleted"][0], LensStatus="ALL", ClientRequestToken="deletion")
    return stack


def drafts(wellarchitected):
    rows = wellarchitected.client(account=emulated.OWNER).list_lenses(LensType="CUSTOM_SELF", LensStatus="DRAFT")
    return [row["LensName"] for row in rows["LensSummaries"]]


def about_lenses(run):
    """What was done and said, sorted: the order depends on threads."""
    lines = [line.strip() for line in run.text.splitlines()]
    return sorted({line for line in lines if "lens" in line.lower() and not line.startswith("pulumi:pulumi:Stack")})


def test_a_refresh_tells_what_was_done_by_hand_and_the_old_version_name_cannot_undo_it(
    drifted, wellarchitected, snapshot
):
    before = published(wellarchitected)
    assert snapshot(name="refresh") == about_lenses(drifted.refresh())
    assert ["draft", "edited"] == sorted(each["outputs"]["name"] for each in drifted.resources(LENS))
    assert snapshot(name="preview") == about_lenses(drifted.preview())
    assert snapshot(name="up") == drifted.up(fails=True).diagnostics
    after = published(wellarchitected)
    assert before == {name: after[name] for name in before}


def test_up_with_a_refresh_and_a_new_version_name_undoes_what_was_done_by_hand(drifted, wellarchitected):
    before = published(wellarchitected)
    drifted.configure({"version": "1.0.1"})
    drifted.up("--refresh")
    after = published(wellarchitected)
    assert {("1.0.1", "Edition 1.")} == {after[name][1:] for name in DRIFTED}
    assert [before[name][0] for name in ("draft", "edited")] == [after[name][0] for name in ("draft", "edited")]
    assert [] == drafts(wellarchitected)
    drifted.preview("--expect-no-changes")


def test_destroy_with_a_refresh_deletes_lenses_that_were_changed_by_hand(drifted, wellarchitected):
    drifted.destroy("--refresh")
    assert {"security"} == published(wellarchitected).keys()
    assert [] == drafts(wellarchitected)
    assert [] == drifted.resources(LENS)


def test_a_lens_that_was_deleted_by_hand_comes_back_with_its_shares(stack, declare_lens, wellarchitected):
    stack.up()
    (arn, *_), _ = lens_and_shares(wellarchitected)
    wellarchitected.client().delete_lens(LensAlias=arn, LensStatus="ALL", ClientRequestToken="deletion")
    stack.up("--refresh")
    (found, *_), shares = lens_and_shares(wellarchitected)
    assert arn != found
    assert [(found, "444455556666")] == [(share.lens_arn, share.shared_with) for share in shares]
    stack.preview("--expect-no-changes")
