"""Who calls: the account is the access key's, the Region the signature's."""

import urllib.request
from urllib.error import HTTPError

import pytest
from botocore.exceptions import ClientError
from moto.iam.utils import generate_access_key_id_from_account_id
from wellarchitected_emulator import credentials
from wellarchitected_emulator.accounts import account_of


def code(error):
    return error.value.response["Error"]["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]


@pytest.mark.parametrize("account", ["111122223333", "000000000000", "999999999999", "123456789012"])
def test_twelve_digits_are_their_account(account):
    assert account == account_of(account)
    assert account == credentials(account)["aws_access_key_id"]


@pytest.mark.parametrize("account", ["111122223333", "000000000001", "999999999998", "123456789013"])
@pytest.mark.parametrize("prefix", ["AKIA", "ASIA"])
def test_a_key_of_motos_is_its_account(account, prefix):
    assert account == account_of(generate_access_key_id_from_account_id(account, prefix))


@pytest.mark.parametrize("key", ["", "test", "11112222333", "AKIAIOSFODNN7EXAMPLE", "AROAQWERTYUIOPASDFGH", "ASIA0189"])
def test_any_other_key_is_nobodys(key):
    assert account_of(key) is None


def test_nobodys_key_is_refused(wellarchitected):
    nobody = wellarchitected.client("wellarchitected", aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
    with pytest.raises(ClientError, match="security token included in the request is invalid") as refused:
        nobody.list_lenses()
    assert ("UnrecognizedClientException", 403) == code(refused)


def test_no_credentials_are_refused(wellarchitected):
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(f"{wellarchitected.url}/lenses", timeout=10)  # noqa: S310  # ours, on 127.0.0.1
    assert (403, "MissingAuthenticationTokenException") == (
        refused.value.code,
        refused.value.headers["x-amzn-ErrorType"],
    )
    refused.value.close()


def test_credentials_are_of_an_account_id():
    with pytest.raises(ValueError, match="12 digits"):
        credentials("1234")
