"""Messages to the user from the plugin's process.

pulumi.log has no connection to the engine there. It prints to stderr, which the CLI shows as information. The engine's
address is the plugin's first argument. The CLI shows a message sent there with severity WARNING as a warning.
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
    except (grpc.RpcError, IndexError):  # no engine is listening: print where pulumi.log would
        print(message, file=sys.stderr)  # noqa: T201


@cache
def _engine(address: str) -> EngineStub:
    import grpc
    from pulumi.runtime.proto.engine_pb2_grpc import EngineStub

    return EngineStub(grpc.insecure_channel(address))
