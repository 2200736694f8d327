"""Shares of workloads, profiles and review templates. test_shares.py has what they have in common with lens shares."""

import pytest
from wellarchitected_emulator import EmulatorError

CONSUMER, UNIT = "444455556666", "ou-abcd-11111111"
ID = {"WORKLOAD": "WorkloadId", "PROFILE": "ProfileArn", "TEMPLATE": "TemplateArn"}
ECHOED = {"WORKLOAD": {"WorkloadId"}, "PROFILE": set(), "TEMPLATE": {"TemplateArn"}}

every_kind = pytest.mark.parametrize("kind", list(ID))


class Shares:
    """The shares of one new thing, as its owner sees them through boto3."""

    def __init__(self, emulator, client, kind):
        self.arn = emulator.create_resource(kind, "Security")
        self.word = kind.lower()
        self.client = client
        self.permits = {"PermissionType": "READONLY"} if kind == "WORKLOAD" else {}
        self.named = {ID[kind]: self.arn.rpartition("/")[2] if kind == "WORKLOAD" else self.arn}

    def create(self, shared_with=CONSUMER, **given):
        call = getattr(self.client, f"create_{self.word}_share")
        return call(**self.named, SharedWith=shared_with, **{**self.permits, **given})

    def list(self, **given):
        return getattr(self.client, f"list_{self.word}_shares")(**self.named, **given)

    def rows(self, **given):
        return self.list(**given)[f"{self.word.capitalize()}ShareSummaries"]

    def delete(self, share_id):
        return getattr(self.client, f"delete_{self.word}_share")(**self.named, ShareId=share_id, ClientRequestToken="t")


@pytest.fixture
def of(wellarchitected, owner):
    return lambda kind: Shares(wellarchitected, owner, kind)


@every_kind
def test_a_share_is_created_listed_and_deleted(of, wellarchitected, kind):
    shares = of(kind)
    created = shares.create()
    assert shares.named.items() <= created.items()
    (row,) = shares.rows()
    assert {"ShareId": created["ShareId"], "SharedWith": CONSUMER, "Status": "PENDING", **shares.permits} == row
    assert ECHOED[kind] == shares.list().keys() & shares.named.keys()
    assert [created["ShareId"]] == [share.share_id for share in wellarchitected.shares(shares.arn)]
    shares.delete(created["ShareId"])
    assert [] == shares.rows()


@every_kind
def test_a_share_is_selected_by_the_prefix_and_the_status(of, kind):
    shares = of(kind)
    shares.create()
    shares.create("777788889999")
    assert ["777788889999"] == [row["SharedWith"] for row in shares.rows(SharedWithPrefix="7777")]
    assert [] == shares.rows(Status="ACCEPTED")


@every_kind
def test_a_second_live_share_with_a_principal_is_a_conflict(of, owner, kind):
    shares = of(kind)
    shares.create()
    with pytest.raises(owner.exceptions.ConflictException, match="is already shared with 444455556666"):
        shares.create(ClientRequestToken="another")


@every_kind
def test_a_quota_limits_the_shares_of_one_thing(of, owner, wellarchitected, kind):
    wellarchitected.configure(**{f"shares_per_{kind.lower()}": 1})
    shares = of(kind)
    shares.create()
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException, match="can have at most 1 shares"):
        shares.create("777788889999")


@every_kind
def test_another_account_and_another_region_find_nothing(wellarchitected, of, kind):
    shares = of(kind)
    for others in ({"account": CONSUMER}, {"region": "eu-west-1"}):
        shares.client = wellarchitected.client(**others)
        with pytest.raises(shares.client.exceptions.ResourceNotFoundException):
            shares.list()


@every_kind
def test_a_thing_that_is_deleted_is_not_found_any_more(wellarchitected, owner, of, kind):
    shares = of(kind)
    shares.create()
    wellarchitected.remove_resource(shares.arn)
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        shares.list()
    assert [] == wellarchitected.shares(shares.arn)


