"""The base class of every resource: how it is declared, and the outputs that the state leaves out.

A resource is a dynamic one, but not a subclass of pulumi.dynamic.Resource. With each resource, the SDK stores the place
of the third `__init__` on the stack: with that class between, a line of this package instead of the user's. And the
provider is pickled once and not for each resource.

Outputs are properties, and annotate nothing: Pulumi evaluates the annotations of a resource's class for each instance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import pulumi
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider
from pulumi_wellarchitected.plugin.schema.inputs import PROTECTED, Input, Schema, parse_timeouts
from pulumi_wellarchitected.program import options
from pulumi_wellarchitected.program.declarations import Declaration

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell


class Resource(pulumi.CustomResource):
    """The base class of the resources. It cannot be declared itself."""

    _type: str
    _pickled: str
    _schema: Schema
    _stored_outputs: tuple[str, ...]
    """The outputs that the state always has. An output only resolves if its key is passed."""
    _import_advice: str
    """What to do instead of ResourceOptions(import_=)."""

    def __init_subclass__(
        cls, provider: DynamicShell | None = None, schema: Schema | None = None, type_: str = ""
    ) -> None:
        super().__init_subclass__()
        if "_type" in vars(cls.__base__):
            _refuse_subclass(cls)
        if provider is not None and schema is not None:
            cls._type, cls._pickled, cls._schema = type_, serialize_provider(provider), schema

    def _declare(self, resource_name: str, inputs: dict[str, Any], opts: pulumi.ResourceOptions) -> None:
        """Register the resource with the engine. Called by `__init__`."""
        type_name = type(self).__name__
        label = f"{type_name} {resource_name!r}"
        options.validate(
            label, opts, self._import_advice, deletes_before_replacing=self._schema.deletes_before_replacing
        )
        opts = options.with_provider(opts)
        given = {name: value for name, value in inputs.items() if value is not None}
        self._given = given.keys()
        super().__init__(
            self._type,
            resource_name,
            {
                PROVIDER_KEY: self._pickled,
                # An output only resolves if its key is passed, even if the value is None. Each key takes time.
                **dict.fromkeys(each.name for each in self._schema.inputs if self._may_be_stored(each, opts)),
                **given,
                **dict.fromkeys(self._stored_outputs),
                **Declaration(self._schema, type_name, resource_name, opts).examine(inputs),
                **_timeouts(label, opts, self._schema.timed),
                # Awaited after the transformations and before the engine acts.
                PROTECTED: options.find_protection(label, self, opts),
            },
            self._with_order(opts),
        )

    def _with_order(self, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
        """A forced replacement (--target-replace, taint) never calls diff(), and only this option gives its order."""
        if not self._schema.deletes_before_replacing:
            return opts
        return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True))

    def _may_be_stored(self, each: Input, opts: pulumi.ResourceOptions) -> bool:
        """Whether the state may have a value of an input that the program does not give."""
        return each.required or (each.documented and options.ignores(opts, [each.name]))

    def _output(self, name: str) -> pulumi.Output[Any]:
        """A value that the state always has."""
        output: pulumi.Output[Any] = vars(self)[name]
        return output

    def _input(self, name: str) -> pulumi.Output[Any]:
        """An input as an output. The state has only what was given, so the default is added here."""
        default = next(each.default for each in self._schema.inputs if each.name == name)
        output: pulumi.Output[Any] | None = vars(self).get(name)
        if output is None:
            return pulumi.Output.from_input(default)
        return output if name in self._given else or_default(output, default, _true())


def or_default(output: pulumi.Output[Any], default: Any, is_known: Awaitable[bool]) -> pulumi.Output[Any]:  # noqa: ANN401 - as the output's value
    """In a preview Pulumi takes an output that the state leaves out for unknown. This one is known."""

    async def value() -> Any:  # noqa: ANN401 - as above
        found = await output.future()
        return default if found is None else found

    return pulumi.Output(output.resources(), value(), is_known, output.is_secret())


async def _true() -> bool:
    return True


def _timeouts(label: str, opts: pulumi.ResourceOptions, operations: tuple[str, ...]) -> dict[str, Any]:
    """The engine does not pass custom_timeouts to a dynamic provider, so they travel as an input."""
    custom = opts.custom_timeouts
    given = {operation: getattr(custom, operation) for operation in operations if getattr(custom, operation, None)}
    try:
        parse_timeouts(given)  # the engine's own refusal comes before check(), with a traceback
    except ValueError as bad:
        raise pulumi.RunError(f"{label}: custom_timeouts: {bad}") from None  # it says it all
    return {"timeouts": given} if given else {}


def _refuse_subclass(cls: type) -> NoReturn:
    raise TypeError(
        f"{cls.__name__} cannot be a subclass of {cls.__bases__[0].__name__}, whose type stands in the state and never "
        f"changes. Wrap the resource in a pulumi.ComponentResource."
    )
