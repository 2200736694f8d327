"""The `aws:*` configuration: how each key is read, and that pulumi-aws has no key that nobody here knows.

What the settings do is tested in test_session.py and, over the wire, in tests/protocol/test_aws_session.py.
"""

import inspect
import json
import re

import pulumi_aws
import pytest
from pulumi_aws.config import outputs
from pulumi_wellarchitected.aws.settings.accounts import AccountLimits
from pulumi_wellarchitected.aws.settings.proxies import Proxies
from pulumi_wellarchitected.aws.settings.roles import ROLE_KEYS, WEB_IDENTITY_KEYS, Role, WebIdentity
from pulumi_wellarchitected.aws.settings.settings import HONOURED, HONOURED_OF_VERSION_6, WITHOUT_MEANING, Settings
from pulumi_wellarchitected.errors import ConfigurationError

URL = "http://127.0.0.1:4747"
ROLE = "arn:aws:iam::222233334444:role/step"
OWNER_ROLE = "arn:aws:iam::111122223333:role/owner"
POLICY = '{"Version": "2012-10-17", "Statement": []}'
OF_VERSION_6 = {"durationSeconds"}

# A key, what it is given as, the attribute of Settings that it decides, and what is read.
READ = [
    ("accessKey", "AKIA", "access_key", "AKIA"),
    ("allowedAccountIds", ["111122223333"], "accounts", AccountLimits(allowed=("111122223333",))),
    ("allowedAccountIds", [111122223333.0], "accounts", AccountLimits(allowed=("111122223333",))),
    (
        "assumeRoleWithWebIdentity",
        {"roleArn": ROLE, "webIdentityTokenFile": "token"},
        "web_identity",
        WebIdentity(ROLE, token_file="token"),
    ),
    ("assumeRoles", [{"roleArn": ROLE}, {"roleArn": OWNER_ROLE}], "roles", (Role(ROLE), Role(OWNER_ROLE))),
    ("assumeRole", {"roleArn": ROLE}, "roles", (Role(ROLE),)),
    ("customCaBundle", "ca.pem", "ca_bundle", "ca.pem"),
    ("ec2MetadataServiceEndpoint", URL, "metadata_endpoint", URL),
    ("ec2MetadataServiceEndpointMode", "ipv6", "metadata_endpoint_mode", "IPv6"),
    ("endpoints", [{"wellarchitected": URL}], "endpoints", {"wellarchitected": URL}),
    ("endpoints", [{"s3": "http://127.0.0.1:9000"}, {"sts": URL}], "endpoints", {"sts": URL}),
    ("endpoints", [{"sso": URL, "ssooidc": URL}], "endpoints", {"sso": URL, "sso-oidc": URL}),
    ("forbiddenAccountIds", ["444455556666"], "accounts", AccountLimits(forbidden=("444455556666",))),
    ("httpProxy", URL, "proxies", Proxies(http=URL)),
    ("httpsProxy", URL, "proxies", Proxies(https=URL)),
    ("insecure", True, "insecure", True),
    ("maxRetries", 5, "max_attempts", 5),
    ("noProxy", "example.com", "proxies", Proxies(bypass="example.com")),
    ("profile", "platform", "profile", "platform"),
    ("region", "eu-west-1", "region", "eu-west-1"),
    ("retryMode", "adaptive", "retry_mode", "adaptive"),
    ("secretKey", "secret", "secret_key", "secret"),
    ("sharedConfigFiles", ["~/config"], "config_file", "~/config"),
    ("sharedCredentialsFiles", ["~/credentials"], "credentials_file", "~/credentials"),
    ("skipMetadataApiCheck", True, "metadata_is_asked", False),
    ("stsRegion", "us-west-2", "sts_region", "us-west-2"),
    ("token", "session", "token", "session"),
    ("useDualstackEndpoint", False, "use_dualstack_endpoint", False),
    ("useFipsEndpoint", True, "use_fips_endpoint", True),
    ("userAgents", ["team/1.0", "ci/2"], "user_agents", ("team/1.0", "ci/2")),
]
GO_TOGETHER = {"accessKey": "AKIA", "secretKey": "secret"}
INPUTS = {"region": "eu-west-1", "assumeRoles": json.dumps([{"roleArn": ROLE}]), "maxRetries": "5"}
FULL_ROLE = {
    "roleArn": ROLE,
    "duration": "1h30m",
    "externalId": "external",
    "policy": POLICY,
    "policyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    "sessionName": "pulumi",
    "sourceIdentity": "alice",
    "tags": {"team": "platform", "cost": 5},
    "transitiveTagKeys": ["team"],
}


