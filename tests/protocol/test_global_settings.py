"""GlobalSettings in the plugin: what is managed, whose settings they are, drift, lost answers, and both ends."""

import os

import grpc
import pytest
from pulumi_wellarchitected.dynamic import global_settings
from tests.protocol.plugin import plugin_process
from tests.support import emulated
from wellarchitected_emulator import Fault

MANAGEMENT, MEMBER = "111122223333", "777788889999"
TYPE = "pulumi-python:dynamic/wellarchitected:GlobalSettings"
ID = f"{MANAGEMENT}/us-east-1"
SHARING = {"organization_sharing_status": "ENABLED"}
DISCOVERY = {"discovery_integration_status": "ENABLED"}
SOON = {"timeouts": {"create": "2s", "update": "2s", "delete": "2s"}}


@pytest.fixture
def management(plugin):
    """The plugin with the credentials of the management account, asked about global settings."""
    return plugin.about(TYPE, global_settings)


@pytest.fixture
def fresh(wellarchitected):
    """Another such plugin, as in the next command: in a destroy, no resource is declared."""
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(emulated.as_received(emulated.aws_config(wellarchitected.url)))
        yield plugin.about(TYPE, global_settings)


@pytest.fixture
def member(wellarchitected):
    """A plugin with the credentials of another account of the organization."""
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(emulated.as_received(emulated.aws_config(wellarchitected.url, MEMBER)))
        yield plugin.about(TYPE, global_settings)


@pytest.fixture
def settings_of(wellarchitected):
    """The settings as AWS has them: organization sharing, and discovery."""

    def settings_of(account=MANAGEMENT, region="us-east-1"):
        answer = wellarchitected.client("wellarchitected", account=account, region=region).get_global_settings()
        wellarchitected.clear_requests()
        return answer["OrganizationSharingStatus"], answer["DiscoveryIntegrationStatus"]

    return settings_of


@pytest.fixture
def change_outside(wellarchitected):
    def change_outside(**changes):
        wellarchitected.client("wellarchitected", account=MANAGEMENT).update_global_settings(**changes)
        wellarchitected.clear_requests()

    return change_outside


def updates(wellarchitected):
    return [request.parameters for request in wellarchitected.requests("UpdateGlobalSettings")]


def without_provider(id_, outputs):
    return id_, {name: value for name, value in outputs.items() if name != "__provider"}


def failing(verb, *arguments):
    with pytest.raises(grpc.RpcError) as failure:
        verb(*arguments)
    return failure.value.details().strip()


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
    assert inputs is None  # the engine keeps those of the program
    assert management.diff(id_, refreshed, SHARING).changes == management.diff(id_, state, SHARING).DIFF_SOME
    management.update(id_, refreshed, SHARING)
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_setting_that_is_not_managed_is_no_diff(management, change_outside):
    id_, state = management.create(SHARING)
    change_outside(DiscoveryIntegrationStatus="ENABLED")
    _, refreshed, _ = management.refresh(id_, state)
    assert state == refreshed
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


def test_a_destroy_forgets_and_says_what_stays_enabled(management, fresh, wellarchitected, settings_of):
    id_, state = management.create({**SHARING, "discovery_integration_status": "DISABLED"})
    wellarchitected.clear_requests()
    fresh.delete(id_, state)
    assert [] == wellarchitected.requests()
    (warning,) = fresh.engine.warnings
    assert (
        f"Pulumi only forgets the global settings of account {MANAGEMENT} in us-east-1. Still ENABLED: "
        "organization_sharing_status. To disable that, run `aws wellarchitected update-global-settings --region "
        "us-east-1 --organization-sharing-status DISABLED`."
    ) == warning
    assert ("ENABLED", "DISABLED") == settings_of()


@pytest.mark.parametrize("more", [{}, {"disable_on_destroy": True}])
def test_a_destroy_of_what_is_disabled_says_and_does_nothing(management, fresh, wellarchitected, more):
    id_, state = management.create({"organization_sharing_status": "DISABLED", **more})
    wellarchitected.clear_requests()
    fresh.delete(id_, state)
    assert [] == fresh.engine.warnings
    assert [] == wellarchitected.requests()


def test_a_destroy_disables_what_is_managed_and_enabled(
    management, fresh, wellarchitected, change_outside, settings_of
):
    change_outside(DiscoveryIntegrationStatus="ENABLED")
    id_, state = management.create({**SHARING, "disable_on_destroy": True})
    wellarchitected.clear_requests()
    fresh.delete(id_, state)
    assert [] == fresh.engine.warnings
    assert [{"OrganizationSharingStatus": "DISABLED"}] == updates(wellarchitected)
    assert ("DISABLED", "ENABLED") == settings_of()


def test_a_renamed_resource_does_not_disable_what_the_new_one_has(management, settings_of):
    old = {**SHARING, "disable_on_destroy": True, "account_id": MANAGEMENT}
    management.create(SHARING)
    management.delete(ID, old)
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_second_resource_for_the_account_and_region_is_refused(management):
    management.create(SHARING)
    told = failing(management.create, {**DISCOVERY, "region": "us-east-1"})
    assert (
        f"AlreadyExistsError: Another resource of this program has the global settings of account {MANAGEMENT}" in told
    )


def test_a_resource_that_the_state_has_already_is_a_first_one_too(management):
    state = {**SHARING, "account_id": MANAGEMENT}
    management.check(SHARING, SHARING)
    management.diff(ID, state, SHARING)
    assert "AlreadyExistsError" in failing(management.create, {**DISCOVERY, "region": "us-east-1"})


@pytest.mark.parametrize("fault", [{"drop": True}, {"error": "InternalServerException"}], ids=["drop", "error"])
def test_a_change_whose_answer_is_lost_is_made(management, wellarchitected, settings_of, fault):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", when="after", **fault))
    assert ID == management.create(SHARING)[0]
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_change_whose_every_answer_is_lost_is_seen(management, wellarchitected, settings_of):
    fault = Fault(operation="UpdateGlobalSettings", when="after", error="InternalServerException", times=None)
    wellarchitected.inject(fault)
    assert ID == management.create({**SHARING, **SOON})[0]
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_change_that_never_happens_is_an_error(management, wellarchitected, settings_of):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="InternalServerException", times=None))
    assert "InternalError: Could not set organization_sharing_status" in failing(management.create, {**SHARING, **SOON})
    assert ("DISABLED", "DISABLED") == settings_of()


def test_a_conflict_is_tried_again(management, wellarchitected, settings_of):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="ConflictException", times=2))
    assert ID == management.create(SHARING)[0]
    assert ("ENABLED", "DISABLED") == settings_of()
    assert 0 == len(management.engine.warnings)


def test_a_conflict_that_stays_is_an_error(management, wellarchitected):
    wellarchitected.inject(Fault(operation="UpdateGlobalSettings", error="ConflictException", times=None))
    assert "ConflictError" in failing(management.create, {**SHARING, **SOON})


@pytest.mark.parametrize("verb", ["refresh", "get"])
def test_a_denied_read_is_an_error(management, wellarchitected, verb):
    id_, state = management.create(SHARING)
    wellarchitected.inject(Fault(operation="GetGlobalSettings", error="AccessDeniedException"))
    arguments = (id_, state) if verb == "refresh" else (id_,)
    assert "wellarchitected:GetGlobalSettings" in failing(getattr(management, verb), *arguments)
