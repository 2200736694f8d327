"""What a failed call means. Answers are what the wire carries, read by botocore's own parser, model and all.

Every sentence stands in __snapshots__/test_failures/, to be read through; `pytest tests/unit --snapshot-update` renews
it.
"""

import inspect
import json
import string
from functools import cache
from pathlib import Path

import botocore.exceptions as boto
import botocore.loaders
import botocore.model
import botocore.parsers
import pytest
from botocore.parsers import ResponseParserError
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.aws import Call
from pulumi_wellarchitected.aws.failures import RAISED_BY_BOTOCORE, TABLE, explain, may_heal, require_answer, unreadable
from pulumi_wellarchitected.shares.kind import LENS as LENS_KIND

PINS = (Path(__file__).parents[3] / "constraints.txt").read_text()
LENS = EXAMPLE_LENS_ARN
CALLS = {
    "CreateLensShare": Call(
        "CreateLensShare", f"share {LENS} with 444455556666", LENS, advice=LENS_KIND.advice("CreateLensShare")
    ),
    "ListLensShares": Call(
        "ListLensShares", f"list the shares of {LENS}", LENS, advice=LENS_KIND.advice("ListLensShares")
    ),
    "DeleteLensShare": Call(
        "DeleteLensShare", f"delete share 89ab of {LENS}", LENS, advice=LENS_KIND.advice("DeleteLensShare")
    ),
    "GetCallerIdentity": Call("GetCallerIdentity", "find out whose credentials these are", "*", "sts"),
}
LISTING = CALLS["ListLensShares"]

EXPECTED = {
    "AccessDeniedException": errors.AccessDeniedError,
    "ConflictException": errors.ConflictError,
    "InternalServerException": errors.InternalError,
    "ResourceNotFoundException": errors.NotFoundError,
    "ServiceQuotaExceededException": errors.QuotaExceededError,
    "ThrottlingException": errors.ThrottledError,
    "ValidationException": errors.InvalidRequestError,
}
BAD_CREDENTIALS = [
    (403, "ExpiredTokenException"),
    (403, "ExpiredToken"),
    (403, "InvalidSignatureException"),
    (403, "UnrecognizedClientException"),
    (403, "InvalidClientTokenId"),
    (403, "MissingAuthenticationTokenException"),
    (400, "IncompleteSignature"),
    (403, "SignatureDoesNotMatch"),
    (400, "RequestExpired"),
]
UNTYPED = {400: errors.RejectedError, 403: errors.RejectedError, 404: errors.RejectedError, 405: errors.RejectedError,
           413: errors.RejectedError, 500: errors.InternalError, 502: errors.InternalError, 503: errors.InternalError,
           504: errors.InternalError}  # fmt: skip
OUTCOME_UNKNOWN_UNANSWERED = [
    boto.ConnectionClosedError(endpoint_url="https://example"),
    boto.ConnectTimeoutError(endpoint_url="https://example"),
    boto.EndpointConnectionError(endpoint_url="https://example"),
    boto.HTTPClientError(error=ConnectionResetError("reset by peer")),
    boto.IncompleteReadError(actual_bytes=5, expected_bytes=10),
    boto.ProxyConnectionError(proxy_url="http://proxy"),
    boto.ReadTimeoutError(endpoint_url="https://example"),
    boto.ResponseStreamingError(error=ConnectionResetError("reset by peer")),
    boto.SSLError(endpoint_url="https://example", error="certificate verify failed"),
]


@cache
def operation_model(call):
    model = botocore.loaders.Loader().load_service_model(call.service, "service-2")
    return botocore.model.ServiceModel(model, call.service).operation_model(call.operation)


def modelled_errors():
    for call in CALLS.values():
        for shape in operation_model(call).error_shapes:
            yield call, shape.metadata["error"]["httpStatusCode"], shape.error_code


def read_answer(call, status, headers, body):
    parser = botocore.parsers.create_parser(operation_model(call).service_model.protocol)
    answer = {"status_code": status, "headers": headers, "body": body.encode()}
    return boto.ClientError(parser.parse(answer, operation_model(call).output_shape), call.operation)


def typed_error(call, status, code, message="AWS's own words"):
    if call.service == "sts":
        body = f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
        return read_answer(call, status, {"content-type": "text/xml"}, body)
    return read_answer(call, status, {"x-amzn-errortype": f"{code}:http://aws/"}, json.dumps({"message": message}))


def untyped_error(call, status):
    return read_answer(call, status, {"content-type": "text/html"}, "<html><body>Something went wrong</body></html>")


def botocore_errors():
    """Every error of botocore's own that can be made with the fields of its message."""
    for name, kind in sorted(vars(boto).items()):
        if inspect.isclass(kind) and issubclass(kind, boto.BotoCoreError) and kind is not boto.WaiterError:
            fields = {field for _, field, _, _ in string.Formatter().parse(kind.fmt) if field}
            yield name, kind(**({field: f"<{field}>" for field in fields} or {"error": "<error>"}))


def meaning(call, error):
    """The error that comes out where botocore's goes in."""
    assert isinstance(error, RAISED_BY_BOTOCORE)
    return explain(call, error)


def test_every_cause_stands_in_one_row_of_the_table():
    causes = [cause for row in TABLE for cause in set(row[0])]

    assert len(causes) == len(set(causes))


@pytest.mark.parametrize(
    ("call", "status", "code"), list(modelled_errors()), ids=lambda value: getattr(value, "operation", value)
)
def test_every_error_that_the_service_model_names_has_a_meaning(call, status, code):
    assert EXPECTED[code] is type(meaning(call, typed_error(call, status, code)))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(("status", "code"), BAD_CREDENTIALS)
