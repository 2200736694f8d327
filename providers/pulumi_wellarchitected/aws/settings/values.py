"""Reads one object of the configuration, each value with the type of its setting.

The configuration of a stack holds text (structures as JSON), that of an explicit provider holds typed values, and
`pulumi config set --path` turns digits into numbers. Error messages do not show text that may be a secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True)
class Values:
    """The values that are set, and the prefix of their names in error messages."""

    prefix: str
    """`aws:`, or `aws:assumeRoles[0].`."""
    given: Mapping[str, Any]

    @classmethod
    def from_mapping(cls, prefix: str, given: Mapping[str, Any]) -> Values:
        """Keep what is set. An empty value counts as not set."""
        return cls(prefix, {key: value for key, value in given.items() if value not in (None, "")})

    def name(self, key: str) -> str:
        """Return the full name of a setting."""
        return f"{self.prefix}{key}"

    def text(self, key: str) -> str | None:
        """Read a string. A whole number becomes its digits."""
        value = self.given.get(key)
        return None if value is None else _text(self.name(key), value)

    def flag(self, key: str) -> bool | None:
        """Read true or false."""
        match self.given.get(key):
            case None:
                return None
            case True | "true":
                return True
            case False | "false":
                return False
            case _:
                raise ConfigurationError(f"{self.name(key)} must be true or false.")

    def count(self, key: str) -> int | None:
        """Read a whole number of 1 or more."""
        value = self.given.get(key)
        if value is None:
            return None
        try:
            count = int(value)
        except (OverflowError, TypeError, ValueError):
            count = 0
        if count < 1 or isinstance(value, bool) or (isinstance(value, float) and value != count):
            raise ConfigurationError(f"{self.name(key)} is {value!r}, but must be a whole number of 1 or more.")
        return count

    def one_of(self, key: str, *choices: str) -> str | None:
        """Read one of these words in upper or lower case, and return it as it is spelled here."""
        text = self.text(key)
        if text is None:
            return None
        for choice in choices:
            if text.lower() == choice.lower():
                return choice
        raise ConfigurationError(f"{self.name(key)} is {text!r}, but must be one of {', '.join(choices)}.")

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of strings."""
        items = _items(self.name(key), self.given.get(key), "a list of strings", "VALUE")
        return tuple(_text(f"{self.name(key)}[{index}]", item) for index, item in enumerate(items))

    def ascii_texts(self, key: str) -> tuple[str, ...]:
        """Read a list of strings that an HTTP header can hold."""
        texts = self.texts(key)
        if all(text.isascii() and text.isprintable() for text in texts):
            return texts
        raise ConfigurationError(f"{self.name(key)} must be plain ASCII, such as team-platform/1.0.")

    def only_text(self, key: str) -> str | None:
        """Read a list of one string."""
        texts = self.texts(key)
        if len(texts) > 1:
            raise ConfigurationError(
                f"{self.name(key)} names {len(texts)} files, but only one is supported, because the AWS SDK for Python "
                f"cannot merge several. Put their profiles into one file."
            )
        return texts[0] if texts else None

    def objects(self, key: str, example: str) -> tuple[Values, ...]:
        """Read a list of objects. The example is the end of a command that sets one."""
        items = _items(self.name(key), self.given.get(key), "a list of objects", example)
        if not all(isinstance(item, Mapping) for item in items):
            raise _malformed(self.name(key), "a list of objects", f"[0].{example}")
        return tuple(Values.from_mapping(f"{self.name(key)}[{index}].", item) for index, item in enumerate(items))

    def object(self, key: str, example: str) -> Values | None:
        """Read an object. The example is the end of a command that sets a value in it."""
        value = parse_structure(self.given.get(key))
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise _malformed(self.name(key), "an object", f".{example}")
        return Values.from_mapping(f"{self.name(key)}.", value)

    def texts_by_key(self, key: str) -> dict[str, str]:
        """Read an object of strings. A string may be empty. A number or a boolean becomes text, as in pulumi-aws."""
        value = parse_structure(self.given.get(key))
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise _malformed(self.name(key), "an object", ".KEY VALUE")
        return {
            name: _text_or_json(f"{self.name(key)}.{name}", each) for name, each in value.items() if each is not None
        }

    def refuse_others(self, known: AbstractSet[str]) -> None:
        """Raise ConfigurationError for the first unknown key."""
        for key in sorted(self.given.keys() - known):
            raise ConfigurationError(
                f"pulumi_wellarchitected does not support {self.name(key)}. Supported are {', '.join(sorted(known))}."
            )


def _text(name: str, value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            pass
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
    raise ConfigurationError(f"{name} is a {type(value).__name__}, but must be a string.")


def _text_or_json(name: str, value: object) -> str:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        return json.dumps(value)
    return _text(name, value)


def _items(name: str, value: object, kind: str, example: str) -> Sequence[Any]:
    items = parse_structure(value)
    if items is None:
        return ()
    if isinstance(items, str) or not isinstance(items, Sequence):
        end = f"[0] {example}" if example == "VALUE" else f"[0].{example}"
        raise _malformed(name, kind, end)
    return items


def parse_structure(value: object) -> object:
    """Parse JSON. Text that is not JSON or is nested too deeply, and what is not text, is returned as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (RecursionError, ValueError):
        return value


def _malformed(name: str, kind: str, end: str) -> ConfigurationError:
    key, space, value = end.partition(" ")
    return ConfigurationError(
        f"{name} is not {kind}. Set it by path: pulumi config set --path '{name}{key}'{space}{value}"
    )
