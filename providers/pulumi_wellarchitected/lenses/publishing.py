"""Publishes a document, as a new lens or as a new version: a draft is imported, waited for and published.

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
    ServiceError,
    WellArchitectedError,
)
from pulumi_wellarchitected.lenses.document import canonical_sha256
from pulumi_wellarchitected.lenses.lens import DRAFT, PUBLISHED, Imported
from pulumi_wellarchitected.ownership import ADOPT_ONCE

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws import Polling
    from pulumi_wellarchitected.lenses.api import LensesApi
    from pulumi_wellarchitected.lenses.lens import LensRequest, LensRow, OwnLens

_UNLISTED_SECONDS = 10
"""How long what a lost call has made may stay unlisted before it counts as not made: listings lag."""
_RESERVED = 0.2
"""The share of the time in which nothing is waited for any more, so that there is time to clean up."""


class Publisher:
    """Publishes lenses and versions in one account and Region."""

    def __init__(self, api: LensesApi, polling: Polling) -> None:
        self._api = api
        self._polling = polling

    def find_named(self, request: LensRequest) -> OwnLens | None:
        """Find the lens of the account that has the name."""
        name = request.document.normalized_name
        return next((lens for lens in self._api.list() if lens.normalized_name == name), None)

    def import_new(self, request: LensRequest) -> Imported:
        """Import the draft of a new lens. The name of a lens that was just deleted may still be taken."""
        token = str(uuid.uuid4())
        for _ in self._polling.attempts(waiting_time()):
            found = self._try_to_import(request, token)
            if not isinstance(found, ServiceError):
                return found
            refusal = found
        raise type(refusal)(
            f"{refusal} No lens of this name is listed, so AWS may still be deleting one: run the command again in a "
            f"few minutes."
        )

    def publish_new(self, imported: Imported, request: LensRequest) -> None:
        """Publish the first version of a lens that was just imported."""
        _require_imported(imported)
        self._wait_for_draft(imported.arn, None, None)
        self._publish(imported.arn, request)

    def publish_edit(self, arn: str, request: LensRequest) -> None:
        """Import the document as a draft of a lens, and publish it. Does nothing if that has happened already."""
        if self._is_published(arn, request):
            self._require_current(arn, request)
            return
        before = self._find_draft(arn)
        lost: OutcomeUnknownError | None = None
        try:
            _require_imported(self._api.edit(arn, request.document.text, str(uuid.uuid4())))
        except OutcomeUnknownError as failure:
            lost = failure
        self._wait_for_draft(arn, before, lost)
        self._publish(arn, request)

    def _try_to_import(self, request: LensRequest, token: str) -> Imported | ServiceError:
        """Return the refusal if AWS calls the name taken, but lists no lens that has it."""
        try:
            return self._api.create(request.document.name, request.document.text, request.tags, token)
        except OutcomeUnknownError as lost:
            return self._find_lost(request, lost)
        except ServiceError as refusal:
            if "already exists" not in str(refusal) or self._is_listed(request, refusal):
                raise
            return refusal

    def _is_listed(self, request: LensRequest, refusal: ServiceError) -> bool:
        """Whether a listing shows the name that AWS calls taken."""
        try:
            return self.find_named(request) is not None
        except WellArchitectedError:
            raise refusal from None  # the reader needs the first failure

    def _find_lost(self, request: LensRequest, lost: OutcomeUnknownError) -> Imported:
        """Find the lens of an import whose answer was lost. There was none of this name before."""
        unlisted_since: float | None = None
        for passed in self._polling.attempts(waiting_time()):
            try:
                found = self.find_named(request)
            except OutcomeUnknownError:
                continue  # the next attempt may get an answer
            except WellArchitectedError:
                break  # no attempt will
            if found and found.published is None:
                return Imported(found.arn, "")
            unlisted_since = passed if unlisted_since is None else unlisted_since
            if found or passed - unlisted_since >= _UNLISTED_SECONDS:
                break
        raise type(lost)(
            f"{lost} It is not known whether the lens {request.document.name!r} was imported: it may exist. If the "
            f"next run finds it, adopt_existing=True or {ADOPT_ONCE}=true takes it over."
        )

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
        for _ in self._polling.attempts(min(_UNLISTED_SECONDS, remaining())):
            with suppress(OutcomeUnknownError):  # the next attempt may get an answer
                if self._is_published(arn, request):
                    return True
        return False

    def _require_current(self, arn: str, request: LensRequest) -> None:
        """Raise ConflictError if another version was published after the one that is asked for."""
        if not any(row.arn == arn and row.version == request.version for row in self._api.list_rows(PUBLISHED)):
            raise ConflictError(_taken(request))

    def _find_draft(self, arn: str) -> LensRow | None:
        return next((row for row in self._api.list_rows(DRAFT) if row.arn == arn), None)

    def _wait_for_draft(self, arn: str, before: LensRow | None, lost: OutcomeUnknownError | None) -> None:
        """Wait until a draft is listed that is not the one before. If the import was lost, only a short time."""
        longest = min(waiting_time(), _UNLISTED_SECONDS) if lost else waiting_time()
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
            f"against the lens format specification in the user guide."
        )


def _taken(request: LensRequest) -> str:
    return (
        f"Version {request.version} of the lens {request.document.name!r} was published before, and AWS takes a "
        f"version name once. Give the document another lens_version."
    )
