"""Connections: how they are kept, dropped and closed."""

import http.client
import json
import socket
import time
from urllib.parse import urlsplit

import pytest
from botocore.config import Config
from wellarchitected_emulator import Emulator, Fault


@pytest.fixture
def connection(wellarchitected):
    connection = http.client.HTTPConnection(urlsplit(wellarchitected.url).netloc, timeout=10)
    yield connection
    connection.close()


def test_a_dropped_connection_sends_not_a_single_byte(wellarchitected):
    wellarchitected.inject(Fault(drop=True))
    address = urlsplit(wellarchitected.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as client:
        client.sendall(b"GET /lenses HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"" == client.recv(1)


def test_a_dropped_connection_is_not_logged_as_an_error(wellarchitected, connection, caplog):
    wellarchitected.inject(Fault(drop=True))
    connection.request("GET", "/lenses")
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    assert [] == caplog.records


def test_a_connection_is_used_for_several_requests(connection):
    connection.connect()
    first = connection.sock
    for _ in range(2):
        connection.request("GET", "/_emulator/health")
        assert "wellarchitected-emulator" == json.loads(connection.getresponse().read())["service"]
        assert first is connection.sock


def test_a_large_body_is_read(wellarchitected):
    unchecked = wellarchitected.client(config=Config(parameter_validation=False))
    with pytest.raises(unchecked.exceptions.ValidationException, match="JSONString"):
        unchecked.import_lens(JSONString="x" * 3_000_000)


def test_stopping_does_not_wait_for_idle_connections():
    with Emulator() as emulator:
        connection = http.client.HTTPConnection(urlsplit(emulator.url).netloc, timeout=10)
        connection.request("GET", "/_emulator/health")
        connection.getresponse().read()
        began = time.monotonic()
    assert 5 > time.monotonic() - began
    connection.close()
