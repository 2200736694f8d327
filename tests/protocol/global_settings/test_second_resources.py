"""Two GlobalSettings for one account and Region."""

import pytest
from tests.protocol.global_settings.answers import DISCOVERY, ID, MANAGEMENT, SHARING, failing
from tests.support import emulated


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


def state(region=None):
    return {**SHARING, **({"region": region} if region else {}), "account_id": MANAGEMENT}


def test_the_preview_refuses_one_that_names_the_providers_region_beside_one_that_names_none(management):
    management.check(SHARING)
    told = failing(management.check, {**DISCOVERY, "region": "us-east-1"})
    assert "AlreadyExistsError: Two resources of this program are for the global settings in us-east-1" in told


def test_the_preview_refuses_one_that_names_no_region_beside_one_that_names_the_providers(management):
    management.check({**DISCOVERY, "region": "us-east-1"})
    assert "AlreadyExistsError: Two resources of this program are for" in failing(management.check, SHARING)


def test_the_preview_refuses_a_new_one_in_the_region_where_another_one_is(management):
    management.check(SHARING, SHARING)
    management.diff(f"{MANAGEMENT}/eu-west-1", state(), SHARING)
    assert "global settings in eu-west-1" in failing(management.check, {**DISCOVERY, "region": "eu-west-1"})


def test_the_preview_refuses_a_new_one_that_comes_before_the_other_one(management):
    management.check({**DISCOVERY, "region": "eu-west-1"})
    management.check(SHARING, SHARING)
    told = failing(management.diff, f"{MANAGEMENT}/eu-west-1", state(), SHARING)
    assert "AlreadyExistsError: Two resources of this program are for the global settings in eu-west-1" in told


def test_one_that_exists_elsewhere_leaves_the_providers_region_to_another_one(management):
    management.check(SHARING, SHARING)
    management.diff(f"{MANAGEMENT}/eu-west-1", state(), SHARING)
    assert {} == management.check({**DISCOVERY, "region": "us-east-1"})[1]


def test_one_resource_may_be_asked_about_several_times_and_name_its_region_at_last(management):
    named = {**SHARING, "region": "us-east-1"}
    management.check(named, SHARING)
    management.diff(ID, state(), named)
    assert {} == management.check(named, SHARING)[1]


def test_a_refresh_before_the_program_runs_is_no_declaration(management):
    management.diff(ID, state(), SHARING)
    assert {} == management.check({**SHARING, "region": "us-east-1"})[1]


@pytest.fixture
def without_region(wellarchitected, management):
    """Configures the plugin with no Region, but with other settings."""

    def without_region(**settings):
        config = emulated.aws_config(wellarchitected.url)
        del config["aws:region"]
        management.configure(emulated.as_received({**config, **settings}))
        return management

    return without_region


def test_a_preview_without_any_region_says_so(without_region):
    told = failing(without_region().check, SHARING)
    assert "ConfigurationError: No Region is set. Set region on the resource" in told


def test_a_preview_with_a_profile_that_is_not_there_says_so(without_region):
    told = failing(without_region(**{"aws:profile": "payments"}).check, SHARING)
    assert "CredentialsError: Could not find out the Region: The config profile (payments) could not be found." in told


def test_the_preview_makes_no_call(management, wellarchitected):
    management.check(SHARING)
    management.diff(ID, state(), SHARING)
    assert [] == wellarchitected.requests()
