"""Keeping secret inputs out of every sentence.

The engine strips a secret of its mark before the provider sees it, so that the program names the secret inputs in one
of their own (`secret_inputs`). While a verb is at work, their values are replaced in whatever it says.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECRET = "[secret]"  # noqa: S105 - what the engine prints in place of one

_values: ContextVar[tuple[str, ...]] = ContextVar("values", default=())


@contextmanager
def hiding(*properties: Mapping[str, Any]) -> Iterator[None]:
    """Hide the values of the secret inputs, old and new, among the properties of a resource."""
    names = {name for props in properties for name in secret_inputs(props)}
    values = {props[name] for props in properties for name in names if isinstance(props.get(name), str)}
    telling = {part for value in values for part in _telling(value)}
    token = _values.set(tuple(sorted(telling, key=len, reverse=True)))  # a part may stand in another
    try:
        yield
    finally:
        _values.reset(token)


def _telling(value: str) -> set[str]:
    """A value, as it stands in a URL as well, and of an ARN the account and the name."""
    parts = {value, quote(value, safe="")}
    if value.startswith("arn:"):
        parts |= set(value.split(":", 5)[4:])
    return parts - {""}


def redact(sentence: str) -> str:
    """The sentence with every hidden value replaced."""
    for value in _values.get():
        sentence = sentence.replace(value, SECRET)
    return sentence


def secret_inputs(props: Mapping[str, Any]) -> list[str]:
    """The names of the secret inputs."""
    names: list[str] = props.get("secret_inputs", [])
    return names
