"""Shares as the consumer sees them."""

import pytest

OWNER = "111122223333"
CONSUMER = "444455556666"


def invitations(client, **parameters):
    return client.list_share_invitations(**parameters)["ShareInvitationSummaries"]


def test_an_invitation_has_the_id_of_its_share_and_names_the_lens(consumer, lens, share):
    share_id = share()
    expected = {
        "ShareInvitationId": share_id,
        "SharedBy": OWNER,
        "SharedWith": CONSUMER,
        "PermissionType": "READONLY",
        "ShareResourceType": "LENS",
        "LensName": "security",
        "LensArn": lens,
    }
    assert [expected] == invitations(consumer)


def test_the_account_of_a_user_gets_the_invitation(consumer, share):
    user = f"arn:aws:iam::{CONSUMER}:user/ana"
    share(user)
    assert [user] == [invitation["SharedWith"] for invitation in invitations(consumer)]


@pytest.mark.parametrize(("action", "status"), [("ACCEPT", "ACCEPTED"), ("REJECT", "REJECTED")])
def test_an_answered_invitation_changes_the_share_and_is_no_longer_listed(
    consumer, lens, share, listed, action, status
):
    share_id = share()
    answer = consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction=action)
    assert {"ShareInvitationId": share_id, "ShareResourceType": "LENS", "LensAlias": lens, "LensArn": lens} == (
        answer["ShareInvitation"]
    )
    assert [status] == [shown["Status"] for shown in listed()]
    assert [] == invitations(consumer)


def test_an_invitation_can_be_answered_once(consumer, share):
    share_id = share()
    consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")
    with pytest.raises(consumer.exceptions.ConflictException, match="ACCEPTED"):
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="REJECT")


@pytest.mark.parametrize(("account", "region"), [("777788889999", "us-east-1"), (CONSUMER, "eu-west-1")])
def test_no_other_account_or_region_sees_an_invitation(client_for, share, account, region):
    other = client_for(account, region)
    share_id = share()
    assert [] == invitations(other)
    with pytest.raises(other.exceptions.ResourceNotFoundException):
        other.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")


def test_the_invitation_of_a_deleted_share_is_not_found(owner, consumer, lens, share):
    share_id = share()
    owner.delete_lens_share(LensAlias=lens, ShareId=share_id)
    assert [] == invitations(consumer)
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")


def test_invitations_can_be_listed_by_lens_name_and_type(consumer, share):
    share()
    assert 1 == len(invitations(consumer, LensNamePrefix="sec", ShareResourceType="LENS"))
    assert [] == invitations(consumer, LensNamePrefix="cost")
    assert [] == invitations(consumer, ShareResourceType="WORKLOAD")
    assert [] == invitations(consumer, WorkloadNamePrefix="a")
