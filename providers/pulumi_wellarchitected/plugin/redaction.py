"""Keeps secret inputs out of every sentence.

The engine passes secrets to the provider in plain text and does not say which inputs are secret. So the program lists
them in an input of their own (`secret_inputs`). While a verb runs, their values are replaced in all that it says. The
name and the description in a secret lens document are as secret as the document.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.plugin.schema.inputs import SECRET_INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECRET = "[secret]"  # noqa: S105 - what the engine prints in place of one

_MEMBERS = ("name", "description")
"""The members of a lens document that are outputs of the same names."""
_REPEATED = {"document": _MEMBERS, "principals": ("share_ids", "statuses", "sent_at")}
"""The outputs that repeat a part of an input."""

_values: ContextVar[tuple[str, ...]] = ContextVar("values", default=())


@contextmanager
def hiding(*properties: Mapping[str, Any]) -> Iterator[None]:
    """Hide the values of the secret inputs among the old and new properties of a resource."""
    inputs = {name for props in properties for name in secret_inputs(props)}
    outputs = {name for props in properties for name in secret_outputs(props)}
    values = {text for props in properties for name in inputs for text in _texts(props.get(name))}
    values |= {props[name] for props in properties for name in outputs if isinstance(props.get(name), str)}
    parts = {part for value in values for part in _telling_parts(value)}
    token = _values.set(tuple(sorted(parts, key=len, reverse=True)))  # one part may contain another
    try:
        yield
    finally:
        _values.reset(token)


def redact(sentence: str) -> str:
    """The sentence with every hidden value replaced."""
    for value in _values.get():
        sentence = sentence.replace(value, SECRET)
    return sentence


def secret_inputs(props: Mapping[str, Any]) -> list[str]:
    """The names of the secret inputs."""
    names: list[str] = props.get(SECRET_INPUTS, [])
    return names


def secret_outputs(props: Mapping[str, Any]) -> list[str]:
    """The names of the outputs that repeat a part of a secret input."""
    return [name for each in secret_inputs(props) for name in _REPEATED.get(each, ())]


def _texts(value: object) -> list[str]:
    """The value itself, or the principals in a list or in a mapping from their identities."""
    match value:
        case str():
            return [value]
        case list():
            return [text for text in value if isinstance(text, str)]
        case dict():
            return [*value, *(text for text in value.values() if isinstance(text, str))]
        case _:
            return []


def _telling_parts(value: str) -> set[str]:
    """The value, also as it stands in a URL, and what a sentence may tell of an ARN or of a document."""
    parts = {value, quote(value, safe="")}
    if value.startswith("arn:"):
        parts |= set(value.split(":", 5)[4:])
    elif value.startswith("{"):
        parts |= _repeated_parts(value)
    return parts - {""}


def _repeated_parts(document: str) -> set[str]:
    try:
        content = json.loads(document)
    except (RecursionError, ValueError):
        return set()  # no sentence quotes a part of it
    return {clean(content[name]) for name in _MEMBERS if isinstance(content.get(name), str)}
