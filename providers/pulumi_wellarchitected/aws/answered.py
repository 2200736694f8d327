"""What an error that AWS answered means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pulumi_wellarchitected import errors

if TYPE_CHECKING:
    from botocore.exceptions import ClientError
    from pulumi_wellarchitected.aws.session import Call

BAD_CREDENTIALS = frozenset({
    "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "InvalidAccessKeyId", "InvalidClientTokenId",
    "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "OptInRequired",
    "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
})  # fmt: skip
_THROTTLED = frozenset({"Throttling", "ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded"})

SAVED_SETTINGS = "Refresh and destroy use the settings saved in the state: give --run-program to use the current ones."
CREDENTIALS_ADVICE = (
    f"Check the credentials (aws sts get-caller-identity), the environment and the stack's aws:* settings. "
    f"{SAVED_SETTINGS}"
)

_Explain = Callable[["Call", str], errors.WellArchitectedError]


def explain(call: Call, error: ClientError) -> errors.WellArchitectedError:
    """AWS answered with an error."""
    code = error.response.get("Error", {}).get("Code", "")
    message = error.response.get("Error", {}).get("Message") or "no reason given"
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if error.operation_name != call.operation:  # botocore's own, on the way to a profile's credentials
        return errors.CredentialsError(
            f"Could not {call.doing}: the profile's credentials cannot be had, since {error.operation_name} failed "
            f"({code}: {message}). {CREDENTIALS_ADVICE}"
        )
    if explain := _BY_CODE.get(code):
        return explain(call, message)
    if code in BAD_CREDENTIALS:
        return errors.CredentialsError(
            f"Could not {call.doing}: AWS does not accept the credentials ({code}: {message}). {CREDENTIALS_ADVICE}"
        )
    if code in _THROTTLED:
        return _throttled(call, message)
    if status >= 500:  # noqa: PLR2004 - HTTP's own number
        return _internal(call, f"HTTP {status} {code}: {message}")
    return errors.RejectedError(
        f"Could not {call.doing}: AWS turned the request down (HTTP {status} {code}: {message}). "
        f"If an endpoint or a proxy is configured, see that it leads to {call.service}."
    )


def _advice(call: Call, code: str, otherwise: str) -> str:
    return call.advice.get(code, otherwise)


def _denied(call: Call, message: str) -> errors.WellArchitectedError:
    return errors.AccessDeniedError(
        f"Could not {call.doing}: access denied ({message}). "
        f"Allow the action {call.service}:{call.operation} on {call.resource} in the caller's policies."
    )


def _not_found(call: Call, message: str) -> errors.WellArchitectedError:
    advice = _advice(call, "ResourceNotFoundException", f"See that {call.resource} exists.")
    return errors.NotFoundError(f"Could not {call.doing}: there is no such thing ({message}). {advice}")


def _conflict(call: Call, message: str) -> errors.WellArchitectedError:
    return errors.ConflictError(
        f"Could not {call.doing}: the service reports a conflict ({message}). "
        f"Another change may be under way: run the command again in a minute."
    )


def _quota(call: Call, message: str) -> errors.WellArchitectedError:
    advice = _advice(call, "ServiceQuotaExceededException", "Ask for more in Service Quotas.")
    return errors.QuotaExceededError(f"Could not {call.doing}: a quota is used up ({message}). {advice}")


def _invalid(call: Call, message: str) -> errors.WellArchitectedError:
    advice = _advice(call, "ValidationException", "Check the resource's ID and its inputs.")
    return errors.InvalidRequestError(
        f"Could not {call.doing}: the service finds the request invalid ({message}). {advice}"
    )


def _throttled(call: Call, message: str) -> errors.WellArchitectedError:
    return errors.ThrottledError(
        f"Could not {call.doing}: AWS still throttles the calls after all retries ({message}). "
        f"Run the command again, with a lower --parallel."
    )


def _internal(call: Call, message: str) -> errors.WellArchitectedError:
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
