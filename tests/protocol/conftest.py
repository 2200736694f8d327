"""A plugin for each test, configured for the emulator."""

import pytest
from tests.protocol.plugin import Plugins
from tests.support import emulated


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)


@pytest.fixture
def aws_config(wellarchitected):
    """The stack's configuration as the default provider receives it."""
    return emulated.as_received(emulated.aws_config(wellarchitected.url))


@pytest.fixture(scope="session")
def plugins():
    """Plugin processes, as many as a test needs."""
    plugins = Plugins()
    yield plugins
    plugins.stop()


@pytest.fixture
def plugin(plugins, aws_config):
    with plugins.one() as plugin:
        plugin.configure(aws_config)
        yield plugin
