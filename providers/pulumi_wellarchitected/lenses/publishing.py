"""Publishes a document as a version of a lens that exists: a draft is imported, waited for and published.

AWS takes a version name once, and has no call that lists the versions of a lens. So a version is exported to find out
whether it exists. One that exists with the same document was published by an earlier try, whose answer was lost.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import (
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
    RejectedError,
)
from pulumi_wellarchitected.lenses.document import canonical_sha256
from pulumi_wellarchitected.lenses.lens import DRAFT, PUBLISHED

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws import Polling
    from pulumi_wellarchitected.lenses.api import LensesApi
    from pulumi_wellarchitected.lenses.lens import Imported, LensRequest, LensRow

UNLISTED_SECONDS = 10
"""How long what a lost call has made may stay unlisted before it counts as not made: listings lag."""
_RESERVED = 0.2
"""The share of the time in which a draft is not waited for any more, so that it can be deleted."""


class Publisher:
    """Publishes versions of the lenses of one account in one Region."""

    def __init__(self, api: LensesApi, polling: Polling) -> None:
        self._api = api
        self._polling = polling

    def publish_edit(self, arn: str, request: LensRequest) -> None:
        """Import the document as a draft of a lens, and publish it. Does nothing if that has happened already."""
        if self._is_published(arn, request):
            if self.is_current(arn, request):
                return
            raise ConflictError(_taken(request))
        before = self._find_draft(arn)
        lost: OutcomeUnknownError | None = None
        try:
            imported = self._api.edit(arn, request.document.text, str(uuid.uuid4()))
        except OutcomeUnknownError as failure:
            lost = failure
        else:
            _require_imported(imported)
        self._wait_for_draft(arn, before, lost)
        self._publish(arn, request)

    def publish_new(self, imported: Imported, request: LensRequest) -> None:
        """Publish the first version of a lens that was just imported."""
        _require_imported(imported)
        self._wait_for_draft(imported.arn, None, None)
        self._publish(imported.arn, request)

    def _publish(self, arn: str, request: LensRequest) -> None:
        try:
            self._api.publish(arn, request.version, str(uuid.uuid4()), is_major=request.is_major_version)
        except ConflictError:
            if not self._is_published(arn, request):
                raise
        except OutcomeUnknownError:
            if not self._was_published(arn, request):
                raise

    def _is_published(self, arn: str, request: LensRequest) -> bool:
        """Whether the version exists and has the document. Raises ConflictError if it has another one."""
        try:
            exported = self._api.export(arn, request.version)
        except (InvalidRequestError, NotFoundError):
            return False  # AWS sometimes calls a missing thing invalid
        if canonical_sha256(exported) != request.document.sha256:
            raise ConflictError(_taken(request))
        return True

    def _was_published(self, arn: str, request: LensRequest) -> bool:
        """Whether a call to publish, whose answer was lost, has taken effect."""
        for _ in self._polling.attempts(min(UNLISTED_SECONDS, remaining())):
            with suppress(OutcomeUnknownError):  # the next attempt may get an answer
                if self._is_published(arn, request):
                    return True
        return False

    def is_current(self, arn: str, request: LensRequest) -> bool:
        """Whether the published version of a lens is the one that is asked for, with the document that is asked for."""
        published = next((row for row in self._api.list_rows(PUBLISHED) if row.arn == arn), None)
        return published is not None and published.version == request.version and self._is_published(arn, request)

    def _find_draft(self, arn: str) -> LensRow | None:
        return next((row for row in self._api.list_rows(DRAFT) if row.arn == arn), None)

    def _wait_for_draft(self, arn: str, before: LensRow | None, lost: OutcomeUnknownError | None) -> None:
        """Wait until a draft is listed that is not the one before. If the import was lost, only a short time."""
        longest = min(waiting_time(), UNLISTED_SECONDS) if lost else waiting_time()
        for _ in self._polling.attempts(longest):
            try:
                draft = self._find_draft(arn)
            except OutcomeUnknownError as failure:
                lost = lost or failure
                continue  # the next attempt may get an answer
            if draft and (before is None or draft.updated_at is None or draft.updated_at != before.updated_at):
                return
        raise lost or OutcomeUnknownError(
            f"AWS still imports the document of {arn} after {longest:.0f} s. Set custom_timeouts to give it more time."
        )


def waiting_time() -> float:
    """The seconds to wait for something to happen, so that time is left to act on it."""
    return remaining() * (1 - _RESERVED)


def _require_imported(imported: Imported) -> None:
    if imported.has_failed:
        raise RejectedError(
            f"AWS could not import the document of {imported.arn}: ImportLens answers ERROR. Check the document "
            f"against the lens format specification, or import it once in the console, which says more."
        )


def _taken(request: LensRequest) -> str:
    return (
        f"Version {request.version} of the lens {request.document.name!r} was published before, and AWS takes a "
        f"version name once. Give the document another lens_version."
    )
