"""STS on the same port: the same accounts, roles in other accounts, and errors in its own protocol."""

import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from wellarchitected_emulator import Fault

ROLE = "arn:aws:iam::777788889999:role/sharing"


def test_get_caller_identity_returns_the_account_of_the_key(client_for):
    assert "444455556666" == client_for("444455556666", service="sts").get_caller_identity()["Account"]


def test_an_assumed_role_acts_as_its_own_account(wellarchitected, client_for):
    sts = client_for("111122223333", service="sts")
    given = sts.assume_role(RoleArn=ROLE, RoleSessionName="test")["Credentials"]
    keys = {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }
    identity = wellarchitected.client("sts", **keys).get_caller_identity()
    assert "777788889999" == identity["Account"]
    assert "arn:aws:sts::777788889999:assumed-role/sharing/test" == identity["Arn"]
    lens = wellarchitected.publish_lens("security", account="777788889999")
    assert "777788889999" == wellarchitected.client("wellarchitected", **keys).get_lens(LensAlias=lens)["Lens"]["Owner"]


def test_a_web_identity_needs_no_credentials(wellarchitected):
    sts = wellarchitected.client("sts", config=Config(signature_version=UNSIGNED))
    given = sts.assume_role_with_web_identity(RoleArn=ROLE, RoleSessionName="test", WebIdentityToken="token")
    assert given["Credentials"]["AccessKeyId"].startswith("ASIA")


def test_an_unknown_key_is_refused(wellarchitected):
    unknown = wellarchitected.client("sts", aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
    with pytest.raises(ClientError) as refused:
        unknown.get_caller_identity()
    assert "InvalidClientTokenId" == refused.value.response["Error"]["Code"]


@pytest.mark.parametrize(("error", "status"), [("AccessDenied", 403), ("ExpiredToken", 403)])
def test_a_fault_can_happen_to_sts(wellarchitected, client_for, error, status):
    wellarchitected.inject(Fault(operation="GetCallerIdentity", error=error, message="No & no."))
    sts = client_for("111122223333", service="sts")
    with pytest.raises(ClientError, match="No & no") as refused:
        sts.get_caller_identity()
    assert (error, status) == (
        refused.value.response["Error"]["Code"],
        refused.value.response["ResponseMetadata"]["HTTPStatusCode"],
    )
    sts.get_caller_identity()


def test_sts_calls_are_logged(wellarchitected, client_for):
    client_for("111122223333", service="sts").assume_role(RoleArn=ROLE, RoleSessionName="test")
    (request,) = wellarchitected.requests("AssumeRole")
    assert ("111122223333", 200, ROLE) == (request.account, request.status, request.parameters["RoleArn"])
