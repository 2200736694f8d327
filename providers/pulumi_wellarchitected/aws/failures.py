"""What a failed call means: one table from error codes and exception classes to the errors of errors.py.

A message says what was being done to which thing, what went wrong in AWS's or botocore's own words, and what to do
next. This module imports botocore, and is itself imported at the first call only.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pulumi_wellarchitected.aws.call import Call

RAISED_BY_BOTOCORE = (boto.ClientError, boto.BotoCoreError, ResponseParserError, ValueError)
"""A ValueError is raised for an endpoint that is not a URL, which AWS_ENDPOINT_URL may hold."""

_CHECK_CREDENTIALS = (
    "Check the credentials (aws sts get-caller-identity), the environment and the stack's aws:* settings."
)
_BAD_CREDENTIALS = (
    "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
    "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "OptInRequired",
    "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
)  # fmt: skip
_FEW_TRIES = 3
"""If nothing has ever answered, or something else than AWS does, the endpoint is probably wrong, and more tries only
make the user wait."""
_OTHER_OPERATION = "an operation that botocore called to get a profile's credentials"
_OTHER_4XX = "an error code that is not in the table"
_OTHER_5XX = "HTTP status 500 or above, with an error code that is not in the table"
_LOGIN_ERROR = getattr(boto, "LoginError", boto.SSOError)  # older versions of botocore know no `aws login`


TABLE: tuple[tuple[Sequence[str | type[Exception]], type[errors.WellArchitectedError], str, str], ...] = (
    # what was caught, the error that is raised, what went wrong, what to do next
    # AWS answered with an error: its code.
    (
        ("AccessDenied", "AccessDeniedException"),
        errors.AccessDeniedError,
        "access denied ({message})",
        "{allow} in the caller's policies. A service control policy or a permissions boundary can deny it too.",
    ),
    (
        ("ConflictException",),
        errors.ConflictError,
        "the service reports a conflict ({message})",
        "Another change may be in progress: run the command again in a minute.",
    ),
    (
        ("InternalServerException",),
        errors.InternalError,
        "the service still fails after all retries ({message})",
        "See https://health.aws.amazon.com, and run the command again.",
    ),
    (
        ("ResourceNotFoundException",),
        errors.NotFoundError,
        "not found ({message})",
        "Check that {resource} exists.",
    ),
    (
        ("ServiceQuotaExceededException",),
        errors.QuotaExceededError,
        "a quota is used up ({message})",
        "AWS does not raise the quotas of this service: delete what you no longer need.",
    ),
    (
        ("Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"),
        errors.ThrottledError,
        "AWS still throttles the calls after all retries ({message})",
        "Run the command again with a lower --parallel.",
    ),
    (
        ("ValidationException", boto.ParamValidationError, boto.ValidationError),
        errors.InvalidRequestError,
        "the request is not valid ({message})",
        "Check the resource's ID and its inputs.",
    ),
    (
        _BAD_CREDENTIALS,
        errors.CredentialsError,
        "AWS does not accept the credentials ({code}: {message})",
        _CHECK_CREDENTIALS,
    ),
    (
        (_OTHER_OPERATION,),
        errors.CredentialsError,
        "the profile gives no credentials, because {failed} failed ({code}: {message})",
        _CHECK_CREDENTIALS,
    ),
    (
        (_OTHER_5XX,),
        errors.InternalError,
        "the service still fails after all retries ({http}: {message})",
        "See https://health.aws.amazon.com, and run the command again.",
    ),
    (
        (_OTHER_4XX,),
        errors.RejectedError,
        "AWS rejected the request ({http}: {message})",
        "If an endpoint or a proxy is configured, check that it leads to {service}.",
    ),
    # No answer, or none that botocore can read: the class of the exception.
    (
        (boto.SSLError,),
        errors.UnreachableError,
        "the TLS connection failed ({message})",
        "Check that this machine trusts the endpoint's certificate (aws:customCaBundle, AWS_CA_BUNDLE).",
    ),
    (
        (
            boto.ChecksumError,
            boto.ConnectionError,
            boto.FlexibleChecksumError,
            boto.HTTPClientError,
            boto.IncompleteReadError,
        ),
        errors.UnreachableError,
        "there was no answer ({message})",
        "Check the network, the proxy and the endpoint (aws:endpoints, AWS_ENDPOINT_URL), and run the command again.",
    ),
    (
        (ResponseParserError,),
        errors.InternalError,
        "the answer cannot be read ({message})",
        "Check that the endpoint and the proxy lead to {service}, and run the command again.",
    ),
    # botocore sent nothing: the class of the exception.
    (
        (boto.ProfileNotFound,),
        errors.CredentialsError,
        "{message}",
        "Name a profile that `aws configure list-profiles` shows (aws:profile, AWS_PROFILE).",
    ),
    (
        (
            boto.CredentialRetrievalError,
            boto.MetadataRetrievalError,
            boto.NoAuthTokenError,
            boto.NoCredentialsError,
            boto.PartialCredentialsError,
            boto.RefreshWithMFAUnsupportedError,
            boto.SSOError,
            boto.TokenRetrievalError,
            boto.UnknownCredentialError,
            _LOGIN_ERROR,
        ),
        errors.CredentialsError,
        "{message}",
        _CHECK_CREDENTIALS,
    ),
    (
        (Exception,),  # botocore's settings: its configuration file, endpoints, proxies, retries
        errors.ConfigurationError,
        "{message}",
        "Check the AWS settings in the environment, the profile and the stack's configuration (aws:*).",
    ),
)
_BY_CAUSE = {cause: (kind, reason, advice) for causes, kind, reason, advice in TABLE for cause in causes}


@contextmanager
def unreadable() -> Iterator[None]:
    """Turn an exception of botocore's parser, which trusts the form of an answer, into a ResponseParserError."""
    try:
        yield
    except (boto.ClientError, boto.BotoCoreError, ResponseParserError):
        raise
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ResponseParserError(f"it is not in the form that AWS documents, {type(error).__name__}") from error