@every_kind
def test_the_consumer_sees_the_invitation_and_accepts_it(wellarchitected, of, kind):
    shares = of(kind)
    share_id = shares.create()["ShareId"]
    consumer = wellarchitected.client(account=CONSUMER)
    (invitation,) = consumer.list_share_invitations(ShareResourceType=kind)["ShareInvitationSummaries"]
    word = shares.word.capitalize()
    assert {
        "ShareInvitationId": share_id,
        "SharedBy": "111122223333",
        "SharedWith": CONSUMER,
        "PermissionType": "READONLY",
        "ShareResourceType": kind,
        f"{word}Name": "Security",
        **shares.named,
    } == invitation
    assert [] == consumer.list_share_invitations(ShareResourceType="LENS")["ShareInvitationSummaries"]
    assert [] == consumer.list_share_invitations(**{f"{word}NamePrefix": "Cost"})["ShareInvitationSummaries"]
    consumer.update_share_invitation(ShareInvitationId=share_id, ShareInvitationAction="ACCEPT")
    assert ["ACCEPTED"] == [row["Status"] for row in shares.rows()]


@pytest.fixture
def share(of):
    """A function that sends a share of one workload, and one that updates it."""
    shares = of("WORKLOAD")

    def update(share_id, permission="CONTRIBUTOR"):
        return shares.client.update_workload_share(**shares.named, ShareId=share_id, PermissionType=permission)

    shares.update = update
    return shares


@pytest.mark.parametrize("more", [{}, {"status": "REVOKED"}], ids=["by the rules", "a row"])
def test_the_control_api_makes_shares_that_permit_what_it_says(share, wellarchitected, more):
    wellarchitected.share(share.arn, CONSUMER, permission="CONTRIBUTOR", **more)
    wellarchitected.share(share.arn, "777788889999", **more)
    assert {CONSUMER: "CONTRIBUTOR", "777788889999": "READONLY"} == {
        row["SharedWith"]: row["PermissionType"] for row in share.rows()
    }


def test_the_control_api_makes_no_share_of_what_is_not_shared(wellarchitected):
    with pytest.raises(EmulatorError, match="is not the ARN of a lens, workload, profile or review template"):
        wellarchitected.share("arn:aws:s3:::reviews", CONSUMER)


def test_a_permission_is_changed(share):
    share_id = share.create()["ShareId"]
    answer = share.update(share_id)
    assert (share_id, "CONTRIBUTOR") == (answer["WorkloadShare"]["ShareId"], answer["WorkloadShare"]["PermissionType"])
    assert ["CONTRIBUTOR"] == [row["PermissionType"] for row in share.rows()]


@pytest.mark.parametrize("conflicts", [True, False])
def test_the_permission_of_a_dead_share_is_a_conflict_or_changed(share, owner, wellarchitected, conflicts):
    wellarchitected.configure(dead_share_permission_conflicts=conflicts)
    share_id = share.create()["ShareId"]
    wellarchitected.set_status(share.arn, share_id, "EXPIRED")
    if conflicts:
        with pytest.raises(owner.exceptions.ConflictException, match="EXPIRED"):
            share.update(share_id)
    else:
        assert "EXPIRED" == share.update(share_id)["WorkloadShare"]["Status"]


@pytest.mark.parametrize("conflicts", [True, False])
def test_the_permission_of_a_share_with_a_unit_is_a_conflict_or_changed(share, owner, wellarchitected, conflicts):
    wellarchitected.configure(associated_share_permission_conflicts=conflicts)
    share_id = share.create(UNIT)["ShareId"]
    if conflicts:
        with pytest.raises(owner.exceptions.ConflictException, match="with an organization"):
            share.update(share_id)
    else:
        assert "CONTRIBUTOR" == share.update(share_id)["WorkloadShare"]["PermissionType"]


def test_a_permission_of_a_share_that_is_not_there_is_not_found(share, owner):
    with pytest.raises(owner.exceptions.ResourceNotFoundException, match="No workload share"):
        share.update("0" * 32)


def test_a_kind_that_cannot_be_made_is_refused(wellarchitected):
    with pytest.raises(EmulatorError, match="kind must be one of PROFILE, TEMPLATE, WORKLOAD"):
        wellarchitected.create_resource("LENS", "Security")
