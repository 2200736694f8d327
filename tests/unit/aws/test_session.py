"""The session that the settings make, without a network."""

import os
import subprocess
import sys
import warnings
from importlib.metadata import PackageNotFoundError

import pytest
from botocore.exceptions import DataNotFoundError
from botocore.session import Session as BotocoreOwn
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
from tests.unit.aws.sessions import KEYS, PROXY, botocore_session
from urllib3.exceptions import InsecureRequestWarning


def test_nothing_of_botocores_session_is_replaced_by_accident():
    ours = {name for name in vars(BotocoreSession) if not name.startswith("__")}
    own = set(dir(BotocoreOwn())) | set(vars(BotocoreOwn()))

    assert {"create_client", "get_credentials"} == ours & own
    assert set() == (set(vars(botocore_session())) - set(vars(BotocoreOwn()))) & own


def test_there_is_one_client_for_a_service_and_region():
    session = Session(Settings.from_config(KEYS))

    assert session.client("wellarchitected", "us-east-1") is session.client("wellarchitected", "us-east-1")
    assert session.client("wellarchitected", "us-east-1") is not session.client("wellarchitected", "eu-west-1")


def test_clients_are_those_of_boto3_with_the_settings_applied():
    client = Session(
        Settings.from_config({**KEYS, "aws:endpoints": [{"wellarchitected": "http://127.0.0.1:4747"}]})
    ).client("wellarchitected", "us-east-1")

    assert "http://127.0.0.1:4747" == client.meta.endpoint_url
    assert client.meta.config.user_agent.startswith("Boto3/")


@pytest.mark.parametrize("how", ["configuration", "environment"])
def test_a_file_of_certificates_that_is_not_there_is_told_at_once(monkeypatch, how):
    if how == "environment":
        monkeypatch.setenv("AWS_CA_BUNDLE", "missing.pem")
    with pytest.raises(errors.ConfigurationError, match=r"The file of certificates missing\.pem does not exist"):
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

    assert any(str(path).endswith("wellarchitected") for path in listed)
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


def test_a_package_without_metadata_still_calls(monkeypatch):
    def no_metadata(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("pulumi_wellarchitected.aws.botocore_session.version", no_metadata)
    client = Session(Settings.from_config(KEYS)).client("wellarchitected", "us-east-1")

    assert client.meta.config.user_agent.endswith(" pulumi-wellarchitected")
