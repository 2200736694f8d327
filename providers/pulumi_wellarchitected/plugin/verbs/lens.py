"""The verbs of Lens.

The document is an input and no output: it would double the state, which the engine writes after each step of every
resource. So diff() compares hashes, and what needs both documents happens in check(), which has the old inputs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.lenses.document import canonical_sha256, without_numbers
from pulumi_wellarchitected.lenses.edits import compare
from pulumi_wellarchitected.lenses.lens import DEFAULT_TIMEOUT, PUBLISHED
from pulumi_wellarchitected.plugin.changes import Changes, find_changes
from pulumi_wellarchitected.plugin.redaction import secret_inputs
from pulumi_wellarchitected.plugin.schema.inputs import is_unknown
from pulumi_wellarchitected.plugin.verbs.resource import Resource, refuse_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.lenses.document import LensDocument
    from pulumi_wellarchitected.lenses.lens import Lens, LensRequest
    from pulumi_wellarchitected.lenses.lifecycle import Lenses
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.plugin.schema.lens import LensSchema

_READ_SECONDS = 180.0  # as for every resource


class LensVerbs:
    """The verbs of the Lens resource."""

    def __init__(self, schema: LensSchema, process: Process) -> None:
        self.schema = schema
        self.process = process

    def check(self, olds: Props, news: Props) -> Mapping[str, str]:
        """Validate the settings and the inputs, and an edit as far as both documents show it. Makes no API call."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if reason := reasons.get("document"):  # a check failure would print the document, twice
            raise InvalidInputError(f"The document of the lens is not accepted. {reason}")
        if key := self.schema.key(news):
            self.process.ownership.declare(key)
        document = self.schema.document(news)
        if document:
            self._refuse_edit(olds, news, document)
        if document and "document" not in secret_inputs(news):  # the warnings quote parts of it
            self._warn(*document.warnings, self._warning_of_edit(olds, news, document))
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. A lens that was changed outside of Pulumi is published again."""
        arn, region = parse_lens_arn(id_), news.get("region")
        if region is not None and (is_unknown(region) or region != arn.region):
            return Changes(("region",))
        key = self.schema.key(news)
        if key and self.process.ownership.is_declared(key):
            self.process.ownership.own(arn.text)
            self._warn_of_version(olds, news)  # a refresh has the inputs of the last run, not the program's
        return Changes((), self._updates(olds, news))

    def create(self, props: Props) -> Resource:
        """Import and publish the lens, or adopt the one that has its name."""
        request = self._request(props)
        request = replace(request, adopt_existing=request.adopt_existing or self.process.adopts_existing())
        lenses = self.process.lenses(props.get("region") or self.process.default_region())
        with time_limit(self._timeout(props, "create")):
            lens = lenses.create(request)
        return Resource(lens.arn, self.schema.state({}, props, lens, request.document.sha256))

    def read(self, id_: str, props: Props) -> Resource | None:
        """Read the lens: in a refresh with its old outputs, in a lookup with its ARN only. None: it is gone."""
        arn = _parse_id(id_)
        lenses = self.process.lenses(arn.region)
        with time_limit(_READ_SECONDS):
            if "document_sha256" not in props:
                return self._look_up(arn, lenses)
            lens = lenses.find(arn.text)
        return None if lens is None else self._refreshed(props, lens)

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Publish the document as a new version, and change the tags. Other inputs are only stored."""
        arn = parse_lens_arn(id_)
        lenses, request = self.process.lenses(arn.region), self._request(news)
        kept = {name: value for name, value in olds.items() if name in self.schema.outputs}
        outputs = {**self.schema.stored(news), **kept}
        with time_limit(self._timeout(news, "update")):
            if {"document", "lens_version", "status"} & {*self._updates(olds, news)}:
                outputs = self.schema.state(olds, news, lenses.edit(arn.text, request), request.document.sha256)
            lenses.retag(arn.text, olds.get("tags_all", {}), request.tags)
        return {**outputs, "tags_all": dict(request.tags)}

    def delete(self, id_: str, props: Props) -> None:
        """Delete the lens with all its versions, unless another resource of this program has just adopted it."""
        arn = parse_lens_arn(id_)
        with time_limit(self._timeout(props, "delete")):
            deleted = self.process.lenses(arn.region).delete(arn.text)
        if not deleted:
            self._warn(f"The lens {arn} now belongs to another resource of this program, and is not deleted.")

    def _refuse_edit(self, olds: Props, news: Props, document: LensDocument) -> None:
        """Refuse an edit that AWS would refuse."""
        old, version = self._old_document(olds, news), news.get("lens_version")
        if old and document.name != old.name:
            raise InvalidInputError(
                f"AWS keeps the name of a published lens ({old.name!r}), and the document says {document.name!r}. Put "
                f"the old name back, or declare a second Lens: it has an ARN of its own, and none of the shares."
            )
        if old and document.sha256 != old.sha256 and version == olds.get("lens_version"):
            raise InvalidInputError(
                f"The document of the lens {old.name!r} has changed, and lens_version is still {version}. AWS takes a "
                f"version name once: give the new content a lens_version of its own."
            )

    def _warning_of_edit(self, olds: Props, news: Props, document: LensDocument) -> str:
        """What a minor version takes away from workloads, or an empty string."""
        old, version = self._old_document(olds, news), news.get("lens_version")
        is_published = isinstance(version, str) and version != olds.get("lens_version")
        is_minor = news.get("is_major_version", False) is False  # it may be unknown
        return compare(old, document).warning(str(version)) if old and is_published and is_minor else ""

    def _old_document(self, olds: Props, news: Props) -> LensDocument | None:
        """The document before an edit. None: there is none, it is not known, or the lens is replaced."""
        return self.schema.document(olds) if olds.get("region") == news.get("region") else None

    def _warn_of_version(self, olds: Props, news: Props) -> None:
        version = news.get("lens_version")
        if version != olds.get("lens_version") and version in olds.get("versions", ()):
            self._warn(
                f"Version {version} of the lens {olds.get('name')!r} was published before, and AWS takes a version "
                f"name once. Give the document another lens_version."
            )

    def _updates(self, olds: Props, news: Props) -> tuple[str, ...]:
        """What an update is needed for. The document is compared by its hash, and tags with the default ones."""
        document, tags = self.schema.document(news), news.get("tags", {})
        changed = {
            "document": document is None or document.sha256 != olds.get("document_sha256"),
            "status": olds.get("status") != PUBLISHED,
            "tags": is_unknown(tags) or self.process.tags().merge(tags) != olds.get("tags_all"),
            "region": olds.get("region") != news.get("region"),
        }
        others = {*find_changes(self.schema, olds, news).updates} - changed.keys()
        return tuple(sorted(others | {name for name, differs in changed.items() if differs}))

    def _look_up(self, arn: Target, lenses: Lenses) -> Resource:
        lens = lenses.look_up(arn.text, arn.account)
        found = {"lens_version": lens.description.version, "tags": dict(lens.description.tags)}
        sha256 = canonical_sha256(lens.exported) if lens.exported else ""
        return Resource(arn.text, self.schema.state({}, found, lens, sha256))

    def _refreshed(self, props: Props, lens: Lens) -> Resource:
        """What a refresh stores. The inputs change only if the lens was changed outside of Pulumi."""
        name, sha256 = lens.description.name, canonical_sha256(lens.exported)
        if lens.draft_waits:
            self.process.messages.inform(
                f"A draft of the lens {name!r} waits that nobody has published. The next version that is published "
                f"from here overwrites it."
            )
        known = lens.status != PUBLISHED or sha256 in (props["document_sha256"], props.get("exported_sha256"))
        if known and lens.description.version in ("", props.get("lens_version")):
            return Resource(lens.arn, self.schema.state(props, props, lens, props["document_sha256"]))
        self._warn(
            f"The lens {name!r} was changed outside of Pulumi: its published version is {lens.description.version}"
            f"{'' if known else ', with another document'}. To publish the document of the program again, give it a "
            f"lens_version of its own."
        )
        stored = {**self.schema.stored(props), "lens_version": lens.description.version}
        outputs = self.schema.state(props, stored, lens, props["document_sha256"] if known else sha256)
        return Resource(lens.arn, outputs, {**stored, "document": without_numbers(lens.exported)})

    def _request(self, props: Props) -> LensRequest:
        return self.schema.request(props, self.process.tags().merge(props.get("tags") or {}))

    def _timeout(self, props: Props, operation: str) -> float:
        return self.schema.timeout(props, operation, DEFAULT_TIMEOUT).total_seconds()

    def _warn(self, *warnings: str) -> None:
        for warning in filter(None, warnings):
            self.process.messages.warn(warning)


def _parse_id(text: str) -> Target:
    try:
        return parse_lens_arn(text)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all
