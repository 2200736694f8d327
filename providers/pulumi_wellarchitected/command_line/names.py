"""The file of --names: names of resources, each with its principal, in YAML or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.principals import Principal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_names(file: Path) -> dict[str, Principal]:
    """Read the principals by the names of their resources. Raises CommandError with a sentence."""
    try:
        pairs = _pairs(file.read_text(encoding="utf-8"))
        return _distinct((name, Principal.parse(principal)) for name, principal in pairs)
    except OSError as failure:
        raise CommandError(f"Could not read {file}: {failure.strerror}.") from failure
    except (ValueError, yaml.YAMLError, RecursionError) as bad:
        raise CommandError(f"Could not read the names in {file}: {bad}") from bad


def _pairs(text: str) -> list[tuple[str, str]]:
    """Read names and principals as text: as a number, an account ID would lose its zeros."""
    try:
        pairs = json.loads(text, object_pairs_hook=_Object, parse_int=str)
    except ValueError:
        pairs = _yaml_pairs(text)
    if not isinstance(pairs, _Object):
        raise ValueError("It is no object of names and principals. Write lines such as security: '444455556666'.")  # noqa: TRY004 - what is wrong is the file
    for name, principal in pairs:
        if not name or not isinstance(principal, str):
            raise ValueError(f"{name!r} is no name with a principal. Write lines such as security: '444455556666'.")
    return pairs


class _Object(list[tuple[str, Any]]):
    """The members of an object in their order, with those that are there twice."""


def _yaml_pairs(text: str) -> object:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return node
    return _Object((key.value, value.value) for key, value in node.value)


def _distinct(names: Iterable[tuple[str, Principal]]) -> dict[str, Principal]:
    """Refuse a name with two principals, and a principal with two names."""
    found: dict[str, Principal] = {}
    for name, principal in names:
        if name in found:
            raise ValueError(f"The name {name!r} is there twice.")
        if principal.identity in {each.identity for each in found.values()}:
            raise ValueError(f"The principal {principal} has two names.")
        found[name] = principal
    return found
