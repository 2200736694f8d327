"""The life of the custom lenses of one account in one Region: imported, published, edited, found and deleted.

AWS publishes in two steps: ImportLens makes a draft, which nobody but the owner sees, and CreateLensVersion publishes
it. Once a lens exists, its ARN has to reach the state, or the lens has to be deleted again.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from functools import partial
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.aws import Listing
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.errors import (
    AlreadyExistsError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
    ServiceError,
    WellArchitectedError,
)
from pulumi_wellarchitected.lenses.lens import DRAFT, PUBLISHED, Description, Imported, Lens
from pulumi_wellarchitected.lenses.publishing import UNLISTED_SECONDS, Publisher, waiting_time
from pulumi_wellarchitected.ownership import ADOPT_ONCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws import Messages, Polling, Tags
    from pulumi_wellarchitected.lenses.api import LensesApi
    from pulumi_wellarchitected.lenses.lens import LensRequest, OwnLens
    from pulumi_wellarchitected.ownership import Ownership

_READ_SECONDS = 10.0
"""How old a listing may be for a refresh."""


class Lenses:
    """The custom lenses of an account in a Region, for all threads of this process."""

    def __init__(self, api: LensesApi, tags: Tags, ownership: Ownership, polling: Polling, messages: Messages) -> None:
        self._api = api
        self._publisher = Publisher(api, polling)
        self._tags = tags
        self._ownership = ownership
        self._polling = polling
        self._messages = messages
        self._listing: Listing[OwnLens] = Listing(api.list, attrgetter("arn"))
        self._locks: dict[str, Lock] = {}

    def find(self, arn: str) -> Lens | None:
        """Find a lens of the state. None: it is gone, and its owner's account says so."""
        return self._polling.unless_gone(partial(self._read, arn))

    def look_up(self, arn: str, account: str) -> Lens:
        """Find a lens that this account owns, or that is shared with it. Raises NotFoundError."""
        if self._api.caller_account() != account:
            return Lens(arn, self._api.get(arn))
        return self._read(arn)

    def create(self, request: LensRequest) -> Lens:
        """Import and publish a lens, or adopt the one that has the name."""
        with self._lock(request.document.normalized_name):
            existing = self._find_named(request)
            return self._adopt(existing, request) if existing else self._create(request)

    def edit(self, arn: str, request: LensRequest) -> Lens:
        """Publish a document as a new version of a lens."""
        with self._lock(arn):
            try:
                self._publisher.publish_edit(arn, request)
            except WellArchitectedError as failure:
                raise type(failure)(
                    f"The lens {request.document.name!r} was not published as {request.version}. {failure} Its "
                    f"published version is unchanged. If a draft is left, only its owner sees it, and the next up "
                    f"writes it again."
                ) from None  # its sentence is in this one
        return self._published(arn, request)

    def retag(self, arn: str, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Change the tags of a lens."""
        if changed := {key: value for key, value in new.items() if old.get(key) != value}:
            self._api.tag(arn, changed)
        if removed := old.keys() - new.keys():
            self._api.untag(arn, removed)

    def delete(self, arn: str) -> bool:
        """Delete a lens, unless a resource of this program owns it. Returns whether it was deleted."""
        with self._lock(arn):
            if self._ownership.is_owned(arn):
                return False
            self._delete_until_gone(arn)
            return True

    def _lock(self, key: str) -> Lock:
        return self._locks.setdefault(key, Lock())

    def _read(self, arn: str) -> Lens:
        own = self._listing.rows(_READ_SECONDS).get(arn)
        version = own.published.version if own and own.published else ""
        try:
            found = self._api.get(arn, version)
            exported = self._api.export(arn, version)
        except NotFoundError:
            self._api.require_owner(arn, f"read the lens {arn}")
            raise
        description = replace(found, tags=self._tags.visible(found.tags))
        is_draft = own is not None and own.published is None
        return Lens(arn, description, DRAFT if is_draft else PUBLISHED, exported, draft_waits=bool(own and own.draft))

    def _find_named(self, request: LensRequest) -> OwnLens | None:
        name = request.document.normalized_name
        return next((lens for lens in self._api.list() if lens.normalized_name == name), None)

    def _create(self, request: LensRequest) -> Lens:
        imported = self._import_new(request)
        self._ownership.own(imported.arn)
        try:
            self._publisher.publish_new(imported, request)
        except OutcomeUnknownError as failure:
            return self._keep_draft(imported.arn, request, failure)
        except WellArchitectedError as failure:
            return self._undo(imported.arn, request, failure)
        return self._published(imported.arn, request)

    def _import_new(self, request: LensRequest) -> Imported:
        """Import the draft of a new lens. The name of a lens that was just deleted may still be taken."""
        token = str(uuid.uuid4())
        refusal: ServiceError | None = None
        for _ in self._polling.attempts(waiting_time()):
            try:
                return self._api.create(request.document.name, request.document.text, request.tags, token)
            except OutcomeUnknownError as lost:
                return self._find_lost(request, lost)
            except ServiceError as failure:
                refusal = failure
            if "already exists" not in str(refusal) or self._is_named(request, refusal):
                break
        raise refusal or AssertionError

    def _is_named(self, request: LensRequest, refusal: ServiceError) -> bool:
        """Whether a listing shows the name that AWS calls taken."""
        try:
            return self._find_named(request) is not None
        except WellArchitectedError:
            raise refusal from None  # the reader needs the first failure

    def _find_lost(self, request: LensRequest, lost: OutcomeUnknownError) -> Imported:
        """Find the lens of an import whose answer was lost. There was none of this name before."""
        unlisted_since: float | None = None
        for passed in self._polling.attempts(waiting_time()):
            try:
                found = self._find_named(request)
            except OutcomeUnknownError:
                continue  # the next attempt may get an answer
            except WellArchitectedError:
                break  # no attempt will
            if found and found.published is None:
                return Imported(found.arn, "")
            unlisted_since = passed if unlisted_since is None else unlisted_since
            if found or passed - unlisted_since >= UNLISTED_SECONDS:
                break
        raise type(lost)(
            f"{lost} It is not known whether the lens {request.document.name!r} was imported: it may exist. If the "
            f"next run finds it, adopt_existing=True or {ADOPT_ONCE}=true takes it over."
        )

    def _keep_draft(self, arn: str, request: LensRequest, failure: WellArchitectedError) -> Lens:
        """A lens that exists is in the state, whatever has failed."""
        self._messages.warn(
            f"The lens {request.document.name!r} ({arn}) was imported, and it is not known whether it was published as "
            f"{request.version}. {failure} The next up publishes it."
        )
        return self._described(arn, request, DRAFT)

    def _undo(self, arn: str, request: LensRequest, failure: WellArchitectedError) -> Lens:
        self._ownership.disown(arn)
        try:
            self._delete_until_gone(arn)
        except WellArchitectedError as second:
            self._ownership.own(arn)
            return self._keep_draft(arn, request, type(second)(f"{failure} Its draft could not be deleted. {second}"))
        raise type(failure)(f"{failure} The draft was deleted again.") from None  # its sentence is in this one

    def _adopt(self, existing: OwnLens, request: LensRequest) -> Lens:
        exists = f"A lens named {existing.name!r} already exists in {self._api.region} ({existing.arn})"
        if self._ownership.is_owned(existing.arn):
            raise AlreadyExistsError(f"{exists}, and a resource of this program owns it. Remove one of the two.")
        if not request.adopt_existing:
            raise AlreadyExistsError(
                f"{exists}, and AWS takes a name once. Set adopt_existing=True to manage it here, give the lens "
                f"another name, or delete it first. After an interrupted run, adopt it once with {ADOPT_ONCE}=true "
                f"pulumi up. If the resource was renamed, name the old one in ResourceOptions(aliases=[...])."
            )
        self._ownership.own(existing.arn)
        self._messages.warn(
            f"Adopted the lens {existing.name!r} ({existing.arn}). Make sure that no other stack manages it: two "
            f"stacks would overwrite it for each other."
        )
        if existing.published is None or not self._publisher.is_current(existing.arn, request):
            self.edit(existing.arn, request)
        found = self._api.get(existing.arn, request.version).tags
        self.retag(existing.arn, self._tags.visible(found), request.tags)
        return self._published(existing.arn, request)

    def _published(self, arn: str, request: LensRequest) -> Lens:
        """A lens that was just published, with the document as AWS exports it."""
        lens = self._described(arn, request, PUBLISHED)
        try:
            return replace(lens, exported=self._api.export(arn, request.version))
        except ServiceError as failure:  # a refresh compares it with the program's own document
            self._messages.warn(f"The lens {arn} is published as {request.version}. {failure}")
            return lens

    def _described(self, arn: str, request: LensRequest, status: str) -> Lens:
        name, text = clean(request.document.name), clean(request.document.description)
        owner = parse_lens_arn(arn).account
        return Lens(arn, Description(name, text, owner, request.version, request.tags), status)

    def _delete_until_gone(self, arn: str) -> None:
        """Delete until AWS says that the lens is gone. A single "not found" may be wrong."""
        failure: WellArchitectedError | None = None
        for _ in self._polling.attempts(waiting_time()):
            failure = self._try_to_delete(arn)
            if failure is None or self._is_gone(arn, failure):
                return
            if isinstance(failure, InvalidRequestError):
                break
        if failure:
            raise failure

    def _try_to_delete(self, arn: str) -> WellArchitectedError | None:
        """Return a failure after which the lens may be gone, and raise any other."""
        try:
            self._api.delete(arn, str(uuid.uuid4()))
        except (InvalidRequestError, NotFoundError, OutcomeUnknownError) as failure:
            return failure
        self._listing.forget(arn)
        return None

    def _is_gone(self, arn: str, failure: WellArchitectedError) -> bool:
        try:
            return self.find(arn) is None
        except WellArchitectedError:
            if isinstance(failure, OutcomeUnknownError):
                return False
            raise failure from None  # the reader needs the first failure
