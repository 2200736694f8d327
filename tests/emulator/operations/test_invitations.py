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


def test_a_user_and_its_account_can_both_be_invited(consumer, lens, share):
    by_principal = {principal: share(principal) for principal in (CONSUMER, f"arn:aws:iam::{CONSUMER}:user/ana")}
    assert by_principal == {each["SharedWith"]: each["ShareInvitationId"] for each in invitations(consumer)}
    for share_id in by_principal.values():
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")
    assert [lens] == [shown["LensArn"] for shown in consumer.list_lenses()["LensSummaries"]]


def test_access_by_two_invitations_ends_with_the_second(owner, consumer, lens, share):
    first, second = (share(principal) for principal in (CONSUMER, f"arn:aws:iam::{CONSUMER}:user/ana"))
    for share_id in (first, second):
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")
    owner.delete_lens_share(LensAlias=lens, ShareId=first)
    assert second == consumer.get_lens(LensAlias=lens)["Lens"]["ShareInvitationId"]
    owner.delete_lens_share(LensAlias=lens, ShareId=second)
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.get_lens(LensAlias=lens)


def test_a_setting_allows_to_reject_an_accepted_invitation(wellarchitected, consumer, lens, share, listed):
    wellarchitected.configure(accepted_can_be_rejected=True)
    share_id = share()
    wellarchitected.accept(lens, share_id)
    consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="REJECT")
    assert ["REJECTED"] == [shown["Status"] for shown in listed()]
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.get_lens(LensAlias=lens)
    for action in ("ACCEPT", "REJECT"):
        with pytest.raises(consumer.exceptions.ConflictException):
            consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction=action)


def test_an_accepted_invitation_cannot_be_accepted_again(wellarchitected, consumer, lens, share):
    wellarchitected.configure(accepted_can_be_rejected=True)
    share_id = share()
    wellarchitected.accept(lens, share_id)
    with pytest.raises(consumer.exceptions.ConflictException, match="ACCEPTED"):
        consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")


@pytest.mark.parametrize(
    ("unaccepted_lens_denied", "code"), [(False, "ResourceNotFoundException"), (True, "AccessDeniedException")]
)
def test_how_a_lens_that_was_not_accepted_is_refused_is_a_setting(
    wellarchitected, consumer, lens, share, unaccepted_lens_denied, code
):
    wellarchitected.configure(unaccepted_lens_denied=unaccepted_lens_denied)
    share()
    with pytest.raises(consumer.exceptions.ClientError) as refused:
        consumer.get_lens(LensAlias=lens)
    assert code == refused.value.response["Error"]["Code"]


def test_a_lens_that_does_not_exist_is_not_found_whatever_the_setting(wellarchitected, owner, consumer, lens):
    wellarchitected.configure(unaccepted_lens_denied=True)
    owner.delete_lens(LensAlias=lens, LensStatus="ALL")
    for client in (owner, consumer):
        with pytest.raises(client.exceptions.ResourceNotFoundException):
            client.get_lens(LensAlias=lens)


def test_a_consumer_can_see_an_accepted_lens_late(wellarchitected, consumer, lens, share, listed):
    wellarchitected.configure(acceptance_lag_seconds=30)
    wellarchitected.accept(lens, share())
    assert ["ACCEPTED"] == [shown["Status"] for shown in listed()]
    assert [] == consumer.list_lenses()["LensSummaries"]
    with pytest.raises(consumer.exceptions.ResourceNotFoundException):
        consumer.get_lens(LensAlias=lens)
    wellarchitected.advance(seconds=31)
    assert lens == consumer.get_lens(LensAlias=lens)["Lens"]["LensArn"]
