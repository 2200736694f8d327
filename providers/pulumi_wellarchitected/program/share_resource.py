"""The base class of every share resource: how it is declared, and the outputs that the state leaves out.

A share is a dynamic resource, but not a subclass of pulumi.dynamic.Resource. With each resource, the SDK stores the
place of the third `__init__` on the stack: with that class between, a line of this package instead of the user's. And
the provider is pickled once and not for each share.

Annotations are types here and not strings: Pulumi evaluates a resource's annotations for each instance, and strings
took a third of a millisecond a share.
"""

from collections.abc import Awaitable
from typing import Any, NoReturn

import pulumi
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider
from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell
from pulumi_wellarchitected.plugin.schema import Input, ShareSchema, parse_timeouts
from pulumi_wellarchitected.program import declarations, options

_TIMED = ("create", "delete")


class ShareResource(pulumi.CustomResource):
    """The base class of LensShare. It cannot be declared itself."""

    _type: str
    _pickled: str
    _schema: ShareSchema

    shared_with: pulumi.Output[str]
    """The principal, in the spelling of the program."""
    share_id: pulumi.Output[str]
    """The ID of the share: 32 hexadecimal digits. The consumer's invitation has the same ID."""
    status: pulumi.Output[str]
    """ACCEPTED, ASSOCIATED, ASSOCIATING, EXPIRED, FAILED, PENDING, REJECTED or REVOKED, as it was last seen."""

    def __init_subclass__(cls, provider: DynamicShell | None = None, type_: str = "") -> None:
        if provider is None:
            _refuse_subclass(cls)
        super().__init_subclass__()
        cls._type, cls._pickled, cls._schema = type_, serialize_provider(provider), provider.verbs.schema

    def _declare(self, resource_name: str, inputs: dict[str, Any], opts: pulumi.ResourceOptions) -> None:
        """Register the resource with the engine. Called by `__init__`."""
        label = f"{type(self).__name__} {resource_name!r}"
        options.validate(label, opts)
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
                "share_id": None,
                "status": None,
                **declarations.examine(self._schema, type(self).__name__, resource_name, inputs, opts),
                **_timeouts(label, opts),
                # Awaited after the transformations and before the engine acts. The result is None as well.
                "status_message": options.refuse_added_provider(label, self, opts),
            },
            # A forced replacement (--target-replace, taint) never calls diff(), and only this option gives its order.
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True)),
        )

    @property
    def adopt_existing(self) -> pulumi.Output[bool]:
        """Whether an existing live share is taken over."""
        return self._input("adopt_existing")

    @property
    def wait_for_acceptance(self) -> pulumi.Output[bool]:
        """Whether a create waits for the acceptance of the invitation."""
        return self._input("wait_for_acceptance")

    @property
    def resend_on(self) -> pulumi.Output[list[str]]:
        """The statuses in which the next `up` sends the share again."""
        return self._input("resend_on")

    @property
    def status_message(self) -> pulumi.Output[str]:
        """What AWS says about the status. Usually the empty string."""
        return _or_default(vars(self)["status_message"], "", self.status.is_known())

    @property
    def region(self) -> pulumi.Output[str]:
        """The Region of the shared resource. The share is in the same Region."""
        target: pulumi.Output[str] = vars(self)[self._schema.kind.input_name]
        return target.apply(lambda arn: self._schema.kind.parse(arn).region)

    def _may_be_stored(self, each: Input, opts: pulumi.ResourceOptions) -> bool:
        """Whether the state may have a value of an input that the program does not give."""
        return each.required or (each.documented and options.ignores(opts, [each.name]))

    def _input(self, name: str) -> pulumi.Output[Any]:
        """An input as an output. The state has only what was given, so the default is added here."""
        default = next(each.default for each in self._schema.inputs if each.name == name)
        output: pulumi.Output[Any] | None = vars(self).get(name)
        if output is None:
            return pulumi.Output.from_input(default)
        return output if name in self._given else _or_default(output, default, _true())


def _or_default(output: pulumi.Output[Any], default: Any, is_known: Awaitable[bool]) -> pulumi.Output[Any]:  # noqa: ANN401 - as the output's value
    """In a preview Pulumi takes an output that the state leaves out for unknown. This one is known."""

    async def value() -> Any:  # noqa: ANN401 - as above
        found = await output.future()
        return default if found is None else found

    return pulumi.Output(output.resources(), value(), is_known, output.is_secret())


async def _true() -> bool:
    return True


def _timeouts(label: str, opts: pulumi.ResourceOptions) -> dict[str, Any]:
    """The engine does not pass custom_timeouts to a dynamic provider, so they travel as an input."""
    custom = opts.custom_timeouts
    given = {operation: getattr(custom, operation) for operation in _TIMED if getattr(custom, operation, None)}
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
