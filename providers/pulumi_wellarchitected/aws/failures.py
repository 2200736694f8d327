"""What a failed call means: every botocore exception becomes one error of errors.py, whose message is a sentence.

The sentence says what was being done to which thing, why it failed, and what to do next. AWS's own words are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected import errors

if TYPE_CHECKING:
    from botocore.exceptions import BotoCoreError, ClientError

    from .session import Call

_REFUSED_ATTEMPTS = 3
"""Where nothing listens, 25 attempts with backoff only make the user wait; pulumi-aws too gives up on these early."""

_BAD_CREDENTIALS = frozenset({
    "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
    "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "OptInRequired",
    "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
})  # fmt: skip
_THROTTLED = frozenset({"Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"})

_CREDENTIALS_ADVICE = (
    "Check the credentials (aws sts get-caller-identity), the environment and the stack's aws:* settings. "
    "Refresh and destroy use the settings saved in the state: give --run-program to use the current ones."
)

_Explain = Callable[["Call", str], errors.LensShareError]


def method_name(operation: str) -> str:
    """The client's method of an operation: CreateLensShare is create_lens_share."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()


@contextmanager
def of(call: Call) -> Iterator[None]:
    """Turn what botocore raises inside into the error that it means."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise _answered(call, error) from None  # botocore's traceback tells the reader nothing
    except BotoCoreError as error:
        raise _unanswered(call, error) from None  # as above


def give_up_early(attempts: int, caught_exception: Exception | None, **_event: Any) -> None:  # noqa: ANN401 - botocore's
    """A botocore `needs-retry` handler: do not try 25 times what cannot heal in a minute.

    To raise is the only veto that every version of botocore understands.
    """
    from botocore.exceptions import EndpointConnectionError, ProxyConnectionError, SSLError

    match caught_exception:
        case SSLError():
            raise caught_exception
        case EndpointConnectionError() | ProxyConnectionError() if attempts >= _REFUSED_ATTEMPTS:
            raise caught_exception


def _answered(call: Call, error: ClientError) -> errors.LensShareError:
    """AWS answered with an error."""
    code = error.response.get("Error", {}).get("Code", "")
    message = error.response.get("Error", {}).get("Message") or "no reason given"
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if explain := _BY_CODE.get(code):
        return explain(call, message)
    if code in _BAD_CREDENTIALS:
        return errors.CredentialsError(
            f"Could not {call.doing}: AWS does not accept the credentials ({code}: {message}). {_CREDENTIALS_ADVICE}"
        )
    if code in _THROTTLED:
        return _throttled(call, message)
    if status >= 500:  # noqa: PLR2004 - HTTP's own number
        return _internal(call, f"HTTP {status} {code}: {message}")
    return errors.RejectedError(
        f"Could not {call.doing}: AWS turned the request down (HTTP {status} {code}: {message}). "
        f"If an endpoint or a proxy is configured, see that it leads to {call.service}."
    )


def _unanswered(call: Call, error: BotoCoreError) -> errors.LensShareError:
    """Botocore could not send the request, or got no answer that it could read."""
    from botocore import exceptions as boto

    match error:
        case boto.SSLError():
            return errors.UnreachableError(
                f"Could not {call.doing}: the TLS connection failed ({error}). See that the endpoint's certificate is "
                f"trusted here: AWS_CA_BUNDLE names a file with further certificates."
            )
        case boto.ConnectionError() | boto.HTTPClientError() | boto.ResponseStreamingError():
            return errors.UnreachableError(
                f"Could not {call.doing}: there was no answer ({error}). Check the network, the proxy and the "
                f"endpoint that is configured (aws:endpoints, AWS_ENDPOINT_URL), and run the command again."
            )
        case boto.ParamValidationError() | boto.ValidationError():
            return errors.InvalidRequestError(f"Could not {call.doing}: botocore refuses the request ({error}).")
        case boto.ProfileNotFound():
            return errors.CredentialsError(
                f"Could not {call.doing}: {error}. Name a profile that `aws configure list-profiles` shows "
                f"(aws:profile, AWS_PROFILE)."
            )
        case _:  # credentials, SSO, tokens, profiles, endpoints: each has its own class, and a sentence of botocore's
            return errors.CredentialsError(f"Could not {call.doing}: {str(error).rstrip('.')}. {_CREDENTIALS_ADVICE}")


def _denied(call: Call, message: str) -> errors.LensShareError:
    return errors.AccessDeniedError(
        f"Could not {call.doing}: access denied ({message}). "
        f"Allow the action {call.service}:{call.operation} on {call.resource} in the caller's policies."
    )


def _not_found(call: Call, message: str) -> errors.LensShareError:
    return errors.NotFoundError(
        f"Could not {call.doing}: there is no such thing ({message}). "
        f"See that {call.resource} exists (aws wellarchitected list-lenses) and has a published version."
    )


def _conflict(call: Call, message: str) -> errors.LensShareError:
    return errors.ConflictError(
        f"Could not {call.doing}: the service reports a conflict ({message}). "
        f"Another change may be under way: run the command again in a minute."
    )


def _quota(call: Call, message: str) -> errors.LensShareError:
    return errors.QuotaExceededError(
        f"Could not {call.doing}: a quota is used up ({message}). A lens has 300 shares at most: delete some, ask for "
        f"more in Service Quotas, or share with an organizational unit, which counts as one share for all its accounts."
    )


def _invalid(call: Call, message: str) -> errors.LensShareError:
    return errors.InvalidRequestError(
        f"Could not {call.doing}: the service finds the request invalid ({message}). Check lens_alias and shared_with; "
        f"to share with an organization or a unit, sharing has to be turned on from its management account "
        f"(aws wellarchitected update-global-settings --organization-sharing-status ENABLED)."
    )


def _throttled(call: Call, message: str) -> errors.LensShareError:
    return errors.ThrottledError(
        f"Could not {call.doing}: AWS still throttles the calls after all retries ({message}). "
        f"Run the command again, with a lower --parallel."
    )


def _internal(call: Call, message: str) -> errors.LensShareError:
    return errors.InternalError(
        f"Could not {call.doing}: the service failed and still does after all retries ({message}). "
        f"See https://health.aws.amazon.com, and run the command again."
    )


_BY_CODE: dict[str, _Explain] = {
    "AccessDenied": _denied,
    "AccessDeniedException": _denied,
    "ConflictException": _conflict,
    "InternalServerException": _internal,
    "ResourceNotFoundException": _not_found,
    "ServiceQuotaExceededException": _quota,
    "ThrottlingException": _throttled,
    "ValidationException": _invalid,
}