def read(given):
    """The settings of a stack's configuration."""
    return Settings.from_config({f"aws:{key}": value for key, value in given.items()})


def with_company(key, value):
    return {**(GO_TOGETHER if key in {"accessKey", "secretKey", "token"} else {}), key: value}


def as_text(value):
    """As the default provider gets a value."""
    return value if isinstance(value, str) else json.dumps(value)


def refusal(given):
    with pytest.raises(ConfigurationError) as caught:
        read(given)
    return str(caught.value)


def keys_of_pulumi_aws():
    return set(re.findall(r"__config__\.get\w*\('(\w+)'\)", inspect.getsource(pulumi_aws.config.vars)))


def nested_keys_of_pulumi_aws(kind):
    names = set(inspect.signature(kind.__init__).parameters) - {"__self__"}
    return {re.sub(r"_(\w)", lambda match: match[1].upper(), name) for name in names}


def test_every_key_of_pulumi_aws_is_honoured_or_without_meaning():
    assert keys_of_pulumi_aws() == HONOURED | WITHOUT_MEANING


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
    assert 5 == read({"maxRetries": 5.0}).max_attempts


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
        assert (Role(ROLE),) == read({"provider": {"assumeRoles": [{"roleArn": ROLE}]}}).roles

    def test_a_key_that_is_not_known_is_refused(self):
        assert "aws:notInventedYet" in refusal({"provider": {"notInventedYet": "x"}})

    @pytest.mark.parametrize("value", ["text", "[]", [1], 5])
    def test_what_is_no_object_is_refused(self, value):
        assert "aws:provider is not an object" in refusal({"provider": value})


