"""Websites cannot use the page or the control API of somebody's emulator, even if their name leads to this machine."""

import http.client
import json
from urllib.parse import urlsplit

import pytest
from wellarchitected_emulator import Emulator


@pytest.fixture
def request_page(wellarchitected):
    """Send a request with some headers. Returns the response, with its body read."""

    def request_page(method="GET", path="/", body=None, url=wellarchitected.url, **headers):
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.content = response.read()
        connection.close()
        return response

    return request_page


@pytest.fixture
def port(wellarchitected):
    return urlsplit(wellarchitected.url).port


@pytest.mark.parametrize("path", ["/", "/_emulator/page.js", "/_emulator/health", "/_emulator/shares"])
@pytest.mark.parametrize("host", ["example.com", "127.0.0.1.example.com", "192.0.2.1", "0.0.0.0", "[::", ""])  # noqa: S104
def test_a_name_that_is_not_of_this_machine_is_refused(request_page, port, path, host):
    response = request_page(path=path, Host=f"{host}:{port}" if host else "")
    assert 403 == response.status
    assert "use a loopback address" in json.loads(response.content)["message"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "[::1]"])
def test_every_name_of_this_machine_is_accepted(request_page, port, host):
    assert 200 == request_page(Host=f"{host}:{port}").status
    assert 200 == request_page(path="/_emulator/health", Host=f"{host}:{port}").status


@pytest.mark.parametrize(
    "origin", ["http://example.com", "null", "http://127.0.0.1:1", "http://127.0.0.1", "https://{}"]
)
def test_a_call_from_another_website_changes_nothing(wellarchitected, request_page, port, origin):
    before = wellarchitected.now
    response = request_page("POST", "/_emulator/clock", '{"seconds": 86400}', Origin=origin.format(f"127.0.0.1:{port}"))
    assert (403, None) == (response.status, response.headers["Access-Control-Allow-Origin"])
    assert 3600 > (wellarchitected.now - before).total_seconds()


def test_a_call_from_the_page_itself_is_accepted(wellarchitected, request_page):
    response = request_page("POST", "/_emulator/clock", '{"seconds": 86400}', Origin=wellarchitected.url)
    assert 200 == response.status


def test_no_website_is_told_that_it_may_call(request_page):
    response = request_page("OPTIONS", "/_emulator/clock", Origin="http://example.com")
    assert 403 == response.status
    assert [] == [name for name in response.headers if name.lower().startswith("access-control-")]


def test_an_address_that_was_chosen_is_accepted_as_a_name(request_page):
    with Emulator(host="0.0.0.0") as emulator:  # noqa: S104
        assert 200 == request_page(url=emulator.url.replace("0.0.0.0", "127.0.0.1")).status  # noqa: S104
        assert "wellarchitected-emulator" == emulator.health()["service"]
        assert 403 == request_page(url=emulator.url, Host="192.0.2.1").status


def test_the_page_is_neither_framed_nor_cached_and_runs_no_other_script(request_page):
    headers = request_page().headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert ("no-store", "nosniff") == (headers["Cache-Control"], headers["X-Content-Type-Options"])


def test_the_page_is_not_logged_and_sts_keeps_its_path(wellarchitected, request_page):
    request_page()
    assert [] == wellarchitected.requests()
    wellarchitected.client("sts").get_caller_identity()
    assert b"MissingAuthenticationToken" in request_page(path="/?Action=GetCallerIdentity").content
    assert ["GetCallerIdentity", "GetCallerIdentity"] == [each.operation for each in wellarchitected.requests()]
