"""Which values of the `aws:*` configuration are refused, and with which sentence."""

import pytest
from pulumi_wellarchitected.aws import Settings
from tests.unit.aws.configurations import GO_TOGETHER, ROLE, URL, read, refusal


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
        assert f"aws:{key} is a list, but must be a string." == refusal({key: ["x"]})

    @pytest.mark.parametrize("key", ["insecure", "useFipsEndpoint", "useDualstackEndpoint", "skipMetadataApiCheck"])
    def test_a_flag_that_is_none_is_refused(self, key):
        assert f"aws:{key} must be true or false." == refusal({key: "yes"})

    @pytest.mark.parametrize("value", ["0", "-1", "many", "2.5", 2.5, True, [3], {}])
    def test_a_number_of_retries_that_is_none_is_refused_with_its_value(self, value):
        assert f"aws:maxRetries is {value!r}" in refusal({"maxRetries": value})

    @pytest.mark.parametrize(
        ("key", "accepted"),
        [("retryMode", "standard, adaptive"), ("ec2MetadataServiceEndpointMode", "IPv4, IPv6")],
    )
    def test_another_word_is_refused_with_those_that_are_accepted(self, key, accepted):
        assert f"aws:{key} is 'legacy', but must be one of {accepted}." == refusal({key: "legacy"})

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
        assert "aws:userAgents must be plain ASCII" in refusal({"userAgents": [agent]})

    def test_a_metadata_endpoint_that_is_no_url_is_refused(self):
        assert "aws:ec2MetadataServiceEndpoint is 'x'" in refusal({"ec2MetadataServiceEndpoint": "x"})


class TestTags:
    @pytest.mark.parametrize("value", ["platform", "[]", {"tags": ["team"]}, {"tags": "platform"}])
    def test_default_tags_that_are_no_object_are_refused_with_how_to_set_them(self, value):
        assert "pulumi config set --path 'aws:defaultTags.tags." in refusal({"defaultTags": value})

    @pytest.mark.parametrize("value", ["Scanned", ["Scanned"], {"keys": "Scanned"}, {"keys": {"Scanned": True}}])
    def test_ignored_keys_that_are_no_list_are_refused_with_how_to_set_them(self, value):
        assert "pulumi config set --path 'aws:ignoreTags.keys[0]' " in refusal({"ignoreTags": value})

    @pytest.mark.parametrize(
        ("key", "value", "accepted"),
        [
            ("defaultTags", {"team": "platform"}, "tags"),
            ("ignoreTags", {"prefixes": ["k8s/"]}, "keyPrefixes, key_prefixes, keys"),
        ],
    )
    def test_a_key_that_neither_has_is_refused_with_those_that_it_has(self, key, value, accepted):
        sentence = refusal({key: value})

        assert f"does not support aws:{key}.{next(iter(value))}. Supported are {accepted}." in sentence

    def test_a_tag_whose_value_is_no_text_is_refused_with_its_key(self):
        assert "aws:defaultTags.tags.team is a list, but must be a string." == refusal(
            {"defaultTags": {"tags": {"team": ["platform"]}}}
        )


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
