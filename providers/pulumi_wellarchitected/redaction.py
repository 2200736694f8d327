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
def hiding(props: Mapping[str, Any]) -> Iterator[None]:
    """Hide the values of the secret inputs among the properties of a resource."""
    values = [props[name] for name in secret_inputs(props) if isinstance(props.get(name), str) and props[name]]
    token = _values.set((*values, *(quote(value, safe="") for value in values)))  # as it stands in a URL
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
    names: list[str] = props.get("secret_inputs", [])
    return names
