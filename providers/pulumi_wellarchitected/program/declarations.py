"""What only the program can know about its resources: which inputs are secret, and that no two declare the same thing.

Secrets reach the provider in plain text. And the provider does not hear of resources that the state already has.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.settings import SETTINGS, get_root_resource
from pulumi_wellarchitected.plugin.schema.inputs import SECRET_INPUTS, Schema
from pulumi_wellarchitected.program import options

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a program, and which resource of it declares a thing.

    One process may run several programs, and a test runs its program once more. Each run by the engine has a stack of
    its own (the Automation API runs several at once). Under mocks all runs have one stack. There `set_mocks` and
    `pulumi.runtime.test` start with a new list of outstanding calls, and an asynchronous test with a new event loop.
    """

    loop: asyncio.AbstractEventLoop
    outstanding_calls: list[Any]
    places: dict[Hashable, str] = field(default_factory=dict)
    """What declares a thing, by the thing's key."""
    lists: dict[Hashable, str] = field(default_factory=dict)
    """What declares the list of all things of a kind, by the list's key."""
    elements: dict[Hashable, str] = field(default_factory=dict)
    """What declares a thing alone that a list would contain, by the list's key. One of several is enough."""

    @classmethod
    def current(cls) -> _Run | None:
        """The present run. None if nothing runs: a test that only declares resources never ends its run."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return None
        stack, calls = get_root_resource(), SETTINGS.rpc_manager.rpcs
        if stack is None:
            return None
        run = _runs.get(stack)
        if run is None or run.loop is not loop or run.outstanding_calls is not calls:
            run = _runs[stack] = cls(loop, calls)
        return run


_runs: WeakKeyDictionary[pulumi.Resource, _Run] = WeakKeyDictionary()
"""The last run of each stack."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A resource as the program declares it."""

    schema: Schema
    type_name: str
    resource_name: str
    opts: pulumi.ResourceOptions

    def examine(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a second resource for the same thing. Returns an input that lists the secret inputs."""
        if self.opts.id is not None:
            return {}
        names = [each.name for each in self.schema.inputs if each.accepted and inputs[each.name] is not None]
        if all(isinstance(inputs[name], str) for name in names):
            self._declare(inputs)
            return {}
        # An awaitable can only be awaited once, so each becomes an Output.
        outputs = {name: pulumi.Output.from_input(inputs[name]) for name in names}
        return {**outputs, SECRET_INPUTS: self._find_secrets(inputs, outputs)}

    async def _find_secrets(
        self, inputs: Mapping[str, Any], outputs: Mapping[str, pulumi.Output[Any]]
    ) -> list[str] | None:
        known = {name: await output.future() for name, output in outputs.items()}  # None: not known in a preview
        self._declare({**inputs, **known})
        return [name for name, output in outputs.items() if await output.is_secret()] or None

    def _declare(self, inputs: Mapping[str, Any]) -> None:
        run, key = _Run.current(), self.schema.key(inputs)
        names = [each.name for each in self.schema.inputs if each.required]
        if run is None or key is None or options.ignores(self.opts, names):  # a resource does not own what it ignores
            return
        scope = options.find_provider(self.opts) if self.schema.of_account else None
        place = _place(self.resource_name, self.opts.parent)
        first = run.places.setdefault((self.schema.noun, scope, key), place)
        if first != place:
            raise pulumi.RunError(
                f"{self.type_name} {place!r} declares the same {self.schema.noun} as {first!r}. {self.schema.doubled}"
            )
        self._declare_beside_lists(run, key, f"{self.type_name} {place!r}")

    def _declare_beside_lists(self, run: _Run, key: Hashable, label: str) -> None:
        """Refuse a share beside the list of all shares, whichever comes first."""
        of_list = self.schema.list_of(key)
        if of_list is None:
            return
        (run.lists if of_list == key else run.elements).setdefault(of_list, label)
        if of_list in run.lists and of_list in run.elements:
            raise pulumi.RunError(
                f"{run.elements[of_list]} is beside {run.lists[of_list]}, which owns all shares of the lens and would "
                f"end its access. Name its principal there, and remove the share."
            )


def _place(resource_name: str, parent: pulumi.Resource | None) -> str:
    """The end of its URN. Resources of one name are different if the types of their parents are."""
    return f"{parent.pulumi_resource_type}${resource_name}" if parent else resource_name
