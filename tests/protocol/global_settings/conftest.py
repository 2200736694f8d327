"""Plugin processes of several accounts that are asked about global settings, and what AWS has then."""

import pytest
from pulumi_wellarchitected.dynamic import global_settings
from tests.protocol.global_settings.answers import MANAGEMENT, MEMBER, TYPE
from tests.support import emulated


@pytest.fixture
def management(plugin):
    """The plugin with the credentials of the management account, asked about global settings."""
    return plugin.about(TYPE, global_settings)


@pytest.fixture
def fresh(plugins, wellarchitected):
    """Another such plugin, as in the next command: in a destroy, no resource is declared."""
    with plugins.one() as plugin:
        plugin.configure(emulated.as_received(emulated.aws_config(wellarchitected.url)))
        yield plugin.about(TYPE, global_settings)


@pytest.fixture
def member(plugins, wellarchitected):
    """A plugin with the credentials of another account of the organization."""
    with plugins.one() as plugin:
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
