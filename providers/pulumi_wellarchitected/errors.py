"""Every expected failure, as one tree. The terminal shows it under its own name: `error: AlreadySharedError: ...`.

    WellArchitectedError            an expected failure; its message is a sentence for the reader at the terminal
    ├── ConfigurationError          an `aws:*` setting is malformed or not supported
    ├── CredentialsError            there are no credentials, or AWS does not accept them
    ├── WrongAccountError           the credentials belong to another account than the shared resource
    ├── InvalidInputError           a document, a secret input or a resource ID is malformed
    ├── AlreadyExistsError          a lens of this name exists, or the program has two resources for the same settings
    ├── AlreadySharedError          a live share with this principal exists
    ├── ShareFailedError            AWS could not associate the share (FAILED)
    └── ServiceError                a call to AWS failed
        ├── NotFoundError           ResourceNotFoundException, or a lookup that found nothing
        ├── ConflictError           ConflictException
        ├── AccessDeniedError       AccessDeniedException
        ├── InvalidRequestError     ValidationException, or botocore did not send the request
        ├── QuotaExceededError      ServiceQuotaExceededException
        ├── RejectedError           any other 4xx
        └── OutcomeUnknownError     the call may have taken effect
            ├── ThrottledError      ThrottlingException, after all retries
            ├── InternalError       InternalServerException or any other 5xx, after all retries
            └── UnreachableError    no answer: refused, reset, timed out, TLS

An input that is not secret is checked before: it is reported beside its property, as a check failure
(plugin/schema/). A bug keeps its own type and its whole traceback.
"""

from __future__ import annotations


class WellArchitectedError(Exception):
    """An expected failure. Its message is a full sentence: what was being done, what happened, what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))  # AWS may send several lines, and the status line shows one


class ConfigurationError(WellArchitectedError):
    """An `aws:*` setting is malformed or not supported."""


class CredentialsError(WellArchitectedError):
    """There are no AWS credentials, or AWS does not accept them."""


class WrongAccountError(WellArchitectedError):
    """The credentials belong to another account than the shared resource, or to one that the settings exclude."""


class InvalidInputError(WellArchitectedError):
    """A lens document, a secret input or a resource ID is malformed."""


class AlreadyExistsError(WellArchitectedError):
    """The account has a lens of this name in the Region, or the program has two resources for its global settings."""


class AlreadySharedError(WellArchitectedError):
    """A live share with this principal exists."""


class ShareFailedError(WellArchitectedError):
    """AWS could not associate the share and reports it as FAILED."""


class ServiceError(WellArchitectedError):
    """A call to AWS failed."""


class NotFoundError(ServiceError):
    """The caller's account has no such resource or share."""


class ConflictError(ServiceError):
    """The share is in a state that does not allow the call, or a share like it exists."""


class AccessDeniedError(ServiceError):
    """The caller is not allowed to make this call."""


class InvalidRequestError(ServiceError):
    """AWS finds the request invalid, or botocore did not send it."""


class QuotaExceededError(ServiceError):
    """The resource has as many shares as its quota allows."""


class RejectedError(ServiceError):
    """AWS rejected the request for a reason that its service model does not name (an untyped 4xx)."""


class OutcomeUnknownError(ServiceError):
    """The call failed, and may have taken effect. Only a listing can tell."""


class ThrottledError(OutcomeUnknownError):
    """AWS still throttled the call after all retries."""


class InternalError(OutcomeUnknownError):
    """AWS failed (5xx), and still did after all retries."""


class UnreachableError(OutcomeUnknownError):
    """There was no answer: the connection was refused or reset, it timed out, or TLS failed."""
