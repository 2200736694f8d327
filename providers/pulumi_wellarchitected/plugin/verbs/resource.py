"""What the engine asks of every resource, and what it stores.

Everything in this room works on plain mappings and knows nothing of Pulumi. dynamic_shell.py translates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.plugin.redaction import secret_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.plugin.changes import Changes
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.inputs import Props, Schema


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource as the engine stores it."""

    id: str
    outputs: dict[str, Any]
    inputs: dict[str, Any] | None = None
    """None: the engine keeps the inputs that it has."""


class Verbs(Protocol):
    """The verbs of one kind of resource. They keep no state of their own; process.py does."""

    process: Process

    @property
    def schema(self) -> Schema:
        """The table of the resource's inputs."""

    def check(self, olds: Props, news: Props) -> Mapping[str, str]:
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the old outputs with the new inputs. Makes no API call and never raises: a refresh asks it too."""

    def create(self, props: Props) -> Resource:
        """Create the resource."""

    def read(self, id_: str, props: Props) -> Resource | None:
        """Read the resource: in a refresh with its old outputs, in a lookup with its ID only. None: it is gone."""

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Update the resource in place. Returns its outputs."""

    def delete(self, id_: str, props: Props) -> None:
        """Delete the resource."""


def refuse_secrets(schema: Schema, reasons: Mapping[str, str], news: Props) -> None:
    """Raise InvalidInputError for a malformed secret input: a check failure would print its value."""
    for each in schema.inputs:
        if each.name in reasons and each.name in secret_inputs(news):
            raise InvalidInputError(f"The secret input {each.name} is not accepted. Give {each.accepted}.")
