"""Any error that AWS or botocore raises: it becomes one of our errors, whose message is one printable line."""

import pytest
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.aws.call import Call
from pulumi_wellarchitected.aws.failures import TABLE, explain, explain_role
from pulumi_wellarchitected.errors import CredentialsError, ServiceError, WellArchitectedError
from tests.unit.arbitrary import JSON, QUICK, TEXTS, is_one_printable_line

CALL = Call("CreateLensShare", "share a lens with 444455556666", "arn:aws:wellarchitected:::lens/a")
CODES = st.sampled_from([cause for row in TABLE for cause in row[0] if isinstance(cause, str)]) | TEXTS
STATUSES = st.sampled_from([301, 400, 403, 404, 413, 429, 500, 503]) | st.integers(300, 599)
CLIENT_ERRORS = st.builds(
    lambda code, message, status, operation: boto.ClientError(
        {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}, operation
    ),
    CODES | JSON,
    TEXTS | JSON,
    STATUSES,
    st.sampled_from(["CreateLensShare", "AssumeRole"]),
)


def assert_explained(failure):
    assert isinstance(failure, WellArchitectedError)
    assert is_one_printable_line(str(failure))
    assert len(str(failure)) < 2500


@QUICK
@given(CLIENT_ERRORS)
def test_an_answer_with_an_error_is_explained_in_one_line(error):
    assert_explained(explain(CALL, error))
    assert isinstance(explain(CALL, error), ServiceError | CredentialsError)


@QUICK
@given(CLIENT_ERRORS)
def test_a_role_that_cannot_be_assumed_is_explained_in_one_line(error):
    assert_explained(explain_role("arn:aws:iam::111122223333:role/sharing", error))


@pytest.mark.parametrize("raised", [ResponseParserError, ValueError])
@QUICK
@given(text=TEXTS)
def test_what_botocore_raises_is_explained_in_one_line(raised, text):
    assert_explained(explain(CALL, raised(text)))
