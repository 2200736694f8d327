"""The `aws:*` configuration: how each key is read, and that pulumi-aws has no key that nobody here knows.

What the settings do is tested in test_session.py and, over the wire, in tests/protocol/test_aws_session.py.
"""

import inspect
import json
import re

import pulumi_aws
import pytest
from botocore.configprovider import BOTOCORE_DEFAUT_SESSION_VARIABLES
from pulumi_aws.config import outputs
from pulumi_wellarchitected.aws.settings.accounts import AccountLimits
from pulumi_wellarchitected.aws.settings.proxies import Proxies
from pulumi_wellarchitected.aws.settings.roles import ROLE_KEYS, WEB_IDENTITY_KEYS, Role, WebIdentity
from pulumi_wellarchitected.aws.settings.settings import (
    HONOURED,
    HONOURED_OF_VERSION_6,
    SETTINGS,
    WITHOUT_MEANING,
    Settings,
)
from pulumi_wellarchitected.aws.settings.tags import IgnoredTags
from tests.unit.aws.configurations import GO_TOGETHER, OWNER_ROLE, ROLE, URL, read, refusal

OF_VERSION_6 = {"durationSeconds"}

# A key, what it is given as, the attribute of Settings that it decides, and what is read.
READ = [
    ("accessKey", "AKIA", "access_key", "AKIA"),
    ("allowedAccountIds", ["111122223333"], "accounts", AccountLimits(allowed=("111122223333",))),
    ("allowedAccountIds", [111122223333.0], "accounts", AccountLimits(allowed=("111122223333",))),
    (
        "assumeRoleWithWebIdentity",
        {"roleArn": ROLE, "webIdentityTokenFile": "token"},
        "assume_role_with_web_identity",
        WebIdentity(ROLE, token_file="token"),
    ),
    ("assumeRoles", [{"roleArn": ROLE}, {"roleArn": OWNER_ROLE}], "assume_roles", (Role(ROLE), Role(OWNER_ROLE))),
    ("assumeRole", {"roleArn": ROLE}, "assume_roles", (Role(ROLE),)),
    ("customCaBundle", "ca.pem", "custom_ca_bundle", "ca.pem"),
    ("defaultTags", {"tags": {"cost_center": "a_b"}}, "default_tags", {"cost_center": "a_b"}),
    ("ec2MetadataServiceEndpoint", URL, "ec2_metadata_service_endpoint", URL),
    ("ec2MetadataServiceEndpointMode", "ipv6", "ec2_metadata_service_endpoint_mode", "IPv6"),
    ("endpoints", [{"wellarchitected": URL}], "endpoints", {"wellarchitected": URL}),
    ("endpoints", [{"s3": "http://127.0.0.1:9000"}, {"sts": URL}], "endpoints", {"sts": URL}),
    ("endpoints", [{"sso": URL, "ssooidc": URL}], "endpoints", {"sso": URL, "sso-oidc": URL}),
    ("forbiddenAccountIds", ["444455556666"], "accounts", AccountLimits(forbidden=("444455556666",))),
    ("httpProxy", URL, "proxies", Proxies(http=URL)),
    ("httpsProxy", URL, "proxies", Proxies(https=URL)),
    ("ignoreTags", {"keys": ["Scanned"]}, "ignore_tags", IgnoredTags(keys=("Scanned",))),
    ("ignoreTags", {"keyPrefixes": ["k8s/"]}, "ignore_tags", IgnoredTags(prefixes=("k8s/",))),
    ("insecure", True, "insecure", True),
    ("maxRetries", 5, "max_retries", 5),
    ("noProxy", "example.com", "proxies", Proxies(bypass="example.com")),
    ("profile", "platform", "profile", "platform"),
    ("region", "eu-west-1", "region", "eu-west-1"),
    ("retryMode", "adaptive", "retry_mode", "adaptive"),
    ("secretKey", "secret", "secret_key", "secret"),
    ("sharedConfigFiles", ["~/config"], "shared_config_files", "~/config"),
    ("sharedCredentialsFiles", ["~/credentials"], "shared_credentials_files", "~/credentials"),
    ("skipMetadataApiCheck", True, "skip_metadata_api_check", True),
    ("stsRegion", "us-west-2", "sts_region", "us-west-2"),
    ("token", "session", "token", "session"),
    ("useDualstackEndpoint", False, "use_dualstack_endpoint", False),
    ("useFipsEndpoint", True, "use_fips_endpoint", True),
    ("userAgents", ["team/1.0", "ci/2"], "user_agents", ("team/1.0", "ci/2")),
]
INPUTS = {"region": "eu-west-1", "assumeRoles": json.dumps([{"roleArn": ROLE}]), "maxRetries": "5"}


