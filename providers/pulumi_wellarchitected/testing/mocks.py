"""Mocks for Pulumi's unit tests: each resource of this package is validated and answered as in a real run."""

from __future__ import annotations

import logging
from copy import copy
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider
from pulumi.runtime.rpc import is_rpc_secret, unwrap_rpc_secret
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.errors import InvalidInputError, NotFoundError, WellArchitectedError
from pulumi_wellarchitected.plugin.dynamic_shell import translate_unknowns
from pulumi_wellarchitected.plugin.redaction import hiding, redact
from pulumi_wellarchitected.testing.service import Memory, Service

if TYPE_CHECKING:
    from pulumi.runtime import MockCallArgs, MockResourceArgs
    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.plugin.verbs.resource import Verbs

_PROVIDER_TYPE = "pulumi:providers:pulumi-python"
_SHELLS = {serialize_provider(shell): shell for shell in (getattr(dynamic, name) for name in dynamic.__all__)}
"""The dynamic providers, by what each resource sends to name its own."""
_log = logging.getLogger("pulumi_wellarchitected.testing")


def _is_of_interest(record: logging.LogRecord) -> bool:
    """Pulumi reads no output of a refused resource, and asyncio would log each of them with its traceback."""
    return not (record.exc_info and isinstance(record.exc_info[1], WellArchitectedError))


logging.getLogger("asyncio").addFilter(_is_of_interest)


class WellArchitectedMocks(pulumi.runtime.Mocks):
    """Mocks that validate the inputs of this package's resources, and answer the outputs of a real run.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa
    from pulumi_wellarchitected.testing import WellArchitectedMocks

    pulumi.runtime.set_mocks(WellArchitectedMocks())


    @pulumi.runtime.test
    def test_a_share_with_an_account_is_pending():
        share = wa.LensShare(
            "security",
            lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
            shared_with="444455556666",
        )

        def check(status):
            assert status == "PENDING"

        return share.status.apply(check)
    ```

    Nothing is called and nothing is shared:

    - A share with an account or a user is PENDING, and ACCEPTED with `wait_for_acceptance=True`. A share with an
      organization or a unit is ASSOCIATED.
    - A lens is PUBLISHED.
    - An accepter is ACCEPTED, and REJECTED with `action="REJECT"`. If it names the invitation of a share in the
      program, its account is the one that the share is with. Otherwise it is 444455556666.
    - Global settings are as the program sets them.
    - `get` finds whatever it is asked for, and makes up what the program does not say.

    IDs, ARNs and times are the same in each test. With `set_mocks(..., preview=True)`, outputs are unknown, as in the
    preview of a create.

    The warnings of a real run are logged to the logger `pulumi_wellarchitected.testing`.

    Args:
        others: The mocks for all calls, and for the resources of other packages. Default: the ID is the name with
            `_id`, the outputs are the inputs, and calls return nothing.
        account: The account that owns new lenses and has the global settings. Default: 111122223333.
        region: The Region of new lenses, if neither the program nor a `Provider` names one. Default: us-east-1.

    Raises:
        InvalidInputError: An input is malformed. The message is that of the terminal. Raised when the test awaits the
            resource, as `pulumi.runtime.test` does.
        ConfigurationError: A setting of the `Provider` of a resource is malformed. Raised at the same time.
    """

    def __init__(
        self, others: pulumi.runtime.Mocks | None = None, *, account: str = "111122223333", region: str = "us-east-1"
    ) -> None:
        self._others = others or _Echo()
        self._memory = Memory(account, region)
        self._default = self._serve({})
        self._services: dict[str, Service] = {}

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
        """Validate a resource and answer its ID and outputs. Called by Pulumi."""
        if args.typ == _PROVIDER_TYPE:
            return self._configure(args)
        shell = _SHELLS.get(_in_clear(args.inputs).get(PROVIDER_KEY))
        if shell is None:
            return self._others.new_resource(args)
        verbs = copy(shell.verbs)
        verbs.process = self._services.get((args.provider or "").rpartition("::")[2], self._default)
        return _answer(verbs, args)

    def call(self, args: MockCallArgs) -> Any:  # noqa: ANN401 - whatever the other mocks return
        """Pass a call on, also that of a function of this package. Called by Pulumi."""
        return self._others.call(args)

    def register_transform(self, transform: pulumi.ResourceTransform) -> None:
        """Pass a transform of the stack on. Called by Pulumi."""
        self._others.register_transform(transform)

    def register_invoke_transform(self, transform: pulumi.InvokeTransform) -> None:
        """Pass a transform of the stack's calls on. Called by Pulumi."""
        self._others.register_invoke_transform(transform)

    def _configure(self, args: MockResourceArgs) -> tuple[str, dict[Any, Any]]:
        """Answer a Provider. As in a real run, its settings are checked with those resources that use it."""
        id_ = f"{args.name}-{len(self._services)}"
        self._services[id_] = self._serve(_in_clear(args.inputs))
        return id_, args.inputs

    def _serve(self, config: Props) -> Service:
        return Service(self._memory, _Log(), config)


class _Echo(pulumi.runtime.Mocks):
    """The usual mocks of Pulumi's documentation."""

    def new_resource(self, args: MockResourceArgs) -> tuple[str, dict[Any, Any]]:
        return f"{args.name}_id", args.inputs

    def call(self, _args: MockCallArgs) -> Any:  # noqa: ANN401 - as above
        return {}


class _Log:
    def warn(self, message: str) -> None:
        _log.warning("%s", redact(message))

    def inform(self, message: str) -> None:
        _log.info("%s", redact(message))


def _answer(verbs: Verbs, args: MockResourceArgs) -> tuple[str | None, dict[Any, Any]]:
    given = _in_clear(args.inputs)
    with hiding(given):
        try:
            if args.resource_id:
                return _read(verbs, args.resource_id)
            _check(verbs, given)
            if pulumi.runtime.is_dry_run():
                return None, args.inputs
            made = verbs.create(verbs.schema.given(given))
        except WellArchitectedError as failure:
            label = f"{args.typ.rpartition(':')[2]} {args.name!r}"
            raise type(failure)(redact(f"{label}: {failure}")) from None  # its sentence is in this one
    secrets = {name: args.inputs[name] for name in made.outputs if is_rpc_secret(args.inputs.get(name))}
    return made.id, {**made.outputs, **secrets}


def _read(verbs: Verbs, id_: str) -> tuple[str, dict[Any, Any]]:
    found = verbs.read(id_, {})
    if found is None:
        raise NotFoundError(f"There is nothing with the ID {id_!r}.")
    return found.id, found.outputs


def _check(verbs: Verbs, given: Props) -> None:
    reasons = verbs.check({}, translate_unknowns(given))
    if reasons:
        told = " ".join(f"Property {name} has a problem: {reason}" for name, reason in reasons.items())
        raise InvalidInputError(told)


def _in_clear(inputs: dict[str, Any]) -> dict[str, Any]:
    return {name: unwrap_rpc_secret(value) if is_rpc_secret(value) else value for name, value in inputs.items()}
