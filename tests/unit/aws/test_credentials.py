"""Whose credentials sign the calls, without a network."""

import sys

import pytest
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.aws import Settings
from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
from pulumi_wellarchitected.aws.credentials import refuse_mfa
from tests.unit.aws.sessions import botocore_session, profiles


def test_a_profile_of_the_environment_is_aws_profile_before_aws_default_profile(monkeypatch, tmp_path):
    profiles(monkeypatch, tmp_path, "[profile one]\n[profile other]\n")
    monkeypatch.setenv("AWS_PROFILE", "one")
    monkeypatch.setenv("AWS_DEFAULT_PROFILE", "other")

    assert "one" == botocore_session().get_config_variable("profile")


def test_a_configured_profile_goes_before_the_keys_of_the_environment(monkeypatch, tmp_path):
    profiles(monkeypatch, tmp_path, "[profile p]\naws_access_key_id = 222233334444\naws_secret_access_key = s\n")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "999900001111")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")

    found = BotocoreSession(Settings(profile="p"), "us-east-1").get_credentials()

    assert "222233334444" == found.access_key


def test_shared_files_are_read_instead_of_the_environments(tmp_path):
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


def test_a_process_of_a_profile_is_asked(monkeypatch, tmp_path):
    script = tmp_path / "keys.py"
    script.write_text('print(\'{"Version": 1, "AccessKeyId": "222233334444", "SecretAccessKey": "s"}\')')
    profiles(monkeypatch, tmp_path, f"[profile p]\ncredential_process = {sys.executable} {script}\n")

    assert "222233334444" == BotocoreSession(Settings(profile="p"), "us-east-1").get_credentials().access_key


@pytest.mark.parametrize("asked", [True, False])
def test_the_metadata_service_is_not_asked_where_that_is_to_be_skipped(asked):
    session = BotocoreSession(Settings(skip_metadata_api_check=not asked), "us-east-1")
    session.get_credentials()

    methods = [provider.METHOD for provider in session.get_component("credential_provider").providers]
    assert asked == ("iam-role" in methods)


@pytest.mark.parametrize("base", ["role", "between"])
def test_a_role_that_wants_a_code_is_refused_since_nobody_can_be_asked(base):
    given = {
        "base": {"role_arn": "arn:role", "mfa_serial": "arn:mfa", "source_profile": "keys"},
        "between": {"role_arn": "arn:between", "source_profile": "base"},
        "role": {"role_arn": "arn:mine", "source_profile": "between"},
        "keys": {},
    }
    with pytest.raises(errors.CredentialsError, match="role arn:role of profile base: it needs a code"):
        refuse_mfa(given, base)


def test_a_profile_that_is_its_own_source_is_left_to_botocore():
    refuse_mfa({"p": {"role_arn": "arn:role", "source_profile": "p"}}, "p")
