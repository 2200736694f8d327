"""What only the program can know about its resources: which inputs are secret, and that no two declare the same share.

Secrets reach the provider in plain text. And the provider does not hear of resources that the state already has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime import get_root_resource
from pulumi_wellarchitected.plugin.schema import SECRET_INPUTS, ShareSchema
from pulumi_wellarchitected.program import options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.principals import ShareKey

_declared: WeakKeyDictionary[pulumi.Resource, dict[ShareKey, str]] = WeakKeyDictionary()
"""Which resource declares a share, for the stack of each run: one process may run several programs."""


def examine(
    schema: ShareSchema, type_name: str, resource_name: str, inputs: dict[str, Any], opts: pulumi.ResourceOptions
) -> dict[str, Any]:
    """Refuse a second resource for the same share. Returns an input that lists the secret inputs."""
    names = [each.name for each in schema.inputs if each.required]
    if opts.id is not None:
        return {}
    # A resource does not own what it ignores.
    place = None if options.ignores(opts, names) else _place(resource_name, opts.parent)
    if all(isinstance(inputs[name], str) for name in names):
        _declare(schema, type_name, place, inputs)
        return {}
    outputs = {name: pulumi.Output.from_input(inputs[name]) for name in names}  # an awaitable can only be awaited once
    return {**outputs, SECRET_INPUTS: _find_secrets(schema, type_name, place, outputs)}


async def _find_secrets(
    schema: ShareSchema, type_name: str, place: str | None, outputs: Mapping[str, pulumi.Output[Any]]
) -> list[str] | None:
    known = {name: await output.future() for name, output in outputs.items()}  # None: not known in a preview
    _declare(schema, type_name, place, known)
    return [name for name, output in outputs.items() if await output.is_secret()] or None


def _declare(schema: ShareSchema, type_name: str, place: str | None, inputs: Mapping[str, Any]) -> None:
    stack, key = get_root_resource(), schema.key(inputs)
    if stack is None or key is None or place is None:
        return
    first = _declared.setdefault(stack, {}).setdefault(key, place)
    if first != place:
        raise pulumi.RunError(
            f"{type_name} {place!r} declares the same share as {first!r}. AWS accepts only one share with a principal, "
            f"and deleting either resource would take it from both. Remove one of the two."
        )


def _place(resource_name: str, parent: pulumi.Resource | None) -> str:
    """The end of its URN. Resources of one name are different if the types of their parents are."""
    return f"{parent.pulumi_resource_type}${resource_name}" if parent else resource_name
