"""How often a call is tried, and which failures are not tried again."""

import botocore.exceptions as boto
import pytest
from pulumi_wellarchitected.aws.botocore_session import give_up_early
from tests.unit.aws.sessions import botocore_session

REFUSED_CONNECTIONS = [boto.EndpointConnectionError(endpoint_url="x"), boto.ProxyConnectionError(proxy_url="x")]


class TestConfiguration:
    @pytest.mark.parametrize(
        ("config", "environment", "expected"),
        [
            ({}, {}, ("standard", 25)),
            ({}, {"AWS_MAX_ATTEMPTS": "7", "AWS_RETRY_MODE": "adaptive"}, ("adaptive", 7)),
            ({"aws:maxRetries": "3"}, {"AWS_MAX_ATTEMPTS": "7"}, ("standard", 3)),
            ({"aws:retryMode": "adaptive"}, {"AWS_RETRY_MODE": "standard"}, ("adaptive", 25)),
        ],
    )
    def test_the_configuration_goes_before_the_environment(self, monkeypatch, config, environment, expected):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        retries = botocore_session(config).create_client("wellarchitected", "us-east-1").meta.config.retries

        assert expected == (retries["mode"], retries["total_max_attempts"])


@pytest.mark.parametrize("attempts", [1, 2])
@pytest.mark.parametrize("error", REFUSED_CONNECTIONS, ids=lambda error: type(error).__name__)
def test_a_connection_that_is_refused_is_tried_again(error, attempts):
    assert give_up_early(attempts=attempts, caught_exception=error) is None


@pytest.mark.parametrize("error", REFUSED_CONNECTIONS, ids=lambda error: type(error).__name__)
def test_a_connection_that_is_refused_three_times_is_given_up(error):
    with pytest.raises(type(error)):
        give_up_early(attempts=3, caught_exception=error)


def test_a_certificate_that_is_not_trusted_is_given_up_at_once():
    with pytest.raises(boto.SSLError):
        give_up_early(attempts=1, caught_exception=boto.SSLError(endpoint_url="x", error="not trusted"))


@pytest.mark.parametrize(
    "error", [None, boto.ReadTimeoutError(endpoint_url="x"), boto.ConnectionClosedError(endpoint_url="x")], ids=type
)
def test_what_may_heal_is_left_to_botocore_s_own_retries(error):
    assert give_up_early(attempts=24, caught_exception=error, operation=None) is None
