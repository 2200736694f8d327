"""Shares with accounts and users as the owner sees them."""

import json
import re

import pytest

OWNER = "111122223333"
CONSUMER = "444455556666"
USER = f"arn:aws:iam::{CONSUMER}:user/team/ana"


def test_a_share_with_an_account_is_pending(share, listed):
    share_id = share()
    assert re.fullmatch("[0-9a-f]{32}", share_id)
    assert [{"ShareId": share_id, "SharedWith": CONSUMER, "Status": "PENDING"}] == listed()


def test_a_share_with_a_user_is_pending_and_listed_by_its_arn(share, listed):
    share(USER)
    assert [(USER, "PENDING")] == [(shown["SharedWith"], shown["Status"]) for shown in listed()]


def test_an_account_and_its_user_are_two_principals(share, listed):
    share(CONSUMER)
    share(USER)
    assert [CONSUMER, USER] == [shown["SharedWith"] for shown in listed()]


@pytest.mark.parametrize(
    "principal",
    [
        "not-a-principal",
        "44445555666x",
        "4444555566667",
        "arn:aws:iam::444455556666:role/admin",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::444455556666:user/",
        "o-short-one-",
        "ou-abcd-1111",
        " 444455556666",
    ],
)
def test_an_invalid_principal_is_refused(owner, lens, principal):
    with pytest.raises(owner.exceptions.ValidationException) as refused:
        owner.create_lens_share(LensAlias=lens, SharedWith=principal)
    assert "FIELD_VALIDATION_FAILED" == refused.value.response["Reason"]
    assert ["SharedWith"] == [field["Name"] for field in refused.value.response["Fields"]]


@pytest.mark.parametrize("principal", [OWNER, f"arn:aws:iam::{OWNER}:user/ana"])
def test_a_lens_cannot_be_shared_with_its_owners_account(owner, lens, principal):
    with pytest.raises(owner.exceptions.ValidationException, match="owner's account"):
        owner.create_lens_share(LensAlias=lens, SharedWith=principal)


@pytest.mark.parametrize(
    "alias",
    ["serverless", "arn:aws:wellarchitected:us-east-1::lens/serverless", "arn:aws:wellarchitected::aws:lens/sap"],
)
def test_an_official_lens_cannot_be_shared(owner, alias):
    with pytest.raises(owner.exceptions.ValidationException, match="Invalid lens alias"):
        owner.create_lens_share(LensAlias=alias, SharedWith=CONSUMER)


def test_a_draft_cannot_be_shared(owner, lens):
    text = owner.export_lens(LensAlias=lens)["LensJSON"]
    draft = owner.import_lens(JSONString=json.dumps({**json.loads(text), "name": "draft"}))["LensArn"]
    with pytest.raises(owner.exceptions.ValidationException, match="published"):
        owner.create_lens_share(LensAlias=draft, SharedWith=CONSUMER)


@pytest.mark.parametrize("verb", ["create_lens_share", "list_lens_shares", "delete_lens_share"])
def test_another_account_sees_the_lens_as_not_found(client_for, lens, verb):
    stranger = client_for("777788889999")
    parameters = {
        "create_lens_share": {"SharedWith": CONSUMER},
        "list_lens_shares": {},
        "delete_lens_share": {"ShareId": "0" * 32},
    }
    with pytest.raises(stranger.exceptions.ResourceNotFoundException) as refused:
        getattr(stranger, verb)(LensAlias=lens, **parameters[verb])
    assert (lens, "LENS") == (refused.value.response["ResourceId"], refused.value.response["ResourceType"])


def test_a_second_live_share_is_a_conflict_that_names_the_first(owner, share):
    share_id = share()
    with pytest.raises(owner.exceptions.ConflictException) as refused:
        share()
    assert (share_id, "LENS_SHARE") == (refused.value.response["ResourceId"], refused.value.response["ResourceType"])


def test_a_second_live_share_can_be_allowed(wellarchitected, share, listed):
    wellarchitected.configure(duplicate_shares_conflict=False)
    assert [share(), share()] == [shown["ShareId"] for shown in listed()]


@pytest.mark.parametrize("status", ["EXPIRED", "REJECTED", "REVOKED", "FAILED"])
def test_a_dead_share_is_not_a_duplicate(wellarchitected, lens, share, listed, status):
    wellarchitected.set_status(lens, share(), status)
    share()
    assert [status, "PENDING"] == [shown["Status"] for shown in listed()]


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "REJECTED", "EXPIRED", "REVOKED", "FAILED", "ASSOCIATED"])
def test_a_share_can_be_deleted_in_any_status_but_associating(wellarchitected, owner, lens, share, listed, status):
    share_id = share()
    wellarchitected.set_status(lens, share_id, status)
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    assert [] == listed()


def test_an_associating_share_cannot_be_deleted(wellarchitected, owner, lens, share):
    share_id = share()
    wellarchitected.set_status(lens, share_id, "ASSOCIATING")
    with pytest.raises(owner.exceptions.ConflictException):
        owner.delete_lens_share(LensAlias=lens, ShareId=share_id)


def test_a_deleted_share_is_not_found(owner, lens, share):
    share_id = share()
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    with pytest.raises(owner.exceptions.ResourceNotFoundException) as refused:
        owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    assert (share_id, "LENS_SHARE") == (refused.value.response["ResourceId"], refused.value.response["ResourceType"])


def test_a_share_of_another_lens_is_not_found(wellarchitected, owner, share):
    other = wellarchitected.publish_lens("cost")
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.delete_lens_share(LensAlias=other, ShareId=share())


def test_shares_can_be_listed_by_status(wellarchitected, lens, share, listed):
    wellarchitected.accept(lens, share("777788889999"))
    share()
    assert ["777788889999"] == [shown["SharedWith"] for shown in listed(Status="ACCEPTED")]
    assert [CONSUMER] == [shown["SharedWith"] for shown in listed(Status="PENDING")]
    assert [] == listed(Status="REVOKED")


def test_shares_can_be_listed_by_a_literal_prefix(share, listed):
    for principal in (CONSUMER, "444400000000", USER):
        share(principal)
    assert [CONSUMER, "444400000000"] == [shown["SharedWith"] for shown in listed(SharedWithPrefix="4444")]
    assert [CONSUMER] == [shown["SharedWith"] for shown in listed(SharedWithPrefix=CONSUMER)]
    assert [USER] == [shown["SharedWith"] for shown in listed(SharedWithPrefix="arn:aws:iam")]
    assert 3 == len(listed(SharedWithPrefix=""))
    for pattern in ("4%", "4_44", "*", "444455556666_"):
        assert [] == listed(SharedWithPrefix=pattern)


def test_a_prefix_has_at_most_100_characters(owner, listed):
    assert [] == listed(SharedWithPrefix="4" * 100)
    with pytest.raises(owner.exceptions.ValidationException, match="SharedWithPrefix"):
        listed(SharedWithPrefix="4" * 101)


def test_listings_can_leave_out_members(wellarchitected, lens, share, listed):
    share_id = share()
    wellarchitected.omit(lens, share_id, ["Status", "SharedWith"])
    assert [{"ShareId": share_id}] == listed()


def test_a_status_can_be_any_text(wellarchitected, lens, share, listed):
    wellarchitected.set_status(lens, share(), "QUARANTINED", message='{"errorCode": "X"}')
    assert [("QUARANTINED", '{"errorCode": "X"}')] == [(s["Status"], s["StatusMessage"]) for s in listed()]
