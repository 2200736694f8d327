"""What a failed call means: every exception of botocore's becomes one error of errors.py, whose message is a sentence.

The sentence says what was being done to which thing, why it failed, and what to do next. AWS's own words are quoted.
What AWS answered is explained in answered.py, what kept the request or its answer from arriving in unanswered.py.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulumi_wellarchitected.aws.session import Call

_REFUSED_ATTEMPTS = 3
"""Where nothing listens, 25 attempts with backoff only make the user wait; pulumi-aws too gives up on these early."""


def method_name(operation: str) -> str:
    """The client's method of an operation: CreateLensShare is create_lens_share."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()


@contextmanager
def of(call: Call) -> Iterator[None]:
    """Turn what botocore raises inside into the error that it means."""
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError
    from pulumi_wellarchitected.aws import answered, unanswered  # with botocore, and as late

    try:
        yield
    except ClientError as error:
        raise answered.explain(call, error) from None  # botocore's traceback tells the reader nothing
    except (BotoCoreError, ResponseParserError) as error:
        raise unanswered.explain(call, error) from None  # as above
    except ValueError as error:  # an endpoint that is no URL, as AWS_ENDPOINT_URL may hold
        raise unanswered.explain(call, error) from None  # as above


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
