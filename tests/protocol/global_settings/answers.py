"""What the tests of global settings declare, and what they look at."""

import grpc
import pytest

MANAGEMENT, MEMBER = "111122223333", "777788889999"
TYPE = "pulumi-python:dynamic/wellarchitected:GlobalSettings"
ID = f"{MANAGEMENT}/us-east-1"
SHARING = {"organization_sharing_status": "ENABLED"}
DISCOVERY = {"discovery_integration_status": "ENABLED"}


def updates(wellarchitected):
    return [request.parameters for request in wellarchitected.requests("UpdateGlobalSettings")]


def without_provider(id_, outputs):
    return id_, {name: value for name, value in outputs.items() if name != "__provider"}


def failing(verb, *arguments):
    with pytest.raises(grpc.RpcError) as failure:
        verb(*arguments)
    return failure.value.details().strip()
