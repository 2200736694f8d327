"""Drafts and versions: the Status of an import, version names, and what is shown while a draft waits."""

import json

import pytest
from wellarchitected_emulator.state.sample_lens import minimal_lens

OWNER = "111122223333"


def document(description="New."):
    return json.dumps({**minimal_lens("security"), "description": description})


def statuses(client, **parameters):
    return [lens["LensStatus"] for lens in client.list_lenses(**parameters)["LensSummaries"]]


def exported(client, lens, **parameters):
    return json.loads(client.export_lens(LensAlias=lens, **parameters)["LensJSON"])["description"]


def described(client, lens, **parameters):
    found = client.get_lens(LensAlias=lens, **parameters)["Lens"]
    return found["LensVersion"], found["Description"]


@pytest.fixture
def draft(owner, lens):
    """Import a draft of the published lens."""
    owner.import_lens(LensAlias=lens, JSONString=document())
    return lens


def test_an_import_answers_no_status_and_the_draft_is_there_at_once(owner):
    answer = owner.import_lens(JSONString=document())
    assert {"LensArn", "ResponseMetadata"} == set(answer)
    assert ["DRAFT"] == statuses(owner) == statuses(owner, LensStatus="DRAFT")
    assert [] == statuses(owner, LensStatus="PUBLISHED")


def test_an_import_can_answer_complete(wellarchitected, owner):
    wellarchitected.configure(import_status="COMPLETE")
    assert "COMPLETE" == owner.import_lens(JSONString=document())["Status"]
    assert ["DRAFT"] == statuses(owner)


def test_a_draft_that_is_in_progress_appears_later(wellarchitected, owner):
    wellarchitected.configure(import_status="IN_PROGRESS", import_seconds=30)
    answer = owner.import_lens(JSONString=document())
    arn = answer["LensArn"]
    assert ("IN_PROGRESS", []) == (answer["Status"], statuses(owner))
    with pytest.raises(owner.exceptions.ValidationException, match="no draft"):
        owner.create_lens_version(LensAlias=arn, LensVersion="1.0")
    wellarchitected.advance(seconds=31)
    assert ["DRAFT"] == statuses(owner)
    owner.create_lens_version(LensAlias=arn, LensVersion="1.0")
    assert ["PUBLISHED"] == statuses(owner)


def test_the_previous_draft_stays_while_an_edit_is_in_progress(wellarchitected, owner, draft):
    wellarchitected.configure(import_status="IN_PROGRESS", import_seconds=30)
    owner.import_lens(LensAlias=draft, JSONString=document("Newest."))
    before = owner.list_lenses(LensStatus="DRAFT")["LensSummaries"][0]
    wellarchitected.advance(seconds=31)
    after = owner.list_lenses(LensStatus="DRAFT")["LensSummaries"][0]
    assert ("New.", "Newest.") == (before["Description"], after["Description"])
    assert before["UpdatedAt"] < after["UpdatedAt"]


def test_a_lens_whose_import_is_in_progress_can_be_deleted(wellarchitected, owner):
    wellarchitected.configure(import_status="IN_PROGRESS", import_seconds=30)
    arn = owner.import_lens(JSONString=document())["LensArn"]
    owner.delete_lens(LensAlias=arn, LensStatus="ALL")
    wellarchitected.advance(seconds=31)
    assert [] == statuses(owner)


def test_an_import_that_failed_creates_no_draft(wellarchitected, owner):
    wellarchitected.configure(import_status="ERROR")
    answer = owner.import_lens(JSONString=document())
    wellarchitected.advance(days=1)
    assert ("ERROR", []) == (answer["Status"], statuses(owner))
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.get_lens(LensAlias=answer["LensArn"])
    wellarchitected.configure(import_status="absent")
    assert answer["LensArn"] != owner.import_lens(JSONString=document())["LensArn"]


def test_an_edit_that_failed_leaves_the_previous_draft(wellarchitected, owner, draft):
    wellarchitected.configure(import_status="ERROR")
    assert "ERROR" == owner.import_lens(LensAlias=draft, JSONString=document("Newest."))["Status"]
    assert "New." == exported(owner, draft, LensVersion="DRAFT")


