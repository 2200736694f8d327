"""The undocumented parts of moto that http/sts.py uses. These tests say so when moto changes them."""

import pytest
from botocore.awsrequest import AWSPreparedRequest, HeadersDict

ACCOUNT = "444455556666"
CHANGED = "moto has changed {}, which wellarchitected_emulator/http/sts.py uses without documentation. Adapt that file."


@pytest.fixture(scope="module")
def answer():
    """Ask moto for the identity of the caller, as http/sts.py does."""
    headers = HeadersDict({"content-type": "application/x-www-form-urlencoded", "x-moto-account-id": ACCOUNT})
    body = b"Action=GetCallerIdentity&Version=2011-06-15"
    request = AWSPreparedRequest("POST", "https://sts.us-east-1.amazonaws.com/", headers, body, stream_output=False)
    try:
        from moto.core.botocore_stubber import BotocoreStubber

        return BotocoreStubber().process_request(request)
    except (ImportError, AttributeError, TypeError) as error:
        return pytest.fail(f"{CHANGED.format('BotocoreStubber.process_request')} {error}")


def test_moto_answers_a_request_in_this_process(answer):
    status, _, body = answer
    assert 200 == int(status), CHANGED.format("BotocoreStubber.process_request")
    assert "<GetCallerIdentityResponse" in str(body), CHANGED.format("BotocoreStubber.process_request")


def test_a_header_names_the_account_of_the_caller(answer):
    assert f"<Account>{ACCOUNT}</Account>" in str(answer[2]), CHANGED.format("the header x-moto-account-id")
