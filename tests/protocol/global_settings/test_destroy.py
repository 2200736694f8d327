"""The end of GlobalSettings: what is forgotten, what is disabled, and what another resource still needs."""

import pytest
from tests.protocol.global_settings.answers import DISCOVERY, MANAGEMENT, SHARING, updates


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


def test_a_move_to_another_region_disables_nothing_that_may_be_the_same_setting(management, fresh, settings_of):
    wanted = {**SHARING, "disable_on_destroy": True}
    id_, state = management.create(wanted)
    fresh.create({**wanted, "region": "eu-west-1"})
    fresh.delete(id_, state)
    (warning,) = fresh.engine.warnings
    assert (
        f"Pulumi only forgets the global settings of account {MANAGEMENT} in us-east-1. Another resource of this "
        "program needs them in another Region. Still ENABLED: organization_sharing_status. "
    ) in warning
    assert ("ENABLED", "DISABLED") == settings_of()


def test_a_resource_that_is_removed_disables_what_the_others_do_not_enable(management, fresh, settings_of):
    elsewhere = {**SHARING, "region": "eu-west-1"}
    other_id, other_state = management.create(elsewhere)
    id_, state = management.create({**SHARING, **DISCOVERY, "disable_on_destroy": True})
    assert ("ENABLED", "ENABLED") == settings_of()
    fresh.check(elsewhere, elsewhere)
    fresh.diff(other_id, other_state, elsewhere)
    fresh.delete(id_, state)
    assert ("ENABLED", "DISABLED") == settings_of()