def require_answer(call: Call, answer: Mapping[str, Any]) -> None:
    """Raise ResponseParserError unless AWS gave the answer: a proxy's page has no request ID of AWS's."""
    if call.service == "wellarchitected" and not answer.get("ResponseMetadata", {}).get("RequestId"):
        raise ResponseParserError("it has no request ID of AWS's")


def may_heal(error: Exception, tries: int, *, answered: bool) -> bool:
    """Whether another try of a call may help, given the tries so far and whether AWS has answered any call."""
    match error:
        case boto.SSLError():
            return False
        case boto.EndpointConnectionError() | boto.ProxyConnectionError():
            return answered or tries < _FEW_TRIES
        case ResponseParserError():
            return tries < _FEW_TRIES
        case _:
            return True


def explain(call: Call, error: Exception) -> errors.WellArchitectedError:
    """Return the error that explains an exception of botocore's."""
    cause = next(cause for cause in _causes(call, error) if cause in _BY_CAUSE)
    kind, reason, advice = _BY_CAUSE[cause]
    words = _words(error) | {"operation": call.operation, "resource": call.resource, "service": call.service}
    action = f"{call.service}:{call.operation}"
    words["allow"] = "Allow this action" if action in words["message"] else f"Allow the action {action}"
    words["message"] = words["message"].replace(f"on resource: {call.resource}", "on it")
    advice = call.advice.get(str(cause)) or advice.format(**words)
    return kind(f"Could not {call.doing}: {reason.format(**words)}. {advice}")


def explain_role(arn: str, error: Exception) -> errors.CredentialsError:
    """Return the error for a role that cannot be assumed."""
    words = _words(error)
    reason = words["message"].rstrip(". ")
    if not isinstance(error, boto.ClientError):
        return errors.CredentialsError(
            f"Could not assume the role {arn}: {reason}. Check the role in the stack's configuration "
            f"(aws:assumeRoles, aws:assumeRoleWithWebIdentity) and the connection to STS."
        )
    advice = (
        "The credentials that assume it have expired or are not valid: renew them."
        if words["code"] in _BAD_CREDENTIALS
        else "Check the role's ARN, external ID and trust policy, and that the caller may assume it."
    )
    return errors.CredentialsError(f"Could not assume the role {arn} ({words['code']}: {reason}). {advice}")


def _causes(call: Call, error: Exception) -> Sequence[str | type[Exception]]:
    """What to look up in the table, the most specific first."""
    if not isinstance(error, boto.ClientError):
        return type(error).__mro__
    if error.operation_name != call.operation:
        return (_OTHER_OPERATION,)
    words = _words(error)
    if words["status"] == HTTPStatus.TOO_MANY_REQUESTS:
        return words["code"], "ThrottlingException"
    return words["code"], _OTHER_5XX if words["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR else _OTHER_4XX


def _words(error: Exception) -> dict[str, Any]:
    """What the sentences of the table are filled in with."""
    if not isinstance(error, boto.ClientError):
        return {"message": clean(_without_query(str(error))).rstrip(". ")}
    answer = error.response.get("Error", {})
    code, status = clean(answer.get("Code") or ""), error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return {
        "code": code,
        "failed": error.operation_name,
        "http": f"HTTP {status}" if code in {"", str(status)} else f"HTTP {status} {code}",
        "message": clean(answer.get("Message") or "") or "no reason given",
        "status": status,
    }


def _without_query(text: str) -> str:
    """Remove the query of a URL: it does not help the reader, and holds the principal, which may be secret."""
    return re.sub(r"\?[^\s\"']*", "", text)
