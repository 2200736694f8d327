"""The `aws:*` configuration: what is honoured, what is refused, and that pulumi-aws has no key that is neither."""

import inspect
import json
import re

import pulumi_aws
import pytest
from pulumi_wellarchitected.aws.settings import HONOURED, WITHOUT_MEANING, Settings
from pulumi_wellarchitected.errors import ConfigurationError

URL = "http://127.0.0.1:4747"
REFUSED = {
    "allowedAccountIds", "assumeRoleWithWebIdentity", "assumeRoles", "customCaBundle", "ec2MetadataServiceEndpoint",
    "ec2MetadataServiceEndpointMode", "forbiddenAccountIds", "httpProxy", "httpsProxy", "insecure", "noProxy",
    "retryMode", "sharedConfigFiles", "sharedCredentialsFiles", "stsRegion", "tokenBucketRateLimiterCapacity",
    "useDualstackEndpoint", "useFipsEndpoint", "userAgents",
}  # fmt: skip


def refusal(config):
    with pytest.raises(ConfigurationError) as caught:
        Settings.from_config(config)
    return str(caught.value)


def keys_of_pulumi_aws():
    return set(re.findall(r"__config__\.get\w*\('(\w+)'\)", inspect.getsource(pulumi_aws.config.vars)))


def test_every_key_of_pulumi_aws_is_honoured_or_without_meaning_or_refused():
    assert REFUSED == keys_of_pulumi_aws() - HONOURED - WITHOUT_MEANING


def test_every_key_that_is_honoured_or_without_meaning_is_one_of_pulumi_aws():
    assert set() == (HONOURED | WITHOUT_MEANING) - keys_of_pulumi_aws()


def test_no_key_is_both_honoured_and_without_meaning():
    assert set() == HONOURED & WITHOUT_MEANING


def test_no_configuration_leaves_every_choice_to_botocore():
    assert Settings() == Settings.from_config({})


@pytest.mark.parametrize(
    ("key", "value", "attribute", "read"),
    [
        ("region", "eu-west-1", "region", "eu-west-1"),
        ("profile", "platform", "profile", "platform"),
        ("token", "session", "token", "session"),
        ("maxRetries", "5", "max_attempts", 5),
        ("maxRetries", 5.0, "max_attempts", 5),
        ("endpoints", json.dumps([{"wellarchitected": URL}]), "wellarchitected_endpoint", URL),
        ("endpoints", [{"wellarchitected": URL}], "wellarchitected_endpoint", URL),
        ("endpoints", json.dumps([{"sts": URL}]), "sts_endpoint", URL),
        ("endpoints", [{"sts": URL}], "sts_endpoint", URL),
        ("endpoints", [{"s3": "http://127.0.0.1:9000"}, {"sts": URL}], "sts_endpoint", URL),
    ],
)
def test_a_setting_is_honoured_as_text_and_with_its_type(key, value, attribute, read):
    assert read == getattr(Settings.from_config({f"aws:{key}": value}), attribute)


def test_keys_and_secrets_are_honoured_together():
    settings = Settings.from_config({"aws:accessKey": "AKIA", "aws:secretKey": "secret", "aws:token": "session"})

    assert ("AKIA", "secret", "session") == (settings.access_key, settings.secret_key, settings.token)


@pytest.mark.parametrize("key", ["accessKey", "secretKey"])
def test_half_of_a_key_is_refused(key):
    assert "aws:accessKey and aws:secretKey go together: set both of them, or neither." == refusal({f"aws:{key}": "x"})


def test_a_secret_is_never_shown():
    assert "hunter2" not in refusal({"aws:secretKey": "hunter2"})
    assert "hunter2" not in refusal({"aws:accessKey": "AKIA", "aws:secretKey": ["hunter2"]})


@pytest.mark.parametrize("key", sorted(REFUSED))
def test_a_setting_that_is_not_supported_is_refused_with_its_name_and_what_to_do(key):
    sentence = refusal({f"aws:{key}": "something"})

    assert f"aws:{key}" in sentence
    assert f"pulumi config rm aws:{key}" in sentence


def test_a_setting_of_a_version_to_come_is_refused():
    assert "aws:notInventedYet" in refusal({"aws:notInventedYet": "x"})


def test_every_setting_that_is_not_supported_is_named():
    sentence = refusal({"aws:stsRegion": "us-east-1", "aws:assumeRoles": "[{}]"})

    assert "aws:assumeRoles, aws:stsRegion" in sentence


@pytest.mark.parametrize("key", sorted(WITHOUT_MEANING))
def test_a_setting_without_meaning_for_a_share_is_let_through(key):
    assert Settings() == Settings.from_config({f"aws:{key}": "something"})


@pytest.mark.parametrize("key", ["region", "assumeRoles", "endpoints"])
@pytest.mark.parametrize("value", ["", None])
def test_an_empty_setting_is_as_good_as_none(key, value):
    assert Settings() == Settings.from_config({f"aws:{key}": value})


@pytest.mark.parametrize("key", ["pulumi:tags", "awsx:region", "project:region", "region"])
def test_the_configuration_of_others_is_no_concern_here(key):
    assert Settings() == Settings.from_config({key: "something"})


@pytest.mark.parametrize("key", ["region", "profile", "token"])
def test_a_setting_that_is_not_text_is_refused_with_its_name(key):
    assert f"aws:{key} is a list, and has to be a string." == refusal({f"aws:{key}": ["x"]})


@pytest.mark.parametrize("value", ["0", "-1", "many", "2.5", [3], {}])
def test_a_number_of_retries_that_is_none_is_refused_with_its_value(value):
    assert f"aws:maxRetries is {value!r}" in refusal({"aws:maxRetries": value})


@pytest.mark.parametrize(
    "value", ["not JSON", "null", "5", '"text"', '{"sts": "http://127.0.0.1"}', "[1]", "[[]]", 5, {"sts": URL}, ["sts"]]
)
def test_endpoints_that_are_no_list_of_objects_are_refused_with_how_to_set_them(value):
    assert "pulumi config set --path 'aws:endpoints[0].wellarchitected'" in refusal({"aws:endpoints": value})


@pytest.mark.parametrize(
    "url",
    ["127.0.0.1:4747", "localhost", "ftp://127.0.0.1", "http://", "http:/127.0.0.1", 4747, ["http://127.0.0.1"]],
)
def test_an_endpoint_that_is_no_url_is_refused_with_its_value(url):
    assert f"aws:endpoints has {url!r} for sts, which is not a URL" in refusal({"aws:endpoints": [{"sts": url}]})


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:port", "http://127.0.0.1:99999", "http://a b:4747"])
def test_an_endpoint_with_a_malformed_host_or_port_is_refused_with_its_value(url):
    assert f"aws:endpoints has {url!r} for sts, which is not a URL" in refusal({"aws:endpoints": [{"sts": url}]})


def test_the_endpoints_of_other_services_are_not_looked_at():
    assert Settings() == Settings.from_config({"aws:endpoints": [{"s3": "no URL", "ec2": 5}]})


def test_an_endpoint_belongs_to_its_own_service():
    settings = Settings.from_config({"aws:endpoints": [{"wellarchitected": URL, "sts": "http://127.0.0.1:4748"}]})

    assert (URL, "http://127.0.0.1:4748") == (settings.endpoint("wellarchitected"), settings.endpoint("sts"))
