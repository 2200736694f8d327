"""One object of the configuration, and what a value in it may be.

A stack's configuration holds text (structures as JSON), an explicit provider's typed values, and `pulumi config set
--path` makes whole numbers of digits: each is read as what the setting is. A sentence shows no text that was given,
since it may be a secret.
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
    """The values that are set, and the name under which a sentence speaks of each."""

    prefix: str
    """`aws:`, or `aws:assumeRoles[0].`."""
    given: Mapping[str, Any]

    @classmethod
    def of(cls, prefix: str, given: Mapping[str, Any]) -> Values:
        """Leave out what is empty, which is as good as not set."""
        return cls(prefix, {key: value for key, value in given.items() if value not in (None, "")})

    def name(self, key: str) -> str:
        """The setting's full name."""
        return f"{self.prefix}{key}"

    def text(self, key: str) -> str | None:
        """A string; a whole number is its digits."""
        value = self.given.get(key)
        return None if value is None else _text(self.name(key), value)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        match self.given.get(key):
            case None:
                return None
            case True | "true":
                return True
            case False | "false":
                return False
            case _:
                raise ConfigurationError(f"{self.name(key)} has to be true or false.")

    def count(self, key: str) -> int | None:
        """A whole number from 1 on."""
        value = self.given.get(key)
        if value is None:
            return None
        try:
            count = int(value)
        except (TypeError, ValueError):
            count = 0
        if count < 1 or isinstance(value, bool) or (isinstance(value, float) and value != count):
            raise ConfigurationError(f"{self.name(key)} is {value!r}, and has to be a whole number from 1 on.")
        return count

    def one_of(self, key: str, *choices: str) -> str | None:
        """One of these words, in any case; the word itself."""
        text = self.text(key)
        if text is None:
            return None
        for choice in choices:
            if text.lower() == choice.lower():
                return choice
        raise ConfigurationError(f"{self.name(key)} is {text!r}, and has to be one of {', '.join(choices)}.")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        items = _items(self.name(key), self.given.get(key), "a list of strings", "VALUE")
        return tuple(_text(f"{self.name(key)}[{index}]", item) for index, item in enumerate(items))

    def objects(self, key: str, example: str) -> tuple[Values, ...]:
        """A list of objects; the example is the end of a command that sets one."""
        items = _items(self.name(key), self.given.get(key), "a list of objects", example)
        if not all(isinstance(item, Mapping) for item in items):
            raise _malformed(self.name(key), "a list of objects", f"[0].{example}")
        return tuple(Values.of(f"{self.name(key)}[{index}].", item) for index, item in enumerate(items))

    def object(self, key: str, example: str) -> Values | None:
        """An object."""
        value = _structure(self.given.get(key))
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise _malformed(self.name(key), "an object", f".{example}")
        return Values.of(f"{self.name(key)}.", value)

    def refuse_others(self, known: AbstractSet[str]) -> None:
        """Raise ConfigurationError for the first key that is not known."""
        for key in sorted(self.given.keys() - known):
            raise ConfigurationError(
                f"{self.name(key)} is not a setting of pulumi-aws that LensShare knows. Known are {_listed(known)}."
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
    raise ConfigurationError(f"{name} is a {type(value).__name__}, and has to be a string.")


def _items(name: str, value: object, kind: str, example: str) -> Sequence[Any]:
    items = _structure(value)
    if items is None:
        return ()
    if isinstance(items, str) or not isinstance(items, Sequence):
        end = f"[0] {example}" if example == "VALUE" else f"[0].{example}"
        raise _malformed(name, kind, end)
    return items


def _structure(value: object) -> object:
    """A structure as it is, or out of its JSON; what is no JSON stays text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _malformed(name: str, kind: str, end: str) -> ConfigurationError:
    key, space, value = end.partition(" ")
    return ConfigurationError(
        f"{name} is not {kind}. Set it by path: pulumi config set --path '{name}{key}'{space}{value}"
    )


def _listed(names: AbstractSet[str]) -> str:
    return ", ".join(sorted(names))
