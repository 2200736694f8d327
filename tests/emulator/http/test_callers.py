"""The caller: the access key decides on the account, the signature on the Region."""

import urllib.request
from urllib.error import HTTPError

import pytest
from botocore.exceptions import ClientError
from wellarchitected_emulator import credentials
from wellarchitected_emulator.wire.credentials import decode_account


def code(error):
    return error.value.response["Error"]["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]


@pytest.mark.parametrize("account", ["111122223333", "000000000000", "999999999999", "123456789012"])
def test_an_access_key_of_twelve_digits_is_that_account(account):
    assert account == decode_account(account)
    assert account == credentials(account)["aws_access_key_id"]


@pytest.mark.parametrize("account", ["111122223333", "000000000001", "999999999998", "123456789013"])
@pytest.mark.parametrize("prefix", ["AKIA", "ASIA"])
def test_a_key_issued_by_sts_contains_its_account(client_for, account, prefix):
    role = f"arn:aws:iam::{account}:role/sharing"
    issued = client_for("444455556666", service="sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    assert account == decode_account(prefix + issued["AccessKeyId"].removeprefix("ASIA"))


@pytest.mark.parametrize("key", ["", "test", "11112222333", "AKIAIOSFODNN7EXAMPLE", "AROAQWERTYUIOPASDFGH", "ASIA0189"])
def test_any_other_key_is_unknown(key):
    assert decode_account(key) is None


def test_an_unknown_key_is_refused(wellarchitected):
    unknown = wellarchitected.client("wellarchitected", aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
    with pytest.raises(ClientError, match="security token included in the request is invalid") as refused:
        unknown.list_lenses()
    assert ("UnrecognizedClientException", 403) == code(refused)


def test_a_request_without_credentials_is_refused(wellarchitected):
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"{wellarchitected.url}/lenses", timeout=10)  # noqa: S310  # the emulator on 127.0.0.1
    assert (403, "MissingAuthenticationTokenException") == (
        refused.value.code,
        refused.value.headers["x-amzn-ErrorType"],
    )
    refused.value.close()


def test_credentials_need_an_account_id():
    with pytest.raises(ValueError, match="12 digits"):
        credentials("1234")
