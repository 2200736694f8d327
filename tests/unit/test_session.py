"""The session that the settings make, without a network: Regions, endpoints, proxies, and whose credentials."""

import os
import subprocess
import sys
import warnings

import pytest
from botocore.exceptions import DataNotFoundError
from botocore.session import Session as BotocoreOwn
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
from pulumi_wellarchitected.aws.credentials import refuse_mfa
from pulumi_wellarchitected.aws.settings.accounts import AccountLimits
from pulumi_wellarchitected.aws.settings.proxies import Proxies
from urllib3.exceptions import InsecureRequestWarning

PROXY = "http://proxy.example.com:3128"
KEYS = {"aws:accessKey": "111122223333", "aws:secretKey": "secret"}


def botocore_session(config=None, lens_region="us-east-1"):
    return BotocoreSession(Settings.from_config({**KEYS, **(config or {})}), lens_region)


def endpoint(service, config=None, lens_region="us-east-1"):
    return botocore_session(config, lens_region).create_client(service, lens_region).meta.endpoint_url


def profiles(monkeypatch, tmp_path, text):
    file = tmp_path / "config"
    file.write_text(text)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))


def test_nothing_of_botocores_session_is_replaced_by_accident():
    ours = {name for name in vars(BotocoreSession) if not name.startswith("__")}
    own = set(dir(BotocoreOwn())) | set(vars(BotocoreOwn()))

    assert {"create_client", "get_credentials"} == ours & own
    assert set() == (set(vars(botocore_session())) - set(vars(BotocoreOwn()))) & own


class TestRegions:
    def test_a_lens_is_called_in_its_own_region(self):
        assert "https://wellarchitected.eu-west-1.amazonaws.com" == endpoint(
            "wellarchitected", {"aws:region": "us-west-2"}, "eu-west-1"
        )

    def test_a_lens_in_govcloud_is_called_in_govcloud(self):
        assert "https://wellarchitected.us-gov-west-1.amazonaws.com" == endpoint(
            "wellarchitected", lens_region="us-gov-west-1"
        )

    @pytest.mark.parametrize(
        ("config", "environment", "expected"),
        [
            ({"aws:stsRegion": "eu-north-1", "aws:region": "us-west-2"}, {}, "eu-north-1"),
            ({"aws:region": "us-west-2"}, {"AWS_REGION": "eu-west-2"}, "us-west-2"),
            ({}, {"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-2"),
            ({}, {"AWS_DEFAULT_REGION": "eu-west-3"}, "eu-west-3"),
            ({"aws:profile": "platform"}, {}, "ca-central-1"),
            ({"aws:profile": "platform"}, {"AWS_REGION": "eu-west-2"}, "eu-west-2"),
            ({}, {}, "us-east-2"),
        ],
    )
    def test_sts_is_called_where_it_is_configured_else_where_the_lens_is(
        self, monkeypatch, tmp_path, config, environment, expected
    ):
        profiles(monkeypatch, tmp_path, "[profile platform]\nregion = ca-central-1\n")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

        assert f"https://sts.{expected}.amazonaws.com" == endpoint("sts", config, "us-east-2")

    @pytest.mark.parametrize("region", ["us-east-1", "nowhere", "not a region"])
    def test_a_region_where_the_credentials_of_the_lens_cannot_be_valid_is_not_asked(self, region):
        assert "https://sts.us-gov-west-1.amazonaws.com" == endpoint("sts", {"aws:region": region}, "us-gov-west-1")


class TestEndpoints:
    @pytest.mark.parametrize("how", ["configuration", "environment"])
    @pytest.mark.parametrize(
        ("key", "variable", "hosts"),
        [
            (
                "aws:useFipsEndpoint",
                "AWS_USE_FIPS_ENDPOINT",
                ("wellarchitected-fips.us-east-1.amazonaws.com", "sts-fips.us-east-1.amazonaws.com"),
            ),
            (
                "aws:useDualstackEndpoint",
                "AWS_USE_DUALSTACK_ENDPOINT",
                ("wellarchitected.us-east-1.api.aws", "sts.us-east-1.api.aws"),
            ),
        ],
    )
    def test_fips_and_dual_stack_are_aws_s_own_names(self, monkeypatch, how, key, variable, hosts):
        monkeypatch.setenv(variable, "true" if how == "environment" else "false")
        config = {key: True} if how == "configuration" else {}

        assert hosts == tuple(
            endpoint(service, config).removeprefix("https://") for service in ("wellarchitected", "sts")
        )

    def test_the_configuration_turns_off_what_the_environment_turns_on(self, monkeypatch):
        monkeypatch.setenv("AWS_USE_FIPS_ENDPOINT", "true")

        assert "https://wellarchitected.us-east-1.amazonaws.com" == endpoint(
            "wellarchitected", {"aws:useFipsEndpoint": "false"}
        )

    def test_a_configured_endpoint_is_its_own_service_s_and_goes_before_fips(self):
        session = botocore_session(
            {"aws:endpoints": [{"wellarchitected": "http://127.0.0.1:4747"}], "aws:useFipsEndpoint": True}
        )
        wellarchitected = session.create_client("wellarchitected", "us-east-1")

        assert "http://127.0.0.1:4747" == wellarchitected.meta.endpoint_url
        assert not wellarchitected.meta.config.use_fips_endpoint
        assert "https://sts-fips.us-east-1.amazonaws.com" == session.create_client("sts").meta.endpoint_url

    @pytest.mark.parametrize("service", ["wellarchitected", "sts"])
    def test_an_endpoint_of_the_environment_is_honoured(self, monkeypatch, service):
        monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service.upper()}", "http://127.0.0.1:4747")

        assert "http://127.0.0.1:4747" == endpoint(service)


