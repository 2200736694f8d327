"""Any bytes: the server answers or closes the connection, never with a bug's 500, and its log stays printable text."""

import json
import socket
import subprocess
import sys
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.waiting import wait_until
from wellarchitected_emulator import EmulatorClient
from wellarchitected_emulator.state.sample_lens import SAMPLE_ARN

HOSTILE = st.sampled_from(
    ["\x1b[2J", "\x00", "\u202e", "\ud800", "\u0661", "--5", "9" * 5000, "'\";--", "x" * 9000, "../..", SAMPLE_ARN]
)
TEXTS = HOSTILE | st.text(max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
MEMBERS = (
    "ClientRequestToken", "IsMajorVersion", "JSONString", "LensAlias", "LensVersion", "MaxResults", "NextToken",
    "OrganizationSharingStatus", "ShareInvitationAction", "SharedWith", "TagKeys", "Tags",
    "account", "action", "document", "lens", "name", "operation", "region", "share_id", "shared_with", "status",
)  # fmt: skip
BODIES = (
    st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=5).map(lambda body: json.dumps(body).encode())
    | JSON.map(lambda body: json.dumps(body).encode())
    | st.sampled_from([b"[" * 20_000, b'{"LensAlias":' * 10_000, b"\xff", b"{"])
    | st.binary(max_size=50)
)
LABELS = (TEXTS | st.just(SAMPLE_ARN)).map(lambda text: quote(text.encode("utf-8", "surrogatepass"), safe=""))
PATHS = st.sampled_from([
    "/", "/global-settings", "/importLens", "/lenses", "/lenses/{}", "/lenses/{}/export", "/lenses/{}/shares",
    "/lenses/{}/shares/{}", "/lenses/{}/versions", "/lensVersions/{}", "/shareInvitations", "/shareInvitations/{}",
    "/tags/{}", "/_emulator/health", "/_emulator/invitations", "/_emulator/lenses", "/_emulator/log",
    "/_emulator/shares", "/_emulator/versions", "/_emulator/{}", "/{}", "/{}/{}",
])  # fmt: skip
QUERIES = st.dictionaries(st.sampled_from((*MEMBERS, "Action", "SharedWithPrefix", "Status")), LABELS, max_size=4)
METHODS = st.sampled_from(["GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"])
SERVICES = st.sampled_from(["wellarchitected", "wellarchitected", "wellarchitected", "sts", "s3"])
KEYS = st.sampled_from(["111122223333", "111122223333", "444455556666", "AKIAIOSFODNN7EXAMPLE", "nobody"])
HEADERS = st.binary(max_size=30).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b""))


@st.composite
def requests(draw):
    """A request whose lines and length are right, whatever they contain."""
    path = draw(PATHS).format(draw(LABELS), draw(LABELS))
    query = "&".join(f"{name}={value}" for name, value in draw(QUERIES).items())
    body = draw(BODIES)
    scope = f"{draw(KEYS)}/20260101/us-east-1/{draw(SERVICES)}/aws4_request"
    head = (
        f"{draw(METHODS)} {path}?{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Authorization: AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0\r\n"
        f"Content-Length: {len(body)}\r\nUser-Agent: "
    )
    return head.encode() + draw(HEADERS) + b"\r\n\r\n" + body


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """An emulator in a process of its own, whose log is a file. Yields its client and the log."""
    folder = tmp_path_factory.mktemp("fuzz")
    log = folder / "stderr"
    command = [sys.executable, "-m", "wellarchitected_emulator", "serve", "--port", "0", "--state", str(folder)]
    with log.open("ab") as written, subprocess.Popen(command, stderr=written) as process:  # noqa: S603
        wait_until((folder / "emulator.json").exists)
        client = EmulatorClient(json.loads((folder / "emulator.json").read_text())["url"])
        client.publish_lens("security")
        yield client, log
        process.terminate()


def send(client, *parts, end=False):
    """Send bytes and return all that comes back until the server closes the connection."""
    address = urlsplit(client.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            if end:
                connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except (BrokenPipeError, ConnectionResetError):  # the server has closed the connection
            return b""


def assert_in_order(client, log):
    assert "wellarchitected-emulator" == client.health()["service"]
    said = log.read_text("utf-8")
    log.write_text("")  # the server appends
    assert "Traceback" not in said, said[-2000:]
    assert all(character.isprintable() or character == "\n" for character in said), said


@settings(max_examples=150, deadline=None)
@given(request=requests())
def test_a_request_with_anything_in_it_is_answered_without_a_bug(server, request):
    answer = send(server[0], request)
    assert answer.startswith(b"HTTP/1.") or b"" == answer
    assert b"5" != answer[9:10], answer[-300:]
    assert_in_order(*server)


@settings(max_examples=50, deadline=None)
@given(noise=st.binary(max_size=200), request=requests(), cut=st.integers(0, 400))
def test_bytes_that_are_no_request_are_answered_or_closed(server, noise, request, cut):
    for sent in (noise, request[:cut], request[:cut] + noise, b"GET / HTTP/1.1\r\n" + noise + b"\r\n\r\n"):
        send(server[0], sent, end=True)
    assert_in_order(*server)


def test_the_server_still_works_afterwards(server):
    client, _ = server
    lens = client.publish_lens("afterwards")
    share_id = client.client().create_lens_share(LensAlias=lens, SharedWith="444455556666")["ShareId"]
    assert [share_id] == [share.share_id for share in client.shares(lens)]