def with_company(key, value):
    return {**(GO_TOGETHER if key in {"accessKey", "secretKey", "token"} else {}), key: value}


def as_text(value):
    """As the default provider gets a value."""
    return value if isinstance(value, str) else json.dumps(value)


def keys_of_pulumi_aws():
    return set(re.findall(r"__config__\.get\w*\('(\w+)'\)", inspect.getsource(pulumi_aws.config.vars)))


def nested_keys_of_pulumi_aws(kind):
    names = set(inspect.signature(kind.__init__).parameters) - {"__self__"}
    return {re.sub(r"_(\w)", lambda match: match[1].upper(), name) for name in names}


def test_every_key_of_pulumi_aws_is_honoured_or_without_meaning():
    assert keys_of_pulumi_aws() == HONOURED | WITHOUT_MEANING


def test_every_variable_of_botocore_that_a_setting_names_is_one():
    assert {row.botocore for row in SETTINGS.values() if row.botocore} <= set(BOTOCORE_DEFAUT_SESSION_VARIABLES)


def test_no_key_is_both_honoured_and_without_meaning():
    assert set() == HONOURED & WITHOUT_MEANING


def test_the_keys_of_version_6_are_none_of_version_7():
    assert set() == HONOURED_OF_VERSION_6 & keys_of_pulumi_aws()


def test_every_honoured_key_has_a_row_that_says_what_it_decides():
    assert {row[0] for row in READ} == HONOURED | HONOURED_OF_VERSION_6


@pytest.mark.parametrize(
    ("kind", "known"), [(outputs.AssumeRoles, ROLE_KEYS), (outputs.AssumeRoleWithWebIdentity, WEB_IDENTITY_KEYS)]
)
def test_every_key_of_a_role_is_honoured(kind, known):
    assert nested_keys_of_pulumi_aws(kind) == known - OF_VERSION_6


def test_no_configuration_leaves_every_choice_to_botocore():
    assert Settings() == Settings.from_config({})


@pytest.mark.parametrize(("key", "value", "attribute", "expected"), READ)
def test_a_setting_is_read_with_its_type_and_as_text(key, value, attribute, expected):
    assert expected == getattr(read(with_company(key, value)), attribute)
    assert expected == getattr(read(with_company(key, as_text(value))), attribute)


def test_a_number_of_retries_may_come_as_a_float_since_the_engine_knows_no_other():
    assert 5 == read({"maxRetries": 5.0}).max_retries


@pytest.mark.parametrize("key", sorted(WITHOUT_MEANING))
def test_a_setting_without_meaning_for_a_share_is_let_through(key):
    assert Settings() == read({key: "something"})


@pytest.mark.parametrize("key", sorted(HONOURED))
@pytest.mark.parametrize("value", ["", None])
def test_an_empty_setting_is_as_good_as_none(key, value):
    assert Settings() == read({key: value})


@pytest.mark.parametrize("key", ["pulumi:tags", "awsx:region", "project:region", "region"])
def test_the_configuration_of_others_is_no_concern_here(key):
    assert Settings() == Settings.from_config({key: "something"})


class TestAnAwsProvider:
    @pytest.mark.parametrize("form", [dict, json.dumps])
    def test_its_inputs_are_the_whole_configuration(self, form):
        settings = read({"provider": form(INPUTS), "profile": "ignored"})

        assert read(INPUTS) == settings
        assert settings.profile is None

    def test_what_the_engine_keeps_among_them_and_defaults_without_meaning_are_let_through(self):
        own = {"version": "7.51.1", "__internal": {}, "pluginDownloadURL": "x", "skipCredentialsValidation": "false"}

        assert read(INPUTS) == read({"provider": {**INPUTS, **own, "skipRegionValidation": "true"}})

    def test_its_lists_may_be_lists(self):
        assert (Role(ROLE),) == read({"provider": {"assumeRoles": [{"roleArn": ROLE}]}}).assume_roles

    def test_a_key_that_is_not_known_is_refused(self):
        assert "aws:notInventedYet" in refusal({"provider": {"notInventedYet": "x"}})

    @pytest.mark.parametrize("value", ["text", "[]", [1], 5])
    def test_what_is_no_object_is_refused(self, value):
        assert "aws:provider is not an object" in refusal({"provider": value})
