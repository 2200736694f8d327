"""`aws:defaultTags` and `aws:ignoreTags`: the tags that every resource gets, and those that others manage.

The rules are those of pulumi-aws for `tagsAll`. A lens share has no tags, so both settings do nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws.settings.values import Values

_SYSTEM = "aws:"
"""The prefix of the tags that AWS sets itself. Nobody else can set or remove them."""

_IN_PYTHON = "key_prefixes"
"""How an aws.Provider writes keyPrefixes if its argument is a dictionary (pulumi/pulumi#18810)."""


@dataclass(frozen=True, slots=True)
class IgnoredTags:
    """The tags that are left to others."""

    keys: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()

    def covers(self, key: str) -> bool:
        """Whether a tag is ignored. Upper and lower case differ."""
        return key in self.keys or key.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class Tags:
    """Both settings, as a resource with tags needs them."""

    default: Mapping[str, str] = field(default_factory=dict)
    ignored: IgnoredTags = IgnoredTags()

    def merge(self, own: Mapping[str, str]) -> dict[str, str]:
        """Return the tags to set: the default tags, those of the resource over them, and none that is ignored."""
        return {key: value for key, value in {**self.default, **own}.items() if not self.ignored.covers(key)}

    def visible(self, found: Mapping[str, str]) -> dict[str, str]:
        """Return the tags that count, of those that AWS lists: none that is ignored, and none of AWS itself."""
        return {
            key: value for key, value in found.items() if not key.startswith(_SYSTEM) and not self.ignored.covers(key)
        }


def default_tags(values: Values, key: str) -> dict[str, str]:
    """Read the default tags."""
    given = values.object(key, "tags.team platform")
    if given is None:
        return {}
    given.refuse_others({"tags"})
    return given.texts_by_key("tags")


def ignored_tags(values: Values, key: str) -> IgnoredTags:
    """Read the keys and the prefixes of the ignored tags."""
    given = values.object(key, "keys[0] LastScanned")
    if given is None:
        return IgnoredTags()
    given.refuse_others({"keys", "keyPrefixes", _IN_PYTHON})
    return IgnoredTags(given.texts("keys"), given.texts("keyPrefixes") + given.texts(_IN_PYTHON))