class TestRoles:
    def test_every_key_becomes_a_parameter_of_the_call(self):
        (role,) = read({"assumeRoles": json.dumps([FULL_ROLE])}).roles

        assert ROLE == role.arn
        assert {
            "DurationSeconds": 5400,
            "ExternalId": "external",
            "Policy": POLICY,
            "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
            "RoleSessionName": "pulumi",
            "SourceIdentity": "alice",
            "Tags": [{"Key": "team", "Value": "platform"}, {"Key": "cost", "Value": "5"}],
            "TransitiveTagKeys": ["team"],
        } == role.parameters

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [("15m", 900), ("900s", 900), ("12h", 43200), ("1h30m", 5400), ("1.5h", 5400), ("1h0m0.9s", 3600)],
    )
    def test_a_duration_is_go_s(self, text, seconds):
        (role,) = read({"assumeRoles": [{"roleArn": ROLE, "duration": text}]}).roles

        assert {"DurationSeconds": seconds} == role.parameters

    def test_version_6_has_a_duration_in_seconds(self):
        assert {"DurationSeconds": 3600} == read({"assumeRole": {"roleArn": ROLE, "durationSeconds": 3600}}).roles[
            0
        ].parameters

    @pytest.mark.parametrize("text", ["1 h", "90", "h", "1d", "-1h", "1h30", "PT1H"])
    def test_a_duration_in_another_form_is_refused_with_an_example(self, text):
        sentence = refusal({"assumeRoles": [{"roleArn": ROLE, "duration": text}]})

        assert f"aws:assumeRoles[0].duration: {text!r} is not a duration such as 1h30m or 900s." == sentence

    @pytest.mark.parametrize("given", [{"duration": "14m"}, {"duration": "12h1s"}, {"durationSeconds": 60}])
    def test_a_duration_that_sts_would_not_take_is_refused(self, given):
        assert "between 15 minutes and 12 hours" in refusal({"assumeRoles": [{"roleArn": ROLE, **given}]})

    @pytest.mark.parametrize("key", ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"])
    def test_a_role_without_an_arn_is_refused(self, key):
        given = {"sessionName": "x", "webIdentityToken": "x"} if key.endswith("Identity") else {"sessionName": "x"}

        assert "roleArn is missing" in refusal({key: [given] if key == "assumeRoles" else given})

    def test_an_arn_of_no_role_is_refused_with_its_place(self):
        sentence = refusal({"assumeRoles": [{"roleArn": ROLE}, {"roleArn": "arn:aws:iam::111122223333:user/x"}]})

        assert "aws:assumeRoles[1].roleArn is 'arn:aws:iam::111122223333:user/x', which is not a role's ARN" in sentence

    def test_a_key_that_is_not_known_is_refused_with_those_that_are(self):
        sentence = refusal({"assumeRoles": [{"roleArn": ROLE, "role_session": "x"}]})

        assert "aws:assumeRoles[0].role_session is not a setting" in sentence
        assert "sessionName" in sentence

    @pytest.mark.parametrize("policy", ["not JSON", "[]", "5"])
    def test_a_policy_that_is_none_is_refused(self, policy):
        assert "aws:assumeRoles[0].policy" in refusal({"assumeRoles": [{"roleArn": ROLE, "policy": policy}]})

    @pytest.mark.parametrize("value", ["not JSON", {"roleArn": ROLE}, [ROLE], "[1]", 5, ROLE])
    def test_roles_that_are_no_list_of_objects_are_refused_with_how_to_set_them(self, value):
        sentence = refusal({"assumeRoles": value})

        assert "aws:assumeRoles is not a list of objects" in sentence
        assert "pulumi config set --path 'aws:assumeRoles[0].roleArn' arn:aws:iam::" in sentence

    def test_the_roles_of_both_versions_at_once_are_refused(self):
        assert "set one of them" in refusal({"assumeRole": {"roleArn": ROLE}, "assumeRoles": [{"roleArn": ROLE}]})

    @pytest.mark.parametrize("tokens", [{}, {"webIdentityToken": "x", "webIdentityTokenFile": "y"}])
    def test_a_web_identity_has_one_token(self, tokens):
        assert "and not both" in refusal({"assumeRoleWithWebIdentity": {"roleArn": ROLE, **tokens}})


class TestCredentials:
    @pytest.mark.parametrize("key", ["accessKey", "secretKey"])
    def test_half_of_a_key_is_refused(self, key):
        assert "aws:accessKey and aws:secretKey go together: set both of them, or neither." == refusal({key: "x"})

    def test_a_token_alone_is_refused(self):
        assert "aws:token goes with" in refusal({"token": "x"})

    @pytest.mark.parametrize(
        "given",
        [
            {"secretKey": "hunter2"},
            {**GO_TOGETHER, "secretKey": ["hunter2"]},
            {"assumeRoleWithWebIdentity": {"webIdentityToken": "hunter2"}},
            {"assumeRoles": "hunter2"},
            {"provider": "hunter2"},
            {"httpProxy": "http://me:hunter2@proxy:port"},
        ],
    )
    def test_a_secret_is_never_shown(self, given):
        assert "hunter2" not in refusal(given)

    def test_settings_print_without_secrets(self):
        given = {**GO_TOGETHER, "secretKey": "hunter2", "token": "hunter2"}
        identity = {"roleArn": ROLE, "webIdentityToken": "hunter2"}

        assert "hunter2" not in repr(read({**given, "assumeRoleWithWebIdentity": identity}))


class TestRefusals:
    def test_a_setting_of_a_version_to_come_is_named_with_what_to_do(self):
        sentence = refusal({"notInventedYet": "x", "norThis": "x"})

        assert "aws:norThis, aws:notInventedYet" in sentence
        assert "pulumi config rm aws:norThis" in sentence

    @pytest.mark.parametrize("key", ["sharedConfigFiles", "sharedCredentialsFiles"])
    def test_more_than_one_shared_file_is_refused_since_botocore_cannot_merge_them(self, key):
        assert f"aws:{key} names 2 files" in refusal({key: ["a", "b"]})

    @pytest.mark.parametrize("key", ["region", "profile", "stsRegion", "customCaBundle", "noProxy"])
    def test_a_setting_that_is_not_text_is_refused_with_its_name(self, key):
        assert f"aws:{key} is a list, and has to be a string." == refusal({key: ["x"]})

    @pytest.mark.parametrize("key", ["insecure", "useFipsEndpoint", "useDualstackEndpoint", "skipMetadataApiCheck"])
    def test_a_flag_that_is_none_is_refused(self, key):
        assert f"aws:{key} has to be true or false." == refusal({key: "yes"})

    @pytest.mark.parametrize("value", ["0", "-1", "many", "2.5", 2.5, True, [3], {}])
    def test_a_number_of_retries_that_is_none_is_refused_with_its_value(self, value):
        assert f"aws:maxRetries is {value!r}" in refusal({"maxRetries": value})

    @pytest.mark.parametrize(
        ("key", "accepted"),
        [("retryMode", "standard, adaptive"), ("ec2MetadataServiceEndpointMode", "IPv4, IPv6")],
    )
    def test_another_word_is_refused_with_those_that_are_accepted(self, key, accepted):
        assert f"aws:{key} is 'legacy', and has to be one of {accepted}." == refusal({key: "legacy"})

    def test_allowed_and_forbidden_accounts_at_once_are_refused(self):
        given = {"allowedAccountIds": ["111122223333"], "forbiddenAccountIds": ["444455556666"]}

        assert "exclude each other" in refusal(given)

    @pytest.mark.parametrize("account", ["12345", "my-account", 12345])
    def test_an_account_without_12_digits_is_refused(self, account):
        assert f"aws:allowedAccountIds has {str(account)!r}" in refusal({"allowedAccountIds": [account]})

    @pytest.mark.parametrize("value", ["111122223333", "not JSON", {"a": 1}])
    def test_accounts_that_are_no_list_are_refused_with_how_to_set_them(self, value):
        assert "pulumi config set --path 'aws:allowedAccountIds[0]' VALUE" in refusal({"allowedAccountIds": value})

    @pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy", "http://"])
    def test_a_proxy_that_is_no_url_is_refused(self, proxy):
        assert "aws:httpsProxy is not a URL such as" in refusal({"httpsProxy": proxy})

    @pytest.mark.parametrize("agent", ["two\nlines", "caf\u00e9/1"])
    def test_a_user_agent_that_no_header_can_hold_is_refused(self, agent):
        assert "aws:userAgents has to hold plain ASCII" in refusal({"userAgents": [agent]})

    def test_a_metadata_endpoint_that_is_no_url_is_refused(self):
        assert "aws:ec2MetadataServiceEndpoint is 'x'" in refusal({"ec2MetadataServiceEndpoint": "x"})


class TestEndpoints:
    @pytest.mark.parametrize(
        "value",
        ["not JSON", "5", '"text"', '{"sts": "http://127.0.0.1"}', "[1]", "[[]]", 5, {"sts": URL}, ["sts"]],
    )
    def test_what_is_no_list_of_objects_is_refused_with_how_to_set_them(self, value):
        assert "pulumi config set --path 'aws:endpoints[0].wellarchitected'" in refusal({"endpoints": value})

    @pytest.mark.parametrize(
        "url",
        [
            "127.0.0.1:4747",
            "localhost",
            "ftp://127.0.0.1",
            "http://",
            "http:/127.0.0.1",
            4747,
            ["http://127.0.0.1"],
            "http://[::1",
            "http://127.0.0.1:port",
            "http://127.0.0.1:99999",
            "http://a b:4747",
        ],
    )
    def test_one_that_is_no_url_is_refused_with_its_value(self, url):
        assert f"aws:endpoints has {url!r} for sts, which is not a URL" in refusal({"endpoints": [{"sts": url}]})

    def test_those_of_other_services_are_not_looked_at(self):
        assert Settings() == read({"endpoints": [{"s3": "no URL", "ec2": 5}]})