class TestRetries:
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


class TestProxies:
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
    def test_a_configured_one_goes_before_the_environments(self, monkeypatch, proxies, environment, expected):
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
    def test_a_host_is_reached_directly(self, bypass, host):
        assert {} == Proxies(http=PROXY, bypass=bypass or None).serving(f"https://{host}/")

    @pytest.mark.parametrize(("bypass", "host"), [("zonaws.com", "sts.amazonaws.com"), ("10.0.0.0/8", "11.1.2.3")])
    def test_a_host_is_not_taken_for_another(self, bypass, host):
        assert {} != Proxies(http=PROXY, bypass=bypass).serving(f"https://{host}/")

    def test_each_client_has_its_own(self):
        session = botocore_session({"aws:httpsProxy": PROXY, "aws:noProxy": "sts.us-east-1.amazonaws.com"})

        assert {"https": PROXY} == session.create_client("wellarchitected", "us-east-1").meta.config.proxies
        assert {} == session.create_client("sts").meta.config.proxies


class TestCredentials:
    def test_a_profile_of_the_environment_is_aws_profile_before_aws_default_profile(self, monkeypatch, tmp_path):
        profiles(monkeypatch, tmp_path, "[profile one]\n[profile other]\n")
        monkeypatch.setenv("AWS_PROFILE", "one")
        monkeypatch.setenv("AWS_DEFAULT_PROFILE", "other")

        assert "one" == botocore_session().get_config_variable("profile")

    def test_a_configured_profile_goes_before_the_keys_of_the_environment(self, monkeypatch, tmp_path):
        profiles(monkeypatch, tmp_path, "[profile p]\naws_access_key_id = 222233334444\naws_secret_access_key = s\n")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "999900001111")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")

        found = BotocoreSession(Settings(profile="p"), "us-east-1").get_credentials()

        assert "222233334444" == found.access_key

    def test_shared_files_are_read_instead_of_the_environments(self, tmp_path):
        config, credentials = tmp_path / "config", tmp_path / "credentials"
        config.write_text("[profile p]\nregion = eu-west-3\n")
        credentials.write_text("[p]\naws_access_key_id = 222233334444\naws_secret_access_key = s\n")
        settings = Settings.from_config(
            {
                "aws:profile": "p",
                "aws:sharedConfigFiles": [str(config)],
                "aws:sharedCredentialsFiles": [str(credentials)],
            }
        )
        session = BotocoreSession(settings, "us-east-1")

        assert "222233334444" == session.get_credentials().access_key
        assert "https://sts.eu-west-3.amazonaws.com" == session.create_client("sts").meta.endpoint_url

    def test_a_process_of_a_profile_is_asked(self, monkeypatch, tmp_path):
        script = tmp_path / "keys.py"
        script.write_text('print(\'{"Version": 1, "AccessKeyId": "222233334444", "SecretAccessKey": "s"}\')')
        profiles(monkeypatch, tmp_path, f"[profile p]\ncredential_process = {sys.executable} {script}\n")

        assert "222233334444" == BotocoreSession(Settings(profile="p"), "us-east-1").get_credentials().access_key

    @pytest.mark.parametrize("asked", [True, False])
    def test_the_metadata_service_is_not_asked_where_that_is_to_be_skipped(self, asked):
        session = BotocoreSession(Settings(metadata_is_asked=asked), "us-east-1")
        session.get_credentials()

        methods = [provider.METHOD for provider in session.get_component("credential_provider").providers]
        assert asked == ("iam-role" in methods)

    @pytest.mark.parametrize("base", ["role", "between"])
    def test_a_role_that_wants_a_code_is_refused_since_nobody_can_be_asked(self, base):
        given = {
            "base": {"role_arn": "arn:role", "mfa_serial": "arn:mfa", "source_profile": "keys"},
            "between": {"role_arn": "arn:between", "source_profile": "base"},
            "role": {"role_arn": "arn:mine", "source_profile": "between"},
            "keys": {},
        }
        with pytest.raises(errors.CredentialsError, match="role arn:role of profile base: it wants a code"):
            refuse_mfa(given, base)

    def test_a_profile_that_is_its_own_source_is_left_to_botocore(self):
        refuse_mfa({"p": {"role_arn": "arn:role", "source_profile": "p"}}, "p")


