"""A plugin process for each test, configured for the emulator as a stack's `aws:*` settings would do it."""

import json
import os

import pytest
from tests.protocol.plugin import plugin_process

OWNER = "111122223333"


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=OWNER, region="us-east-1")


@pytest.fixture
def aws_config(wellarchitected):
    """The stack's configuration as it reaches the default provider: strings, and structures as JSON."""
    return {
        "aws:region": "us-east-1",
        "aws:accessKey": OWNER,
        "aws:secretKey": "secret",
        "aws:endpoints": json.dumps([{"wellarchitected": wellarchitected.url, "sts": wellarchitected.url}]),
    }


@pytest.fixture
def plugin(aws_config):
    with plugin_process(dict(os.environ)) as plugin:
        plugin.configure(aws_config)
        yield plugin
