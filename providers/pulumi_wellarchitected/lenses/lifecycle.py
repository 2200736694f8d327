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
    AccessDeniedError,
    AlreadyExistsError,
    InvalidRequestError,
    NotFoundError,
    OutcomeUnknownError,
    WellArchitectedError,
)
from pulumi_wellarchitected.lenses.lens import DRAFT, PUBLISHED, Description, Lens, LensRow, OwnLens
from pulumi_wellarchitected.lenses.publishing import Publisher, waiting_time
from pulumi_wellarchitected.ownership import ADOPT_ONCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws import Messages, Polling, Tags
    from pulumi_wellarchitected.lenses.api import LensesApi
    from pulumi_wellarchitected.lenses.lens import LensRequest
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
            existing = self._publisher.find_named(request)
            return self._adopt(existing, request) if existing else self._create(request)

    def edit(self, arn: str, request: LensRequest) -> Lens:
        """Publish a document as a new version of a lens."""
        with self._lock(arn):
            try:
                self._publisher.publish_edit(arn, request)
            except OutcomeUnknownError as failure:
                raise type(failure)(
                    f"It is not known whether the lens {request.document.name!r} was published as {request.version}. "
                    f"{failure} The next up publishes it, unless it is published already."
                ) from None  # its sentence is in this one
            except WellArchitectedError as failure:
                raise type(failure)(
                    f"The lens {request.document.name!r} was not published as {request.version}. {failure} What "
                    f"was published before is unchanged. If a draft is left, the next up replaces it."
                ) from None  # as above
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
        except (AccessDeniedError, NotFoundError):  # only the owner may export a lens that is shared
            self._api.require_owner(arn, f"read the lens {arn}")
            raise
        description = replace(found, tags=self._tags.visible(found.tags))
        if own and own.published is None:
            return Lens(arn, replace(description, version=""), DRAFT, exported)
        return Lens(arn, description, PUBLISHED, exported, draft_waits=bool(own and own.draft))

    def _create(self, request: LensRequest) -> Lens:
        imported = self._publisher.import_new(request)
        self._ownership.own(imported.arn)
        try:
            self._publisher.publish_new(imported, request)
        except OutcomeUnknownError as failure:
            return self._keep_draft(imported.arn, request, str(failure))
        except WellArchitectedError as failure:
            return self._undo(imported.arn, request, failure)
        return self._published(imported.arn, request)

    def _keep_draft(self, arn: str, request: LensRequest, reason: str) -> Lens:
        """A lens that exists is in the state, whatever has failed."""
        self._messages.warn(
            f"The lens {request.document.name!r} ({arn}) was imported, but may not be published as {request.version} "
            f"yet. {reason} The next up publishes it."
        )
        return self._described(arn, request, DRAFT)

    def _undo(self, arn: str, request: LensRequest, failure: WellArchitectedError) -> Lens:
        self._ownership.disown(arn)
        try:
            self._delete_until_gone(arn)
        except WellArchitectedError as second:
            self._ownership.own(arn)
            return self._keep_draft(arn, request, f"{failure} The draft could not be deleted. {second}")
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
        lens = self.edit(existing.arn, request)
        found = self._api.get(existing.arn, request.version).tags
        self.retag(existing.arn, self._tags.visible(found), request.tags)
        return lens

    def _published(self, arn: str, request: LensRequest) -> Lens:
        """A lens that was just published, with the document as AWS exports it."""
        lens = self._described(arn, request, PUBLISHED)
        row = LensRow(arn, lens.description.name, PUBLISHED, request.version, None)
        self._listing.record(OwnLens(arn, row.name, row))
        try:
            return replace(lens, exported=self._api.export(arn, request.version))
        except WellArchitectedError as failure:  # a refresh compares it with the program's own document
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
