"""Deletes a share until AWS says that it is gone. Whether a resource still owns it is asked in lifecycle.py."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import (
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
    WellArchitectedError,
)
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from datetime import timedelta

    from pulumi_wellarchitected.aws import Polling
    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.directory import Directory
    from pulumi_wellarchitected.shares.share import Share

_MAY_BE_GONE = (ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError)
"""Failures of a delete after which the share may be gone: AWS sometimes reports a missing one as invalid."""


def delete_until_gone(
    directory: Directory, polling: Polling, share_id: str, principal: Principal | None, timeout: timedelta
) -> None:
    """Delete until AWS says that the share is gone. Its listing may lag, and a single "not found" may be wrong."""
    failure: WellArchitectedError | None = None
    for _ in polling.attempts(min(timeout.total_seconds(), remaining())):
        failure = try_to_delete(directory, share_id)
        if failure is None:
            return
        share = find_after(failure, directory, share_id, principal)
        if share is None and isinstance(failure, (InvalidRequestError, NotFoundError)):
            break  # neither found nor listed; AWS sometimes calls a missing share invalid
        if share and share.status != statuses.ASSOCIATING:
            if not isinstance(failure, InvalidRequestError):
                # The association may have ended since the delete was refused, or only its answer was lost.
                failure = try_to_delete(directory, share_id)
            if failure and not isinstance(failure, NotFoundError):
                raise failure
            break
    else:
        if failure:
            raise failure
    directory.forget(share_id)


def try_to_delete(directory: Directory, share_id: str) -> WellArchitectedError | None:
    """Return a failure after which the share may be gone, and raise any other."""
    try:
        directory.delete(share_id, str(uuid.uuid4()))
    except _MAY_BE_GONE as failure:
        return failure
    return None


def find_after(
    failure: WellArchitectedError, directory: Directory, share_id: str, principal: Principal | None
) -> Share | None:
    """Find a share after a change of it has failed. Raises that failure if AWS cannot be asked."""
    try:
        return directory.find_as_owner(share_id, principal)
    except NotFoundError:
        return None  # the target is gone, and its shares with it
    except WellArchitectedError:
        raise failure from None  # the reader needs the first failure
