"""A plugin process for each test, configured for the emulator."""

import os

import pytest
from tests.protocol.plugin import plugin_process
from tests.support import emulated


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)


@pytest.fixture
def aws_config(wellarchitected):
    """The stack's configuration as the default provider receives it."""
    return emulated.as_received(emulated.aws_config(wellarchitected.url))


@pytest.fixture
def plugin(aws_config):
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(aws_config)
        yield plugin
