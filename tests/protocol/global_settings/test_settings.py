"""GlobalSettings in the plugin: what is managed, whose settings they are, drift, and lookups."""

from tests.protocol.global_settings.answers import (
    DISCOVERY,
    ID,
    MANAGEMENT,
    MEMBER,
    SHARING,
    failing,
    updates,
    without_provider,
)
from wellarchitected_emulator import Fault


def test_a_create_changes_what_is_given_and_nothing_else(management, wellarchitected, settings_of):
    assert (ID, {**SHARING, "account_id": MANAGEMENT}) == without_provider(*management.create(SHARING))
    assert [{"OrganizationSharingStatus": "ENABLED"}] == updates(wellarchitected)
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_create_leaves_what_is_as_wanted_already(management, wellarchitected, change_outside):
    change_outside(OrganizationSharingStatus="ENABLED")
    management.create({**SHARING, **DISCOVERY})
    assert [{"DiscoveryIntegrationStatus": "ENABLED"}] == updates(wellarchitected)
    assert 4 == len(wellarchitected.requests())  # whose, what there is, the change, and whether it is there


def test_a_create_takes_the_region_that_is_given(management, settings_of):
    id_, _ = management.create({**DISCOVERY, "region": "eu-west-1"})
    assert f"{MANAGEMENT}/eu-west-1" == id_
    assert ("DISABLED", "ENABLED") == settings_of(region="eu-west-1")
    assert ("DISABLED", "DISABLED") == settings_of()


def test_a_setting_that_is_no_longer_given_stays_as_it_is(management, wellarchitected, settings_of):
    id_, state = management.create({**SHARING, **DISCOVERY})
    wellarchitected.clear_requests()
    assert "discovery_integration_status" not in management.update(id_, state, SHARING)
    assert [] == updates(wellarchitected)
    assert ("ENABLED", "ENABLED") == settings_of()


def test_an_update_sends_only_what_is_different(management, wellarchitected, settings_of):
    id_, state = management.create({**SHARING, **DISCOVERY})
    wellarchitected.clear_requests()
    outputs = management.update(id_, state, {**SHARING, "discovery_integration_status": "DISABLED"})
    assert "DISABLED" == outputs["discovery_integration_status"]
    assert [{"DiscoveryIntegrationStatus": "DISABLED"}] == updates(wellarchitected)
    assert ("ENABLED", "DISABLED") == settings_of()


def test_what_aws_does_not_know_is_stored_with_no_call(management, wellarchitected):
    id_, state = management.create(SHARING)
    wellarchitected.clear_requests()
    assert management.update(id_, state, {**SHARING, "disable_on_destroy": True})["disable_on_destroy"]
    assert [] == wellarchitected.requests()


def test_a_managed_setting_that_was_changed_outside_is_a_diff(management, wellarchitected, change_outside, settings_of):
    id_, state = management.create(SHARING)
    change_outside(OrganizationSharingStatus="DISABLED")
    _, refreshed, inputs = management.refresh(id_, state)
    assert "DISABLED" == refreshed["organization_sharing_status"]
    assert {"organization_sharing_status": "DISABLED"} == without_provider(id_, inputs)[1]
    assert management.diff(id_, refreshed, SHARING).changes == management.diff(id_, state, SHARING).DIFF_SOME
    management.update(id_, refreshed, SHARING)
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_setting_that_is_not_managed_is_no_diff(management, change_outside):
    id_, state = management.create(SHARING)
    change_outside(DiscoveryIntegrationStatus="ENABLED")
    _, refreshed, inputs = management.refresh(id_, state)
    assert state == refreshed
    assert inputs is None  # the engine keeps those that it has
    assert management.diff(id_, refreshed, SHARING).changes == management.diff(id_, state, SHARING).DIFF_NONE


def test_a_lookup_reads_every_setting(management, change_outside):
    change_outside(DiscoveryIntegrationStatus="ENABLED")
    id_, outputs, _ = management.get(ID)
    expected = {"organization_sharing_status": "DISABLED", **DISCOVERY, "account_id": MANAGEMENT}
    assert (ID, expected) == without_provider(id_, outputs)


def test_a_member_account_is_told_who_decides(member, settings_of):
    told = failing(member.create, SHARING)
    assert "AccessDeniedError: Could not set organization_sharing_status to ENABLED in 777788889999/us-east-1" in told
    assert "Only the management account of the organization decides about sharing, and the credentials belong" in told
    assert f"account {MEMBER}." in told
    assert ("DISABLED", "DISABLED") == settings_of()


def test_a_member_account_may_declare_what_is_so_already(member, wellarchitected):
    wellarchitected.enable_organization_sharing()
    assert f"{MEMBER}/us-east-1" == member.create(SHARING)[0]
    assert [] == updates(wellarchitected)


def test_a_member_account_decides_about_discovery(member, settings_of):
    member.create(DISCOVERY)
    assert ("DISABLED", "ENABLED") == settings_of(MEMBER)
    assert ("DISABLED", "DISABLED") == settings_of(MANAGEMENT)


def test_other_credentials_neither_read_nor_change_the_settings(management, member, wellarchitected):
    id_, state = management.create({**SHARING, **DISCOVERY})
    wellarchitected.clear_requests()
    fewer = {**SHARING, "discovery_integration_status": "DISABLED"}
    for told in (
        failing(member.refresh, id_, state),
        failing(member.update, id_, state, fewer),
        failing(member.delete, id_, {**state, "disable_on_destroy": True}),
        failing(member.get, id_),
    ):
        assert "WrongAccountError" in told
        assert f"belong to account {MEMBER}, but the global settings belong to account {MANAGEMENT}" in told
    assert {"GetCallerIdentity"} == {request.operation for request in wellarchitected.requests()}


def test_a_setting_that_aws_leaves_out_is_disabled(management, wellarchitected):
    answer = {"status": 200, "body": "{}", "headers": {"x-amzn-RequestId": "0"}}
    wellarchitected.inject(Fault(operation="GetGlobalSettings", times=None, **answer))
    _, outputs, _ = management.get(ID)
    assert {"DISABLED"} == {outputs["organization_sharing_status"], outputs["discovery_integration_status"]}
    management.create({"organization_sharing_status": "DISABLED"})
    assert [] == updates(wellarchitected)
