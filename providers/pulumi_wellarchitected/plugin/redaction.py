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

_REPEATED = {"document": ("name", "description")}
"""The outputs that repeat a part of an input. A lens document has members of the same names."""

_values: ContextVar[tuple[str, ...]] = ContextVar("values", default=())


@contextmanager
def hiding(*properties: Mapping[str, Any]) -> Iterator[None]:
    """Hide the values of the secret inputs among the old and new properties of a resource."""
    names = {name for props in properties for name in (*secret_inputs(props), *secret_outputs(props))}
    values = {props[name] for props in properties for name in names if isinstance(props.get(name), str)}
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
    return {clean(content[name]) for name in _REPEATED["document"] if isinstance(content.get(name), str)}
