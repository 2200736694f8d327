"""The schema of Lens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.lenses.document import canonical_sha256, parse_document
from pulumi_wellarchitected.lenses.lens import DRAFT, Lens, LensRequest
from pulumi_wellarchitected.lenses.version import parse_version
from pulumi_wellarchitected.plugin.schema.inputs import (
    OWN_INPUTS,
    BadInputError,
    Change,
    Input,
    Schema,
    is_unknown,
    parse_flag,
    parse_region,
    parse_text,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pulumi_wellarchitected.lenses.document import LensDocument
    from pulumi_wellarchitected.plugin.schema.inputs import Props

_DOCUMENT = "a lens document: a dictionary, JSON text, a pathlib.Path or an asset"
_VERSION = "the name of the version, such as 1.0.0"
_MOST_TAGS = 50
_LONGEST_KEY = 128
_LONGEST_VALUE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class LensSchema(Schema):
    """The inputs and outputs of a lens."""

    outputs: tuple[str, ...] = (
        "name", "description", "owner", "status", "versions", "document_sha256", "exported_sha256", "tags_all",
    )  # fmt: skip
    noun: str = "lens"
    doubled: str = "AWS takes the name of a lens once in an account and Region. Remove one of the two."
    of_account: bool = True
    timed: tuple[str, ...] = ("create", "update", "delete")

    def stored(self, props: Props) -> dict[str, Any]:
        """The inputs that are outputs too. The document is not: it would double the state of every command."""
        return {name: value for name, value in self.given(props).items() if name != "document"}

    def document(self, props: Props) -> LensDocument | None:
        """The document, or None if it is unknown or malformed."""
        try:
            return _parse_document(props.get("document"))
        except ValueError:
            return None  # check() reports it

    def key(self, props: Props) -> Hashable | None:
        """The Region as it is given, and the name that AWS takes once. None if that is unknown or malformed."""
        document, region = self.document(props), props.get("region")
        if document is None or not isinstance(region, (str, type(None))):
            return None
        return region, document.normalized_name

    def request(self, props: Props, tags: Mapping[str, str]) -> LensRequest:
        """Parse the inputs of an operation, none of which is unknown. `tags` are all that the lens should have."""
        known = self.operation(props)
        return LensRequest(
            document=known["document"],
            version=known["lens_version"],
            is_major_version=known["is_major_version"],
            adopt_existing=known["adopt_existing"],
            tags=tags,
        )

    def state(self, old: Props, given: Props, lens: Lens, document_sha256: str) -> dict[str, Any]:
        """The outputs in the state."""
        found, versions = lens.description, list(old.get("versions", ()))
        if found.version and lens.status != DRAFT and found.version not in versions:
            versions.append(found.version)
        return {
            **self.stored(given),
            "name": found.name,
            "description": found.description,
            "owner": found.owner,
            "status": lens.status,
            "versions": versions,
            "document_sha256": document_sha256,
            "exported_sha256": canonical_sha256(lens.exported) if lens.exported else "",
            "tags_all": dict(found.tags),
        }


def _parse_document(value: object) -> LensDocument:
    return parse_document(parse_text(value, _DOCUMENT))


def _tags(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise BadInputError(f"{value!r} is not a set of tags. Give a dictionary of strings.")
    if len(value) > _MOST_TAGS:
        raise BadInputError(f"There are {len(value)} tags, and AWS takes at most {_MOST_TAGS}. Remove some.")
    for key, text in value.items():
        _check_tag(key, text)
    return dict(value)


def _check_tag(key: str, value: object) -> None:
    if not 1 <= len(key) <= _LONGEST_KEY:
        raise BadInputError(f"A tag has a key of {len(key)} characters. Give it one of 1 to {_LONGEST_KEY}.")
    if key.lower().startswith("aws:"):
        raise BadInputError(f"The tag {key!r} begins with aws:, which AWS keeps for itself. Give it another name.")
    if is_unknown(value):
        return
    if not isinstance(value, str):
        raise BadInputError(f"The tag {key!r} has the value {value!r}, which is not a string. Quote it.")
    if len(value) > _LONGEST_VALUE:
        raise BadInputError(
            f"The tag {key!r} has a value of {len(value)} characters. Give it one of at most {_LONGEST_VALUE}."
        )


LENS = LensSchema(
    inputs=(
        Input("document", _parse_document, Change.UPDATES, accepted=_DOCUMENT),
        Input("lens_version", parse_version, Change.UPDATES, accepted=_VERSION),
        Input("is_major_version", parse_flag, Change.STORES, default=False),
        Input("adopt_existing", parse_flag, Change.STORES, default=False),
        Input("region", parse_region, Change.REPLACES),
        Input("tags", _tags, Change.UPDATES, default={}),
        *OWN_INPUTS,
    )
)
