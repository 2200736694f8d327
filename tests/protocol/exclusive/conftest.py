"""The plugin, asked about a LensSharesExclusive, and its inputs."""

import pytest
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.exclusive import by_identity

TYPE = "pulumi-python:dynamic/wellarchitected:LensSharesExclusive"
A, B, C, D = "444455556666", "777788889999", "222233334444", "555566667777"
UNIT = "ou-abcd-11111111"
UNIT_ARN = "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111"


@pytest.fixture
def plugin(plugin):
    return plugin.about(TYPE, dynamic.lens_shares_exclusive)


@pytest.fixture
def listing(lens):
    """The inputs as a program sends them."""

    def inputs(*principals, **more):
        return {"lens_alias": lens, "principals": by_identity(principals), **more}

    return inputs


@pytest.fixture
def created(plugins, aws_config, wellarchitected):
    """Create a list in a process of its own, as an earlier command. Returns its ID and outputs."""

    def create(inputs):
        with plugins.one() as earlier:
            earlier.configure(aws_config)
            made = earlier.about(TYPE, dynamic.lens_shares_exclusive).create(inputs)
        wellarchitected.clear_requests()
        return made

    return create


@pytest.fixture
def shared(wellarchitected, lens):
    """With whom the lens is shared now, live or dead: the ID of each share, by its principal."""
    return lambda: {share.shared_with: share.share_id for share in wellarchitected.shares(lens)}


@pytest.fixture
def operations(wellarchitected):
    """The operations that were called since the last question."""

    def called():
        names = [request.operation for request in wellarchitected.requests()]
        wellarchitected.clear_requests()
        return names

    return called
