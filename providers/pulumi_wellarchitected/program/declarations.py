"""What a program declares, seen from the program: which inputs are secret, and that no two resources ask for the same.

The provider can know neither: secrets reach it in clear, and it is not asked for what is in the state already.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime import get_root_resource

_EXAMINED = ("lens_alias", "shared_with")

_declared: WeakKeyDictionary[pulumi.Resource, dict[tuple[str, str], str]] = WeakKeyDictionary()
"""For each run's stack, the resource that asks for a lens and a principal: one process may run several programs."""


def examine(resource_name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Refuse a second resource for the same lens and principal, and return an input that names the secret ones."""
    if _are_known(inputs):
        _declare(resource_name, inputs["lens_alias"], inputs["shared_with"])
    return _noted(inputs, resource_name)


def name_secrets(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return an input that names the secret ones, and let other resources ask for the same lens and principal."""
    return _noted(inputs, None)


def _are_known(inputs: dict[str, Any]) -> bool:
    return all(isinstance(inputs[name], str) for name in _EXAMINED)


def _noted(inputs: dict[str, Any], resource_name: str | None) -> dict[str, Any]:
    if _are_known(inputs):
        return {}
    outputs = {name: pulumi.Output.from_input(inputs[name]) for name in _EXAMINED}  # an awaitable is awaited once only
    return {**outputs, "secret_inputs": _note_when_known(outputs, resource_name)}


async def _note_when_known(outputs: dict[str, pulumi.Output[Any]], resource_name: str | None) -> list[str] | None:
    lens_alias, shared_with = [await output.future() for output in outputs.values()]  # None: not known in a preview
    if resource_name and isinstance(lens_alias, str) and isinstance(shared_with, str):
        _declare(resource_name, lens_alias, shared_with)
    return [name for name, output in outputs.items() if await output.is_secret()] or None


def _declare(resource_name: str, lens_alias: str, shared_with: str) -> None:
    stack = get_root_resource()
    if stack is None:
        return
    first = _declared.setdefault(stack, {}).setdefault((lens_alias, shared_with), resource_name)
    if first != resource_name:
        raise pulumi.RunError(
            f"LensShare {resource_name!r} asks for what {first!r} asks for already: AWS takes one share of a lens with "
            f"a principal, and deleting either would take it from both. Remove one of the two."
        )
