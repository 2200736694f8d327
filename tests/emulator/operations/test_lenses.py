"""Lenses: import, publish, get, export, list, delete."""

import json
import re

import pytest
from wellarchitected_emulator import lens_arn
from wellarchitected_emulator.state.sample_lens import minimal_lens

OWNER = "111122223333"


def document(name="security", **changes):
    return json.dumps({**minimal_lens(name), **changes})


def names(answer):
    return [lens["LensName"] for lens in answer["LensSummaries"]]


def test_an_imported_lens_is_a_draft_until_it_is_published(owner):
    arn = owner.import_lens(JSONString=document())["LensArn"]
    assert ["DRAFT"] == [lens["LensStatus"] for lens in owner.list_lenses()["LensSummaries"]]
    assert {"LensArn": arn, "LensVersion": "1.0"}.items() <= (
        owner.create_lens_version(LensAlias=arn, LensVersion="1.0", IsMajorVersion=True).items()
    )
    assert ["PUBLISHED"] == [lens["LensStatus"] for lens in owner.list_lenses()["LensSummaries"]]


def test_the_arn_of_a_lens_is_predictable(owner):
    expected = lens_arn("security", account=OWNER, region="us-east-1")
    assert expected == owner.import_lens(JSONString=document())["LensArn"]
    assert re.fullmatch(r"arn:aws:wellarchitected:us-east-1:111122223333:lens/[0-9a-f]{32}", expected)


def test_the_arn_of_a_deleted_lens_is_not_used_again(owner):
    first = owner.import_lens(JSONString=document())["LensArn"]
    owner.delete_lens(LensAlias=first, LensStatus="ALL")
    second = owner.import_lens(JSONString=document())["LensArn"]
    assert lens_arn("security", account=OWNER, region="us-east-1", imported_before=1) == second != first


@pytest.mark.parametrize(
    ("region", "partition"), [("eu-west-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")]
)
def test_the_arn_has_the_callers_region_and_partition(client_for, region, partition):
    arn = client_for(OWNER, region).import_lens(JSONString=document())["LensArn"]
    assert arn.startswith(f"arn:{partition}:wellarchitected:{region}:{OWNER}:lens/")


def test_importing_with_an_alias_creates_the_next_draft(owner, lens):
    assert lens == owner.import_lens(LensAlias=lens, JSONString=document(description="New."))["LensArn"]
    assert ["PUBLISHED", "DRAFT"] == [shown["LensStatus"] for shown in owner.list_lenses()["LensSummaries"]]
    owner.create_lens_version(LensAlias=lens, LensVersion="1.1", IsMajorVersion=False)
    found = owner.get_lens(LensAlias=lens)["Lens"]
    assert {"Description": "New.", "LensVersion": "1.1", "Owner": OWNER}.items() <= found.items()


def test_a_version_can_be_published_once(owner, lens):
    owner.import_lens(LensAlias=lens, JSONString=document())
    with pytest.raises(owner.exceptions.ConflictException, match=r"already has a version 1\.0"):
        owner.create_lens_version(LensAlias=lens, LensVersion="1.0", IsMajorVersion=True)


def test_publishing_needs_a_draft(owner, lens):
    with pytest.raises(owner.exceptions.ValidationException, match="no draft"):
        owner.create_lens_version(LensAlias=lens, LensVersion="2.0", IsMajorVersion=True)


@pytest.mark.usefixtures("lens")
def test_lenses_can_be_listed_by_name_type_and_status(owner):
    owner.import_lens(JSONString=document("cost"))
    assert ["security", "cost"] == names(owner.list_lenses())
    assert ["cost"] == names(owner.list_lenses(LensName="cost"))
    assert ["security"] == names(owner.list_lenses(LensStatus="PUBLISHED"))
    assert ["cost"] == names(owner.list_lenses(LensStatus="DRAFT"))
    assert ["security", "cost"] == names(owner.list_lenses(LensType="CUSTOM_SELF"))
    assert [] == names(owner.list_lenses(LensType="CUSTOM_SHARED"))
    assert [] == names(owner.list_lenses(LensType="AWS_OFFICIAL"))


def test_a_listed_lens_has_its_owner_and_time(owner, lens, wellarchitected):
    summary = owner.list_lenses()["LensSummaries"][0]
    assert (lens, OWNER, "CUSTOM_SELF") == (summary["LensArn"], summary["Owner"], summary["LensType"])
    assert 60 > abs((wellarchitected.now - summary["CreatedAt"]).total_seconds())


def test_another_account_sees_the_lens_as_not_found(client_for, lens):
    stranger = client_for("777788889999")
    with pytest.raises(stranger.exceptions.ResourceNotFoundException):
        stranger.get_lens(LensAlias=lens)
    assert [] == names(stranger.list_lenses())


def test_another_region_sees_the_lens_as_not_found(client_for, lens):
    elsewhere = client_for(OWNER, "eu-west-1")
    with pytest.raises(elsewhere.exceptions.ResourceNotFoundException):
        elsewhere.list_lens_shares(LensAlias=lens)


def test_the_consumer_sees_a_lens_after_accepting(wellarchitected, owner, consumer, lens, share):
    share_id = share()
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.get_lens(LensAlias=lens)
    wellarchitected.accept(lens, share_id)
    assert share_id == consumer.get_lens(LensAlias=lens)["Lens"]["ShareInvitationId"]
    assert ["CUSTOM_SHARED"] == [shown["LensType"] for shown in consumer.list_lenses()["LensSummaries"]]
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    assert [] == names(consumer.list_lenses())


def test_only_the_owner_can_export_and_share_a_lens(wellarchitected, consumer, lens, share):
    wellarchitected.accept(lens, share())
    with pytest.raises(consumer.exceptions.AccessDeniedException):
        consumer.export_lens(LensAlias=lens)
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.create_lens_share(LensAlias=lens, SharedWith="777788889999")


def test_deleting_a_lens_deletes_its_shares(wellarchitected, owner, lens, share):
    share()
    owner.delete_lens(LensAlias=lens, LensStatus="ALL")
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.list_lens_shares(LensAlias=lens)
    assert [] == wellarchitected.shares(lens)


def test_a_draft_can_be_deleted_on_its_own(owner, lens):
    owner.import_lens(LensAlias=lens, JSONString=document())
    owner.delete_lens(LensAlias=lens, LensStatus="DRAFT")
    assert ["PUBLISHED"] == [shown["LensStatus"] for shown in owner.list_lenses()["LensSummaries"]]
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.delete_lens(LensAlias=lens, LensStatus="DRAFT")


def test_the_published_versions_can_be_deleted_on_their_own(owner, lens):
    owner.import_lens(LensAlias=lens, JSONString=document())
    owner.delete_lens(LensAlias=lens, LensStatus="PUBLISHED")
    assert ["DRAFT"] == [shown["LensStatus"] for shown in owner.list_lenses()["LensSummaries"]]


def test_deleting_a_lens_with_shares_can_be_a_conflict(wellarchitected, owner, lens, share):
    wellarchitected.configure(lens_in_use_conflicts=True)
    share_id = share()
    with pytest.raises(owner.exceptions.ConflictException):
        owner.delete_lens(LensAlias=lens, LensStatus="ALL")
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    owner.delete_lens(LensAlias=lens, LensStatus="ALL")
