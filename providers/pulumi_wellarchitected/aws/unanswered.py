"""What kept a request or its answer from arriving, or botocore from sending it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from botocore import exceptions as boto
from botocore.parsers import ResponseParserError
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.aws.answered import CREDENTIALS_ADVICE

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.session import Call

_Meaning = tuple[tuple[type[Exception], ...], type[errors.WellArchitectedError], str]

_MEANINGS: tuple[_Meaning, ...] = (
    (
        (boto.SSLError,),
        errors.UnreachableError,
        (
            "the TLS connection failed ({error}). See that the endpoint's certificate is trusted here: AWS_CA_BUNDLE "
            "names a file with further certificates."
        ),
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
        (
            "there was no answer ({error}). Check the network, the proxy and the endpoint that is configured "
            "(aws:endpoints, AWS_ENDPOINT_URL), and run the command again."
        ),
    ),
    (
        (ResponseParserError,),
        errors.InternalError,
        (
            "the answer cannot be read ({error}). See that the endpoint and the proxy lead to {service}, and run the "
            "command again."
        ),
    ),
    (
        (boto.ParamValidationError, boto.ValidationError),
        errors.InvalidRequestError,
        "botocore refuses the request ({error}).",
    ),
    (
        (boto.ProfileNotFound,),
        errors.CredentialsError,
        "{error}. Name a profile that `aws configure list-profiles` shows (aws:profile, AWS_PROFILE).",
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
        ),
        errors.CredentialsError,
        "{error}. " + CREDENTIALS_ADVICE,
    ),
    (
        (Exception,),  # botocore's own settings: its configuration file, endpoints, proxies, retries
        errors.ConfigurationError,
        "{error}. Check the AWS settings in the environment, the profile and the stack's configuration (aws:*).",
    ),
)


def explain(call: Call, error: Exception) -> errors.WellArchitectedError:
    """The first meaning that fits."""
    meaning, sentence = next((meaning, sentence) for kinds, meaning, sentence in _MEANINGS if isinstance(error, kinds))
    reason = sentence.format(error=_without_query(str(error)).rstrip(". "), service=call.service)
    return meaning(f"Could not {call.doing}: {reason}")


def _without_query(text: str) -> str:
    """A URL's query tells the reader nothing, and holds the principal, which may be secret."""
    return re.sub(r"\?[^\s\"']*", "", text)