def test_an_edit_is_a_draft_with_a_newer_time(wellarchitected, owner, lens):
    published = owner.list_lenses()["LensSummaries"][0]["UpdatedAt"]
    wellarchitected.advance(seconds=60)
    owner.import_lens(LensAlias=lens, JSONString=document())
    times = [shown["UpdatedAt"] for shown in owner.list_lenses()["LensSummaries"]]
    assert [published] == times[:1]
    assert published < times[1]


@pytest.mark.parametrize("version", ["1.0-rc", "1 0", "1/0", "v1+2", "\u0661"])
def test_a_version_name_has_letters_digits_underscores_and_periods(owner, draft, version):
    with pytest.raises(owner.exceptions.ValidationException, match="Invalid lens version") as refused:
        owner.create_lens_version(LensAlias=draft, LensVersion=version)
    assert ["LensVersion"] == [field["Name"] for field in refused.value.response["Fields"]]


@pytest.mark.parametrize("version", ["2.0.0rc1", "_", "v" * 32])
def test_other_version_names_are_published(owner, draft, version):
    owner.create_lens_version(LensAlias=draft, LensVersion=version)
    assert version == described(owner, draft)[0]


def test_a_lens_has_at_most_100_versions(wellarchitected, owner, draft):
    assert 100 == wellarchitected.settings.versions_per_lens
    wellarchitected.configure(versions_per_lens=1)
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException, match="at most 1 versions") as refused:
        owner.create_lens_version(LensAlias=draft, LensVersion="2.0")
    assert "VersionsPerLens" == refused.value.response["QuotaCode"]


def test_a_version_keeps_whether_it_is_major(wellarchitected, owner, lens):
    for version, is_major in (("1.1", {}), ("2.0", {"IsMajorVersion": True}), ("2.1", {"IsMajorVersion": False})):
        owner.import_lens(LensAlias=lens, JSONString=document())
        owner.create_lens_version(LensAlias=lens, LensVersion=version, **is_major)
    assert [True, False, True, False] == [version.is_major for version in wellarchitected.lens_versions(lens)]


def test_every_version_keeps_its_document(owner, draft):
    owner.create_lens_version(LensAlias=draft, LensVersion="2.0")
    old, new = "The security lens.", "New."
    assert [("1.0", old), ("2.0", new)] == [described(owner, draft, LensVersion=version) for version in ("1.0", "2.0")]
    assert [old, new] == [exported(owner, draft, LensVersion=version) for version in ("1.0", "2.0")]


@pytest.mark.parametrize(
    ("draft_hides_published", "expected"), [(False, ("1.0", "The security lens.")), (True, ("DRAFT", "New."))]
)
def test_what_is_shown_without_a_version_while_a_draft_waits_is_a_setting(
    wellarchitected, owner, draft, draft_hides_published, expected
):
    wellarchitected.configure(draft_hides_published=draft_hides_published)
    assert expected == described(owner, draft)
    assert expected[1] == exported(owner, draft)


def test_a_consumer_never_sees_a_draft(wellarchitected, consumer, draft, share):
    wellarchitected.configure(draft_hides_published=True, draft_listed_beside_published=False)
    wellarchitected.accept(draft, share())
    assert ("1.0", "The security lens.") == described(consumer, draft)
    assert ["PUBLISHED"] == statuses(consumer)
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.get_lens(LensAlias=draft, LensVersion="DRAFT")


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("draft_listed_beside_published", "expected"), [(True, ["PUBLISHED", "DRAFT"]), (False, ["DRAFT"])]
)
def test_whether_a_draft_is_listed_beside_the_published_version_is_a_setting(
    wellarchitected, owner, draft_listed_beside_published, expected
):
    wellarchitected.configure(draft_listed_beside_published=draft_listed_beside_published)
    assert expected == statuses(owner) == statuses(owner, LensStatus="ALL")
    assert ["PUBLISHED"] == statuses(owner, LensStatus="PUBLISHED")
    assert ["DRAFT"] == statuses(owner, LensStatus="DRAFT")
