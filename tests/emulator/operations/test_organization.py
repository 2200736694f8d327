"""Shares with an organization and its units, and the global setting that allows them."""

import json

import pytest

OWNER = "111122223333"
ORGANIZATION = "o-exampleorgid"
UNIT = "ou-abcd-11111111"
ORGANIZATION_ARN = f"arn:aws:organizations::{OWNER}:organization/{ORGANIZATION}"
UNIT_ARN = f"arn:aws:organizations::{OWNER}:ou/{ORGANIZATION}/{UNIT}"
MEMBER = "777788889999"


@pytest.fixture
def _sharing(wellarchitected):
    wellarchitected.enable_organization_sharing()


@pytest.mark.usefixtures("_sharing")
@pytest.mark.parametrize("principal", [ORGANIZATION, ORGANIZATION_ARN, UNIT, UNIT_ARN])
def test_a_share_is_associating_and_then_associated(wellarchitected, share, listed, principal):
    wellarchitected.configure(association_seconds=60)
    share_id = share(principal)
    assert [{"ShareId": share_id, "SharedWith": principal, "Status": "ASSOCIATING"}] == listed()
    wellarchitected.advance(seconds=61)
    assert [{"ShareId": share_id, "SharedWith": principal, "Status": "ASSOCIATED"}] == listed()


@pytest.mark.usefixtures("_sharing")
def test_a_share_can_be_associated_at_once(wellarchitected, share, listed):
    wellarchitected.configure(association_seconds=0)
    share(UNIT)
    assert ["ASSOCIATED"] == [shown["Status"] for shown in listed()]


@pytest.mark.usefixtures("_sharing")
def test_by_default_an_association_takes_time(share, listed):
    share(UNIT)
    assert ["ASSOCIATING"] == [shown["Status"] for shown in listed()]


def test_without_sharing_enabled_an_association_fails_with_a_json_message(wellarchitected, share, listed):
    wellarchitected.configure(association_seconds=0)
    share(ORGANIZATION)
    (shown,) = listed()
    assert "FAILED" == shown["Status"]
    assert "not enabled" in json.loads(shown["StatusMessage"])["errorMessage"]


@pytest.mark.usefixtures("_sharing")
def test_members_get_the_lens_without_an_invitation(wellarchitected, client_for, share):
    wellarchitected.configure(association_seconds=0)
    share(UNIT)
    member = client_for(MEMBER)
    assert [] == member.list_share_invitations()["ShareInvitationSummaries"]
    assert ["security"] == [lens["LensName"] for lens in member.list_lenses()["LensSummaries"]]
    assert [] == client_for("555555555555").list_lenses()["LensSummaries"]


@pytest.mark.usefixtures("_sharing")
@pytest.mark.parametrize("organization_lens_has_invitation", [False, True])
def test_whether_a_members_lens_has_an_invitation_is_a_setting(
    wellarchitected, client_for, lens, share, organization_lens_has_invitation
):
    wellarchitected.configure(association_seconds=0, organization_lens_has_invitation=organization_lens_has_invitation)
    share_id = share(UNIT)
    found = client_for(MEMBER).get_lens(LensAlias=lens)["Lens"]
    assert (share_id if organization_lens_has_invitation else None) == found.get("ShareInvitationId")


@pytest.mark.usefixtures("_sharing")
@pytest.mark.parametrize(("first", "second"), [(ORGANIZATION, ORGANIZATION_ARN), (UNIT_ARN, UNIT)])
def test_an_id_and_its_arn_are_the_same_principal(owner, share, first, second):
    share(first)
    with pytest.raises(owner.exceptions.ConflictException):
        share(second)


@pytest.mark.usefixtures("_sharing")
@pytest.mark.parametrize(
    ("echo", "organization", "unit"),
    [
        ("as_given", ORGANIZATION, UNIT_ARN),
        ("id", ORGANIZATION, UNIT),
        ("arn", ORGANIZATION_ARN, UNIT_ARN),
    ],
)
def test_listings_show_the_configured_spelling(wellarchitected, share, listed, echo, organization, unit):
    share(ORGANIZATION)
    share(UNIT_ARN)
    wellarchitected.configure(organization_principal_echo=echo)
    assert [organization, unit] == [shown["SharedWith"] for shown in listed()]
    assert [unit] == [shown["SharedWith"] for shown in listed(SharedWithPrefix=unit)]


