"""One plugin process for all tests of lenses. Each test makes it forget the tests before, which is quick."""

import json
import os
import uuid
from collections.abc import Callable
from itertools import count
from typing import Any

import pulumi_wellarchitected.dynamic
import pytest
from google.protobuf.struct_pb2 import Struct
from pulumi.dynamic.dynamic import serialize_provider
from tests.protocol.lenses.documents import document, inputs
from tests.protocol.plugin import Plugin, Props, plugin_process
from tests.support import emulated

PROVIDER = serialize_provider(pulumi_wellarchitected.dynamic.lens)
_numbers = count(1)


class LensPlugin(Plugin):
    """A plugin that is asked about lenses, by its own spelling of the provider, whichever the state has."""

    def _props(self, props: Props) -> Struct:
        return super()._props({**props, "__provider": self.provider})


def restarted(process: Plugin, config: dict[str, str]) -> Plugin:
    """The same process as if it had just been started: another configuration makes it forget everything.

    The SDK configures each spelling of the pickled provider once. base64 ignores "!" and "@".
    """
    number = next(_numbers)
    process.engine.messages.clear()
    provider = PROVIDER + f"{number:b}".translate({48: "!", 49: "@"})
    plugin = LensPlugin(process.stub, process.engine, process.process, provider)
    plugin.configure({**config, "aws:tokenBucketRateLimiterCapacity": str(number)})  # it has no other meaning
    return plugin


@pytest.fixture(scope="session")
def process():
    with plugin_process(dict(os.environ)) as plugin:
        yield plugin


@pytest.fixture
def restart(process, aws_config) -> Callable[..., Plugin]:
    """Start a plugin with these further settings, as a run of the CLI does. None removes a setting."""

    def start(account: str = emulated.OWNER, **settings: Any) -> Plugin:
        given = {"maxRetries": "2", "accessKey": account, **settings}
        config = {**aws_config, **emulated.as_received({f"aws:{name}": value for name, value in given.items()})}
        return restarted(process, {name: value for name, value in config.items() if value != "null"})

    return start


@pytest.fixture
def plugin(restart):
    return restart()


@pytest.fixture
def outside(wellarchitected):
    """A client of the owner's, for changes that are not made by Pulumi."""
    return wellarchitected.client(account=emulated.OWNER, region=emulated.REGION)


@pytest.fixture
def import_outside(outside):
    """Import a draft of a lens, or of a new one."""

    def import_draft(arn: str = "", **given: Any) -> str:
        alias = {"LensAlias": arn} if arn else {}
        token = uuid.uuid4().hex
        return outside.import_lens(JSONString=json.dumps(document(**given)), ClientRequestToken=token, **alias)[
            "LensArn"
        ]

    return import_draft


@pytest.fixture
def publish_outside(outside, import_outside):
    """Publish another version of a lens."""

    def publish(arn: str, version: str, **given: Any) -> None:
        import_outside(arn, **given)
        outside.create_lens_version(LensAlias=arn, LensVersion=version, ClientRequestToken=uuid.uuid4().hex)

    return publish


@pytest.fixture
def operations(wellarchitected):
    """What was called since the last question, without the calls of `outside`."""

    def called() -> list[str]:
        found = [request.operation for request in wellarchitected.requests() if "Boto3" in request.user_agent]
        wellarchitected.clear_requests()
        return found

    return called


@pytest.fixture
def created(plugin, operations):
    """The ID and the outputs of a lens that was just created."""
    state = plugin.create(inputs())
    operations()
    return state
