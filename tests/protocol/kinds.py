"""The four kinds of share, in the words of the engine and of AWS."""

from dataclasses import dataclass, field
from typing import Any

from pulumi.dynamic import ResourceProvider
from pulumi_wellarchitected import dynamic
from tests.protocol.plugin import Plugin
from tests.support import emulated
from wellarchitected_emulator import EmulatorClient


@dataclass(frozen=True)
class Kind:
    """One kind of share."""

    word: str
    noun: str
    input_name: str
    provider: ResourceProvider
    more: dict[str, Any] = field(default_factory=dict)
    """The inputs that this kind requires beside the two of every kind."""

    def __str__(self) -> str:
        return self.noun

    def about(self, plugin: Plugin) -> Plugin:
        """The plugin, asked about shares of this kind."""
        return plugin.about(f"pulumi-python:dynamic/wellarchitected:{self.word}Share", self.provider)

    def make(self, emulator: EmulatorClient) -> str:
        """Make something of this kind that can be shared, and return its ARN."""
        place = {"account": emulated.OWNER, "region": emulated.REGION}
        if self.word == "Lens":
            return emulator.publish_lens("security", **place)
        return emulator.create_resource(self.word.upper(), "security", **place)

    def operations(self, *verbs: str) -> list[str]:
        """The names of operations: `List` is ListLensShares, for example."""
        return [f"{verb}{self.word}Share{'s' if verb == 'List' else ''}" for verb in verbs]


LENS = Kind("Lens", "lens", "lens_alias", dynamic.lens_share)
PROFILE = Kind("Profile", "profile", "profile_arn", dynamic.profile_share)
TEMPLATE = Kind("Template", "review template", "template_arn", dynamic.template_share)
WORKLOAD = Kind("Workload", "workload", "workload_arn", dynamic.workload_share, {"permission_type": "READONLY"})
OTHERS = (PROFILE, TEMPLATE, WORKLOAD)