@pytest.mark.usefixtures("_sharing")
def test_an_account_in_the_organization_can_skip_the_invitation(wellarchitected, client_for, share, listed):
    wellarchitected.configure(organization_accounts_skip_pending=True, association_seconds=0)
    share(MEMBER)
    share("444455556666")
    assert [(MEMBER, "ASSOCIATED"), ("444455556666", "PENDING")] == [(s["SharedWith"], s["Status"]) for s in listed()]
    assert ["security"] == [lens["LensName"] for lens in client_for(MEMBER).list_lenses()["LensSummaries"]]


def test_the_management_account_turns_sharing_on_and_off(owner, client_for):
    assert "DISABLED" == owner.get_global_settings()["OrganizationSharingStatus"]
    owner.update_global_settings(OrganizationSharingStatus="ENABLED")
    assert "ENABLED" == owner.get_global_settings()["OrganizationSharingStatus"]
    assert "ENABLED" == client_for(MEMBER).get_global_settings()["OrganizationSharingStatus"]
    assert "DISABLED" == client_for("555555555555").get_global_settings()["OrganizationSharingStatus"]
    owner.update_global_settings(OrganizationSharingStatus="DISABLED")
    assert "DISABLED" == owner.get_global_settings()["OrganizationSharingStatus"]


def test_no_other_account_can_turn_sharing_on(client_for):
    member = client_for(MEMBER)
    with pytest.raises(member.exceptions.AccessDeniedException):
        member.update_global_settings(OrganizationSharingStatus="ENABLED")


def test_discovery_support_is_turned_on_and_off_by_any_account_for_itself(owner, client_for):
    member = client_for(MEMBER)
    member.update_global_settings(DiscoveryIntegrationStatus="ENABLED")
    assert "ENABLED" == member.get_global_settings()["DiscoveryIntegrationStatus"]
    assert "DISABLED" == owner.get_global_settings()["DiscoveryIntegrationStatus"]
    member.update_global_settings(DiscoveryIntegrationStatus="DISABLED")
    assert "DISABLED" == member.get_global_settings()["DiscoveryIntegrationStatus"]


@pytest.mark.parametrize(("in_all", "elsewhere"), [(False, "DISABLED"), (True, "ENABLED")])
def test_discovery_support_counts_in_one_region_or_in_all(wellarchitected, owner, client_for, in_all, elsewhere):
    wellarchitected.configure(discovery_in_all_regions=in_all)
    owner.update_global_settings(DiscoveryIntegrationStatus="ENABLED")
    assert "ENABLED" == owner.get_global_settings()["DiscoveryIntegrationStatus"]
    assert elsewhere == client_for(OWNER, "eu-west-1").get_global_settings()["DiscoveryIntegrationStatus"]


def test_a_setting_that_is_not_given_stays_as_it_is(owner):
    owner.update_global_settings(OrganizationSharingStatus="ENABLED")
    owner.update_global_settings(DiscoveryIntegrationStatus="ENABLED")
    owner.update_global_settings(OrganizationSharingStatus="DISABLED")
    assert ("DISABLED", "ENABLED") == tuple(
        owner.get_global_settings()[name] for name in ("OrganizationSharingStatus", "DiscoveryIntegrationStatus")
    )


def test_nothing_changes_if_one_of_two_settings_is_denied(client_for):
    member = client_for(MEMBER)
    with pytest.raises(member.exceptions.AccessDeniedException):
        member.update_global_settings(DiscoveryIntegrationStatus="ENABLED", OrganizationSharingStatus="ENABLED")
    assert "DISABLED" == member.get_global_settings()["DiscoveryIntegrationStatus"]


def test_the_organization_can_be_changed(wellarchitected, client_for, share):
    changed = wellarchitected.organization(
        id="o-anotherorgid", organizational_units={"ou-wxyz-22222222": ["888877776666"]}, sharing_enabled=True
    )
    assert ("o-anotherorgid", OWNER) == (changed.id, changed.management_account)
    assert changed == wellarchitected.organization()
    wellarchitected.configure(association_seconds=0)
    share("ou-wxyz-22222222")
    assert 1 == len(client_for("888877776666").list_lenses()["LensSummaries"])
