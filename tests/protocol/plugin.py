"""Run the provider's real process, `python -m pulumi.dynamic`, and call it over gRPC as the engine does."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import grpc
import pulumi_wellarchitected.dynamic
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import MessageToDict
from google.protobuf.struct_pb2 import Struct
from pulumi.dynamic import ResourceProvider
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime.proto import engine_pb2_grpc, provider_pb2, provider_pb2_grpc

TYPE = "pulumi-python:dynamic/wellarchitected:LensShare"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
PROVIDER = serialize_provider(pulumi_wellarchitected.dynamic.lens_share)

Props = dict[str, Any]


class Engine(engine_pb2_grpc.EngineServicer):
    """The part of the engine that a plugin calls."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []

    def Log(self, request, context):  # noqa: ARG002, N802
        """Keep the message that the user would see."""
        severity = type(request).DESCRIPTOR.fields_by_name["severity"].enum_type.values_by_number[request.severity].name
        self.messages.append((severity, request.message))
        return Empty()

    @property
    def warnings(self) -> list[str]:
        """The messages of severity WARNING."""
        return [message for severity, message in self.messages if severity == "WARNING"]


@dataclass
class Plugin:
    """The plugin process of one provider instance, asked about resources of one type."""

    stub: provider_pb2_grpc.ResourceProviderStub
    engine: Engine
    process: "subprocess.Popen[bytes]"
    provider: str = PROVIDER
    type_: str = TYPE
    number: int = 0
    """Tells the tests apart that share the process. 0: it serves one test only."""

    def about(self, type_: str, provider: ResourceProvider) -> "Plugin":
        """The same process, asked about resources of another type."""
        return replace(self, type_=type_, provider=_spelled(provider, self.number))

    def renewed(self, number: int) -> "Plugin":
        """The same process as if it had just been started: another configuration makes it forget everything."""
        self.engine.messages.clear()
        return replace(self, provider=_spelled(pulumi_wellarchitected.dynamic.lens_share, number), number=number)

    @property
    def urn(self) -> str:
        return f"urn:pulumi:test::test::{self.type_}::one"

    def configure(self, config: Props) -> None:
        told_apart = {"test:number": str(self.number)} if self.number else {}
        self.stub.Configure(provider_pb2.ConfigureRequest(args=_struct({**config, **told_apart})))

    def check(self, news: Props, olds: Props | None = None) -> tuple[Props, dict[str, str]]:
        answer = self.stub.Check(
            provider_pb2.CheckRequest(urn=self.urn, olds=self._props(olds or {}), news=self._props(news))
        )
        return _dict(answer.inputs), {failure.property: failure.reason for failure in answer.failures}

    def diff(self, id_: str, olds: Props, news: Props) -> provider_pb2.DiffResponse:
        return self.stub.Diff(
            provider_pb2.DiffRequest(id=id_, urn=self.urn, olds=self._props(olds), news=self._props(news))
        )

    def create(self, props: Props) -> tuple[str, Props]:
        answer = self.stub.Create(provider_pb2.CreateRequest(urn=self.urn, properties=self._props(props)))
        return answer.id, _dict(answer.properties)

    def refresh(self, id_: str, props: Props) -> tuple[str, Props, Props | None]:
        """Read like a refresh, with the old outputs. If the answer has no inputs, the engine keeps the old ones."""
        request = provider_pb2.ReadRequest(
            id=id_, urn=self.urn, properties=self._props(props), inputs=self._props(props)
        )
        return self._read(request)

    def get(self, id_: str) -> tuple[str, Props, Props | None]:
        """Read like ResourceOptions(id=), with only `__provider` among the inputs."""
        return self._read(provider_pb2.ReadRequest(id=id_, urn=self.urn, inputs=self._props({})))

    def update(self, id_: str, olds: Props, news: Props) -> Props:
        answer = self.stub.Update(
            provider_pb2.UpdateRequest(id=id_, urn=self.urn, olds=self._props(olds), news=self._props(news))
        )
        return _dict(answer.properties)

    def delete(self, id_: str, props: Props) -> None:
        self.stub.Delete(provider_pb2.DeleteRequest(id=id_, urn=self.urn, properties=self._props(props)))

    def end(self) -> list[str]:
        """End the process as the engine does, and return its warnings: those about dead shares come last.

        A signal that comes just as the plugin begins to wait can be lost, so it is sent again.
        """
        for _ in range(5):
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                continue
            return self.engine.warnings
        raise AssertionError("the plugin does not end")

    def _read(self, request: provider_pb2.ReadRequest) -> tuple[str, Props, Props | None]:
        answer = self.stub.Read(request)
        return answer.id, _dict(answer.properties), _dict(answer.inputs) if answer.HasField("inputs") else None

    def _props(self, props: Props) -> Struct:
        return _struct({"__provider": self.provider, **props})


@contextmanager
def plugin_process(environment: dict[str, str]) -> Iterator[Plugin]:
    """Start a plugin and an engine that receives its log messages; stop both at the end."""
    engine = Engine()
    server = grpc.server(ThreadPoolExecutor(max_workers=2))
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-u", "-m", "pulumi.dynamic", address], env=environment, stdout=subprocess.PIPE
    )
    try:
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield Plugin(provider_pb2_grpc.ResourceProviderStub(channel), engine, process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:  # as in end()
            process.kill()
            process.wait()
        process.stdout.close()
        server.stop(None)


class Plugins:
    """Plugin processes that serve one test after the other, because starting one takes longer than most tests."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._idle: list[Plugin] = []
        self._started = ExitStack()

    @contextmanager
    def one(self) -> Iterator[Plugin]:
        """A plugin that knows nothing of the tests before. Several may serve a test together."""
        plugin = self._idle.pop() if self._idle else self._started.enter_context(plugin_process(dict(os.environ)))
        yield plugin.renewed(next(self._numbers))
        if plugin.process.poll() is None:  # the test may have ended it
            self._idle.append(plugin)

    def stop(self) -> None:
        """Stop all processes."""
        self._started.close()


def _spelled(provider: ResourceProvider, number: int) -> str:
    """A pickled provider. The SDK configures each spelling of it once, and base64 ignores "!" and "@"."""
    return serialize_provider(provider) + (f"{number:b}".translate({48: "!", 49: "@"}) if number else "")


def _struct(values: Props) -> Struct:
    struct = Struct()
    struct.update(values)
    return struct


def _dict(struct: Struct) -> Props:
    return MessageToDict(struct)
