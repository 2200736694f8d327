"""Messages for the user, from within the plugin's process.

There, pulumi.log has no engine to speak to and prints to stderr, which the CLI shows as information. The engine's
address is the plugin's first argument; what is sent there with severity WARNING is shown as a warning.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from pulumi.runtime.proto import engine_pb2

from pulumi_wellarchitected.plugin.redaction import redact

if TYPE_CHECKING:
    from pulumi.runtime.proto.engine_pb2_grpc import EngineStub


def warn(message: str) -> None:
    """Show a warning, and go on."""
    _send(redact(message), engine_pb2.WARNING)


def inform(message: str) -> None:
    """Show a line of information."""
    _send(redact(message), engine_pb2.INFO)


def _send(message: str, severity: engine_pb2.LogSeverity.ValueType) -> None:
    import grpc

    try:
        _engine(sys.argv[1]).Log(engine_pb2.LogRequest(severity=severity, message=message), timeout=5)
    except (
        grpc.RpcError,
        IndexError,
    ):  # no engine listens: the next best place is where pulumi.log would print
        print(message, file=sys.stderr)  # noqa: T201


@cache
def _engine(address: str) -> EngineStub:
    import grpc
    from pulumi.runtime.proto.engine_pb2_grpc import EngineStub

    return EngineStub(grpc.insecure_channel(address))