def test_credentials_that_aws_does_not_accept_are_told_as_such(call, status, code):
    failure = meaning(call, typed_error(call, status, code))

    assert errors.CredentialsError is type(failure)
    assert "Check the credentials" in str(failure)


@pytest.mark.parametrize(
    "call", [call for call in CALLS.values() if call.service != "sts"], ids=lambda call: call.operation
)
@pytest.mark.parametrize("status", UNTYPED)
def test_an_answer_without_a_type_means_what_its_http_status_says(call, status):
    assert UNTYPED[status] is type(meaning(call, untyped_error(call, status)))


@pytest.mark.parametrize("code", ["AccessDenied", "AccessDeniedException"])
@pytest.mark.parametrize(
    "message",
    [
        "Access denied",
        (
            f"User: arn:aws:iam::111122223333:user/kim is not authorized to perform: wellarchitected:ListLensShares on "
            f"resource: {LENS} because no identity-based policy allows it"
        ),
    ],
)
def test_a_denial_names_the_action_and_the_resource_once(code, message):
    sentence = str(meaning(LISTING, typed_error(LISTING, 403, code, message)))

    assert 1 == sentence.count("wellarchitected:ListLensShares")
    assert 1 == sentence.count(str(LENS))
    assert "service control policy" in sentence


@pytest.mark.parametrize("error", [pytest.param(error, id=name) for name, error in botocore_errors()])
def test_every_error_of_botocore_s_own_ends_as_one_of_ours_that_says_what_was_done(error):
    assert f"Could not {LISTING.doing}: " in str(meaning(LISTING, error))


@pytest.mark.parametrize("error", OUTCOME_UNKNOWN_UNANSWERED, ids=lambda error: type(error).__name__)
def test_a_call_without_an_answer_may_have_taken_effect(error):
    assert errors.UnreachableError is type(meaning(LISTING, error))


def test_an_answer_that_botocore_cannot_read_may_be_that_of_a_call_which_took_effect():
    error = botocore.parsers.ResponseParserError("Unable to parse response, invalid XML received")

    assert isinstance(meaning(LISTING, error), errors.OutcomeUnknownError)


def test_a_request_that_botocore_refuses_is_told_in_one_line():
    failure = meaning(LISTING, boto.ParamValidationError(report="Invalid length for parameter SharedWith"))

    assert errors.InvalidRequestError is type(failure)
    assert 1 == len(str(failure).splitlines())


def test_words_of_aws_s_that_hold_more_than_a_line_are_told_in_one():
    error = typed_error(LISTING, 400, "ValidationException", 'One line.\n{"and": "another"}')

    assert 1 == len(str(meaning(LISTING, error)).splitlines())


@pytest.mark.parametrize(
    "error", [KeyError("x"), TypeError("x"), AttributeError("x"), RecursionError(), ValueError("x")]
)
def test_an_answer_that_botocore_trips_over_cannot_be_read(error):
    with pytest.raises(ResponseParserError) as caught, unreadable():
        raise error
    assert isinstance(meaning(LISTING, caught.value), errors.OutcomeUnknownError)


def test_what_botocore_raises_itself_goes_through_as_it_is():
    with pytest.raises(boto.NoCredentialsError), unreadable():
        raise boto.NoCredentialsError


@pytest.mark.parametrize("answer", [{}, {"ResponseMetadata": {}}, {"ResponseMetadata": {"RequestId": ""}}])
def test_an_answer_without_a_request_id_is_not_from_aws(answer):
    with pytest.raises(ResponseParserError, match="no request ID"):
        require_answer(LISTING, answer)


def test_an_untyped_429_is_throttling():
    assert errors.ThrottledError is type(meaning(LISTING, untyped_error(LISTING, 429)))


def test_text_of_an_answer_is_one_printable_line():
    error = boto.ClientError(
        {"Error": {"Code": "\x1b[31mAccessDenied", "Message": "\x1b]0;x\x07\u202e" + "m" * 1_000_000}}, "ListLensShares"
    )

    sentence = str(meaning(LISTING, error))

    assert sentence.isprintable()
    assert 1_500 > len(sentence)


@pytest.mark.parametrize(
    ("error", "tries", "answered", "heals"),
    [
        (boto.SSLError(endpoint_url="x", error="not trusted"), 1, True, False),
        (boto.EndpointConnectionError(endpoint_url="x"), 2, False, True),
        (boto.EndpointConnectionError(endpoint_url="x"), 3, False, False),
        (boto.ProxyConnectionError(proxy_url="x"), 3, False, False),
        (boto.EndpointConnectionError(endpoint_url="x"), 9, True, True),
        (boto.ReadTimeoutError(endpoint_url="x"), 24, False, True),
    ],
)
def test_a_refused_connection_is_tried_on_only_where_aws_has_answered_before(error, tries, answered, heals):
    assert heals == may_heal(error, tries, answered=answered)


def everything():
    for call, status, code in modelled_errors():
        yield f"{call.operation}: HTTP {status} {code}", meaning(call, typed_error(call, status, code))
    for status, code in BAD_CREDENTIALS:
        yield f"any call: HTTP {status} {code}", meaning(LISTING, typed_error(LISTING, status, code))
    for status in UNTYPED:
        yield f"any call: HTTP {status} without a type", meaning(LISTING, untyped_error(LISTING, status))
    for name, error in botocore_errors():
        yield f"any call: botocore's {name}", meaning(LISTING, error)


@pytest.mark.skipif(f"botocore=={botocore.__version__}\n" not in PINS, reason="The snapshot is of the pinned botocore.")
def test_every_failure_reads_well(text_file):
    blocks = (f"{name}\n    {type(failure).__name__}: {failure}\n" for name, failure in everything())

    assert text_file == "\n".join(blocks)
