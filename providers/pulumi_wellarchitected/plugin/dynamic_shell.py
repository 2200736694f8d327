"""Translates between pulumi.dynamic and the verbs, in both directions. Nothing else does.

An expected failure leaves under its own name and without a traceback (tracebacks.py). Pulumi's unknown values become
the schema's. Results become the classes that pulumi.dynamic expects.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pulumi import output
from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)
from pulumi.runtime import rpc
from pulumi_wellarchitected.errors import CredentialsError, WrongAccountError
from pulumi_wellarchitected.plugin.redaction import secret_outputs
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.plugin.tracebacks import entry_point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi_wellarchitected.plugin.schema.inputs import Props
    from pulumi_wellarchitected.plugin.verbs.resource import Verbs


_MARK = {rpc._special_sig_key: rpc._special_secret_sig}  # noqa: SLF001 - there is no public name
"""What makes a value with it a secret to the engine. An Output would need the event loop that the SDK makes later."""


class DynamicShell(ResourceProvider):
    """A dynamic provider that passes everything on to the verbs of one resource."""

    serialize_as_secret_always = False  # it is pickled as a name (dynamic.py), and encryption would bloat the state

    def __init__(self, load: Callable[[], Verbs]) -> None:
        super().__init__()
        self._load = load

    @cached_property
    def verbs(self) -> Verbs:
        """The verbs, which are imported when the engine first asks for one."""
        return self._load()

    @entry_point
    def configure(self, req: ConfigureRequest) -> None:
        """Take the stack's configuration, or an explicit provider's inputs."""
        # An unknown `aws:*` key has to be refused, and Config has no public way to list its keys.
        self.verbs.process.configure(vars(req.config)["_props"])

    @entry_point
    def check(self, olds: Props, news: Props) -> CheckResult:
        """Validate the inputs. Makes no API call."""
        reasons = self.verbs.check(olds, translate_unknowns(news))
        return CheckResult(
            self.verbs.schema.given(news), [CheckFailure(name, reason) for name, reason in reasons.items()]
        )

    @entry_point
    def diff(self, id_: str, olds: Props, news: Props) -> DiffResult:
        """Tell what a change does."""
        changes = self.verbs.diff(id_, olds, translate_unknowns(news))
        return DiffResult(
            changes=bool(changes.replaces or changes.updates),
            replaces=list(changes.replaces),
            delete_before_replace=self.verbs.schema.deletes_before_replacing,
        )

    @entry_point
    def create(self, props: Props) -> CreateResult:
        """Create the resource."""
        created = self.verbs.create(props)
        return CreateResult(created.id, _with_secrets(created.outputs))

    @entry_point
    def read(self, id_: str, props: Props) -> ReadResult:
        """Read the resource, in a refresh or a lookup."""
        is_lookup = not self.verbs.schema.given(props)  # which a program makes, so that no settings are saved ones
        with nullcontext() if is_lookup else self._explaining_saved_settings():
            found = self.verbs.read(id_, props)
        return ReadResult("", {}) if found is None else ReadResult(found.id, _with_secrets(found.outputs), found.inputs)

    @entry_point
    def update(self, id_: str, olds: Props, news: Props) -> UpdateResult:
        """Update the resource in place."""
        return UpdateResult(_with_secrets(self.verbs.update(id_, olds, news)))

    @entry_point
    def delete(self, id_: str, props: Props) -> None:
        """Delete the resource."""
        with self._explaining_saved_settings():
            self.verbs.delete(id_, props)

    @contextmanager
    def _explaining_saved_settings(self) -> Iterator[None]:
        """Tell users of other credentials than they expect where a refresh and a destroy take them from."""
        try:
            yield
        except (CredentialsError, WrongAccountError) as failure:
            if self.verbs.process.has_program:
                raise
            raise type(failure)(
                f"{failure} Refresh and destroy use the settings saved in the state: give --run-program to use the "
                f"current ones."
            ) from None  # its sentence is in this one


def _with_secrets(outputs: Props) -> dict[str, Any]:
    """Mark the outputs that repeat a part of a secret input. The engine itself marks those of the input's own name."""
    secret = secret_outputs(outputs)
    return {name: {**_MARK, "value": value} if name in secret else value for name, value in outputs.items()}


def translate_unknowns(props: Props) -> Props:
    """Replace Pulumi's unknown values by the schema's."""
    return {name: _known_or_unknown(value) for name, value in props.items()}


def _known_or_unknown(value: object) -> object:
    match value:
        case output.Unknown():
            return Unknown()
        case list():
            return [_known_or_unknown(item) for item in value]
        case dict():
            return {key: _known_or_unknown(item) for key, item in value.items()}
        case _:
            return value