class TestAccounts:
    @pytest.mark.parametrize(
        "limits",
        [AccountLimits(), AccountLimits(allowed=("111122223333",)), AccountLimits(forbidden=("444455556666",))],
    )
    def test_an_account_is_let_through(self, limits):
        limits.require("111122223333", "share")

    @pytest.mark.parametrize(
        ("limits", "reason"),
        [
            (AccountLimits(allowed=("444455556666",)), "none of aws:allowedAccountIds (444455556666)"),
            (AccountLimits(forbidden=("111122223333",)), "one of aws:forbiddenAccountIds"),
        ],
    )
    def test_another_is_an_error_that_names_the_account_and_the_setting(self, limits, reason):
        with pytest.raises(errors.WrongAccountError) as caught:
            limits.require("111122223333", "share a lens")

        assert "Could not share a lens: the credentials belong to account 111122223333" in str(caught.value)
        assert reason in str(caught.value)


def test_there_is_one_client_for_a_service_and_region():
    session = Session(Settings.from_config(KEYS))

    assert session.client("wellarchitected", "us-east-1") is session.client("wellarchitected", "us-east-1")
    assert session.client("wellarchitected", "us-east-1") is not session.client("wellarchitected", "eu-west-1")


@pytest.mark.parametrize("how", ["configuration", "environment"])
def test_a_file_of_certificates_that_is_not_there_is_told_at_once(monkeypatch, how):
    if how == "environment":
        monkeypatch.setenv("AWS_CA_BUNDLE", "missing.pem")
    with pytest.raises(errors.ConfigurationError, match=r"no file of certificates missing\.pem"):
        botocore_session({"aws:customCaBundle": "missing.pem"} if how == "configuration" else {})


def test_insecure_is_warned_of_once_a_host_and_not_at_every_request():
    with warnings.catch_warnings(record=True) as said:
        botocore_session({"aws:insecure": "true"})
        for _ in range(2):
            warnings.warn("to host 'a'", InsecureRequestWarning, stacklevel=1)

    assert 1 == len(said)


def test_the_user_agent_ends_with_what_is_configured():
    client = botocore_session({"aws:userAgents": ["team/1.0", "ci/2"]}).create_client("wellarchitected", "us-east-1")

    assert client.meta.config.user_agent_extra.endswith(" team/1.0 ci/2")


def test_a_client_does_not_look_through_the_directories_of_every_service(monkeypatch):
    listed = []
    list_directory = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path=".": listed.append(path) or list_directory(path))

    botocore_session().create_client("wellarchitected", "us-east-1")

    assert any(path.endswith("wellarchitected") for path in listed)
    assert len(listed) < 10


def test_a_service_that_botocore_does_not_know_is_not_found():
    with pytest.raises(DataNotFoundError, match="no-such-service"):
        botocore_session().create_client("no-such-service", "us-east-1")


def test_a_process_that_only_checks_and_diffs_imports_no_botocore():
    script = f"""
import sys
from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config
from pulumi_wellarchitected.dynamic import lens_share

role = {{"roleArn": "arn:aws:iam::111122223333:role/r"}}
lens_share.configure(ConfigureRequest(Config({{"aws:assumeRoles": [role], "aws:httpProxy": "{PROXY}"}}, "project")))
inputs = {{"lens_alias": "{EXAMPLE_LENS_ARN}", "shared_with": "444455556666"}}
assert lens_share.check({{}}, inputs).failures == []
assert lens_share.diff("{EXAMPLE_LENS_ARN},{"0" * 32}", {{**inputs, "status": "PENDING"}}, inputs).changes is False
print([name for name in ("boto3", "botocore") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=os.environ)  # noqa: S603

    assert "[]" == done.stdout.strip()
