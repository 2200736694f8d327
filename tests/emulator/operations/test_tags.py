"""Tags of lenses."""

import json

import pytest
from wellarchitected_emulator.state.sample_lens import minimal_lens

DOCUMENT = json.dumps(minimal_lens("security"))


def tags(client, lens):
    return client.list_tags_for_resource(WorkloadArn=lens)["Tags"]


def test_tags_of_an_import_are_stored(owner):
    arn = owner.import_lens(JSONString=DOCUMENT, Tags={"team": "platform"})["LensArn"]
    assert {"team": "platform"} == owner.get_lens(LensAlias=arn)["Lens"]["Tags"] == tags(owner, arn)


def test_tags_are_added_changed_and_removed(owner, lens):
    assert {} == tags(owner, lens)
    owner.tag_resource(WorkloadArn=lens, Tags={"team": "platform", "stage": "test"})
    owner.tag_resource(WorkloadArn=lens, Tags={"stage": "live", "aim": ""})
    owner.untag_resource(WorkloadArn=lens, TagKeys=["team", "missing"])
    assert {"stage": "live", "aim": ""} == tags(owner, lens) == owner.get_lens(LensAlias=lens)["Lens"]["Tags"]


def test_a_lens_has_at_most_50_tags(owner, lens):
    owner.tag_resource(WorkloadArn=lens, Tags={f"key{number}": "" for number in range(50)})
    owner.tag_resource(WorkloadArn=lens, Tags={"key0": "changed"})
    with pytest.raises(owner.exceptions.ClientError, match="at most 50 tags"):
        owner.tag_resource(WorkloadArn=lens, Tags={"one_more": ""})
    assert 50 == len(tags(owner, lens))


@pytest.mark.parametrize("key", ["aws:team", "AWS:team"])
def test_tags_of_aws_are_refused(owner, lens, key):
    with pytest.raises(owner.exceptions.ClientError, match="reserved for AWS"):
        owner.tag_resource(WorkloadArn=lens, Tags={key: "platform"})
    with pytest.raises(owner.exceptions.ValidationException, match="reserved for AWS"):
        owner.import_lens(LensAlias=lens, JSONString=DOCUMENT, Tags={key: "platform"})
    assert {} == tags(owner, lens)


@pytest.mark.parametrize(("tags_of_edits_applied", "expected"), [(False, {"a": "1"}), (True, {"a": "2", "b": "2"})])
def test_whether_the_tags_of_an_edit_are_applied_is_a_setting(wellarchitected, owner, tags_of_edits_applied, expected):
    wellarchitected.configure(tags_of_edits_applied=tags_of_edits_applied)
    arn = owner.import_lens(JSONString=DOCUMENT, Tags={"a": "1"})["LensArn"]
    owner.import_lens(LensAlias=arn, JSONString=DOCUMENT, Tags={"a": "2", "b": "2"})
    assert expected == tags(owner, arn)


@pytest.mark.parametrize(
    ("account", "region"), [("444455556666", "us-east-1"), ("111122223333", "eu-west-1")], ids=["account", "region"]
)
def test_another_account_or_region_sees_the_lens_as_not_found(client_for, lens, account, region):
    other = client_for(account, region)
    for call in (
        lambda: other.list_tags_for_resource(WorkloadArn=lens),
        lambda: other.tag_resource(WorkloadArn=lens, Tags={"a": "1"}),
        lambda: other.untag_resource(WorkloadArn=lens, TagKeys=["a"]),
    ):
        with pytest.raises(other.exceptions.ResourceNotFoundException):
            call()


def test_an_arn_that_is_no_lens_is_not_found(owner):
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.list_tags_for_resource(WorkloadArn="arn:aws:wellarchitected:us-east-1:111122223333:workload/" + "0" * 32)
