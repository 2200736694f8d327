"""Everything that may be expected to go wrong, as one tree.

    WellArchitectedError                  an expected failure; its message is a sentence for the reader at the terminal
    ├── ConfigurationError          an `aws:*` setting that cannot be honoured
    ├── CredentialsError            no credentials, or none that are valid
    ├── WrongAccountError           the credentials belong to another account than the lens
    ├── AlreadySharedError          a live share with this principal is already there
    ├── ShareFailedError            the service gave the share up (FAILED)
    └── ServiceError                a call to AWS failed
        ├── NotFoundError           ResourceNotFoundException
        ├── ConflictError           ConflictException
        ├── AccessDeniedError       AccessDeniedException
        ├── InvalidRequestError     ValidationException, or refused by botocore before it was sent
        ├── QuotaExceededError      ServiceQuotaExceededException
        ├── RejectedError           any other 4xx
        └── OutcomeUnknownError     the call may have taken effect all the same
            ├── ThrottledError      ThrottlingException, after all retries
            ├── InternalError       InternalServerException, or any other 5xx, after all retries
            └── UnreachableError    no answer: refused, reset, timed out, TLS

Bad input is none of these: it is a CheckFailure (inputs.py). A bug keeps its own type and its whole traceback.
"""

from __future__ import annotations


class WellArchitectedError(Exception):
    """An expected failure, whose message is a full sentence: what was being done, what happened, what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))  # the status line shows one line, and AWS may send several


class ConfigurationError(WellArchitectedError):
    """An `aws:*` setting is malformed, or cannot be honoured."""


class CredentialsError(WellArchitectedError):
    """There are no AWS credentials, or AWS does not accept them."""


class WrongAccountError(WellArchitectedError):
    """The caller's account is not the lens's, which alone can be believed about it, or the settings forbid it."""


class AlreadySharedError(WellArchitectedError):
    """A live share of this lens with this principal is already there."""


class ShareFailedError(WellArchitectedError):
    """The service could not associate the share and reports it FAILED."""


class ServiceError(WellArchitectedError):
    """A call to AWS failed."""


class NotFoundError(ServiceError):
    """The service knows no such lens or share in the caller's account."""


class ConflictError(ServiceError):
    """The share is not in a state that allows the call, or a like one is already there."""


class AccessDeniedError(ServiceError):
    """The caller may not make this call."""


class InvalidRequestError(ServiceError):
    """The service, or botocore before it, found the request malformed."""


class QuotaExceededError(ServiceError):
    """The lens has as many shares as its quota allows."""


class RejectedError(ServiceError):
    """The request was turned down for a reason that the service's model does not name (an untyped 4xx)."""


class OutcomeUnknownError(ServiceError):
    """The call failed in a way that does not tell whether it took effect: only a listing can."""


class ThrottledError(OutcomeUnknownError):
    """AWS still throttled the call after all retries."""


class InternalError(OutcomeUnknownError):
    """The service failed (5xx), and still did after all retries."""


class UnreachableError(OutcomeUnknownError):
    """No answer came: the connection was refused, reset or timed out, or TLS failed."""
