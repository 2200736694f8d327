"""Which proxy a URL is called through, without a network."""

import pytest
from pulumi_wellarchitected.aws.settings.proxies import Proxies
from tests.unit.aws.sessions import PROXY, botocore_session


@pytest.mark.parametrize(
    ("proxies", "environment", "expected"),
    [
        (Proxies(http=PROXY), {}, {"http": PROXY, "https": PROXY}),
        (Proxies(https=PROXY), {}, {"https": PROXY}),
        (Proxies(http=PROXY), {"HTTPS_PROXY": "http://other:1"}, {"http": PROXY, "https": "http://other:1"}),
        (Proxies(https=PROXY), {"HTTPS_PROXY": "http://other:1"}, {"https": PROXY}),
        (Proxies(bypass="elsewhere"), {"HTTPS_PROXY": PROXY}, {"https": PROXY}),
    ],
)
def test_a_configured_one_goes_before_the_environments(monkeypatch, proxies, environment, expected):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected == proxies.serving("https://wellarchitected.us-east-1.amazonaws.com")


@pytest.mark.parametrize(
    ("bypass", "host"),
    [
        ("*", "sts.amazonaws.com"),
        ("amazonaws.com", "sts.amazonaws.com"),
        (".amazonaws.com", "sts.amazonaws.com"),
        ("*.amazonaws.com", "sts.amazonaws.com"),
        ("x.example, AMAZONAWS.com:443", "sts.amazonaws.com"),
        ("10.0.0.0/8", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.3"),
        ("", "127.0.0.1"),
        ("", "localhost"),
        ("", "[::1]"),
    ],
)
def test_a_host_is_reached_directly(bypass, host):
    assert {} == Proxies(http=PROXY, bypass=bypass or None).serving(f"https://{host}/")


@pytest.mark.parametrize(("bypass", "host"), [("zonaws.com", "sts.amazonaws.com"), ("10.0.0.0/8", "11.1.2.3")])
def test_a_host_is_not_taken_for_another(bypass, host):
    assert {} != Proxies(http=PROXY, bypass=bypass).serving(f"https://{host}/")


def test_each_client_has_its_own():
    session = botocore_session({"aws:httpsProxy": PROXY, "aws:noProxy": "sts.us-east-1.amazonaws.com"})

    assert {"https": PROXY} == session.create_client("wellarchitected", "us-east-1").meta.config.proxies
    assert {} == session.create_client("sts").meta.config.proxies
