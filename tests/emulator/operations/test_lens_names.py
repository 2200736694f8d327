"""The names of lenses: one lens a name, and the name of a published lens is fixed."""

import json

import pytest
from wellarchitected_emulator.state.sample_lens import minimal_lens


def document(name="security"):
    return json.dumps(minimal_lens(name))


@pytest.fixture
def refused(owner):
    """Expect a ValidationException with this message."""

    def refused(message):
        return pytest.raises(owner.exceptions.ValidationException, match=message)

    return refused


@pytest.mark.usefixtures("lens")
@pytest.mark.parametrize("name", ["security", "SECURITY", "Se-cu: rity!"])
def test_a_second_lens_with_a_normalized_name_is_refused(owner, refused, name):
    with refused(r"\[Validation\] A lens with normalized name security already exists\."):
        owner.import_lens(JSONString=document(name))


def test_a_draft_takes_its_name_too(owner, refused):
    owner.import_lens(JSONString=document())
    with refused("already exists"):
        owner.import_lens(JSONString=document())


def test_a_name_is_taken_in_one_account_and_region(client_for, owner, lens):
    others = [client_for("444455556666"), client_for("111122223333", "eu-west-1")]
    assert 3 == len({lens, *(other.import_lens(JSONString=document())["LensArn"] for other in others)})
    assert 1 == len(owner.list_lenses()["LensSummaries"])


def test_the_name_of_a_deleted_lens_can_stay_taken(wellarchitected, owner, lens, refused):
    wellarchitected.configure(deleted_name_seconds=60)
    owner.delete_lens(LensAlias=lens, LensStatus="ALL")
    with refused("already exists"):
        owner.import_lens(JSONString=document())
    wellarchitected.advance(seconds=61)
    assert lens != owner.import_lens(JSONString=document())["LensArn"]


def test_the_name_of_a_deleted_lens_is_free_at_once_by_default(owner, lens):
    owner.delete_lens(LensAlias=lens, LensStatus="ALL")
    assert lens != owner.import_lens(JSONString=document())["LensArn"]


@pytest.mark.parametrize("draft_rename_allowed", [True, False])
def test_a_published_lens_keeps_its_name(wellarchitected, owner, lens, refused, draft_rename_allowed):
    wellarchitected.configure(draft_rename_allowed=draft_rename_allowed)
    for name in ("safety", "Security"):
        with refused(r"\[Validation\] Lens name must match published name"):
            owner.import_lens(LensAlias=lens, JSONString=document(name))
    assert ["PUBLISHED"] == [shown["LensStatus"] for shown in owner.list_lenses()["LensSummaries"]]


def test_a_lens_that_was_never_published_keeps_its_name_by_default(owner, refused):
    arn = owner.import_lens(JSONString=document())["LensArn"]
    with refused("Lens name must match published name"):
        owner.import_lens(LensAlias=arn, JSONString=document("safety"))


def test_a_setting_allows_to_rename_a_lens_that_was_never_published(wellarchitected, owner, refused):
    wellarchitected.configure(draft_rename_allowed=True)
    wellarchitected.publish_lens("cost")
    arn = owner.import_lens(JSONString=document())["LensArn"]
    with refused("normalized name cost already exists"):
        owner.import_lens(LensAlias=arn, JSONString=document("Cost"))
    owner.import_lens(LensAlias=arn, JSONString=document("safety"))
    assert "safety" == owner.get_lens(LensAlias=arn)["Lens"]["Name"]
    assert owner.import_lens(JSONString=document("security"))["LensArn"]
