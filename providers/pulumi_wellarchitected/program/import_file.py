"""The file with which `pulumi import` takes over a lens and its shares, and the program lines for them.

Pulumi cannot import a dynamic resource by its ID alone. It can if the file contains the resource's inputs and outputs.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi.dynamic.dynamic import serialize_provider
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.lenses.document import canonical_sha256, without_numbers
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.plugin.schema.share import (
    LENS_SHARE,
    PERMISSION,
    PROFILE_SHARE,
    TEMPLATE_SHARE,
    WORKLOAD_SHARE,
)
from pulumi_wellarchitected.program.resources.lens import LENS_TYPE
from pulumi_wellarchitected.program.resources.lens_share import LENS_SHARE_TYPE
from pulumi_wellarchitected.program.resources.profile_share import PROFILE_SHARE_TYPE
from pulumi_wellarchitected.program.resources.template_share import TEMPLATE_SHARE_TYPE
from pulumi_wellarchitected.program.resources.workload_share import WORKLOAD_SHARE_TYPE
from pulumi_wellarchitected.shares.kind import LENS as LENS_KIND
from pulumi_wellarchitected.shares.kind import ShareIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.lenses.lens import Lens
    from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell
    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.kind import ShareKind
    from pulumi_wellarchitected.shares.share import Share

_DECLARED = {
    each.kind.noun: (each, type_, provider)
    for each, type_, provider in (
        (LENS_SHARE, LENS_SHARE_TYPE, dynamic.lens_share),
        (PROFILE_SHARE, PROFILE_SHARE_TYPE, dynamic.profile_share),
        (TEMPLATE_SHARE, TEMPLATE_SHARE_TYPE, dynamic.template_share),
        (WORKLOAD_SHARE, WORKLOAD_SHARE_TYPE, dynamic.workload_share),
    )
}
"""The schema, the type and the provider of the share resources, by what they share."""


@dataclass(frozen=True, slots=True)
class LensImport:
    """A lens to import. The program reads its document from a file."""

    target: Target
    lens: Lens

    @property
    def name(self) -> str:
        """The name of the resource, made from the lens's."""
        return _name(self.lens.description.name.lower()) or "lens"

    @property
    def file(self) -> str:
        """The name of the document's file."""
        return f"{self.name}.json"

    @property
    def document(self) -> str:
        """The content of the document's file."""
        return json.dumps(json.loads(without_numbers(self.lens.exported)), indent=2, ensure_ascii=False) + "\n"

    def line(self, options: str) -> str:
        """The line of the program that declares the lens. `options` is the text of its last argument."""
        given = "".join(f", {name}={_literal(value)}" for name, value in self._plain_inputs.items())
        return f"wa.Lens({_literal(self.name)}, document=pathlib.Path({_literal(self.file)}){given}{options})"

    @property
    def resource(self) -> dict[str, Any]:
        """The entry of the import file."""
        inputs = {"document": without_numbers(self.lens.exported), **self._plain_inputs}
        outputs = LENS.state({}, inputs, self.lens, canonical_sha256(self.lens.exported))
        identity = {"type": LENS_TYPE, "name": self.name, "id": self.lens.arn}
        return _resource(identity, dynamic.lens, inputs, outputs)

    @property
    def _plain_inputs(self) -> dict[str, Any]:
        found = self.lens.description
        inputs = {"lens_version": found.version, "region": self.target.region}
        return {**inputs, "tags": dict(found.tags)} if found.tags else inputs


@dataclass(frozen=True, slots=True)
class ImportFile:
    """The shares to import, by the names of their resources, and perhaps their lens."""

    target: Target
    shares: Mapping[str, Share]
    lens: LensImport | None = None
    parent: str | None = None
    """The URN of the component that is the parent of all."""
    kind: ShareKind = LENS_KIND

    def __len__(self) -> int:
        """How many resources are imported."""
        return len(self.shares) + (self.lens is not None)

    @property
    def content(self) -> str:
        """The content of the file."""
        resources = [self.lens.resource] if self.lens else []
        resources += [_share(self.kind, self.target, name, share) for name, share in self.shares.items()]
        if not self.parent:
            return json.dumps({"resources": resources}, indent=2) + "\n"
        children = [{**each, "parent": self.parent} for each in resources]
        names = {self.parent: self.parent}  # a shorter name could be that of a resource in the file
        return json.dumps({"nameTable": names, "resources": children}, indent=2) + "\n"

    @property
    def program(self) -> str:
        """The lines of the program that declare what is imported."""
        options = ", opts=pulumi.ResourceOptions(parent=parent)" if self.parent else ""
        lens = self.lens.line(options) if self.lens else _literal(str(self.target))
        variable = self.kind.word.lower()
        arn = "lens.arn" if self.lens else variable
        shares = [
            f"wa.{self.kind.word}Share({_literal(name)}, {self.kind.input_name}={arn}, {_given(share)}{options})\n"
            for name, share in self.shares.items()
        ]
        return f"{self._head}{variable} = {lens}\n{''.join(shares)}"

    @property
    def _head(self) -> str:
        """The imports, and which resource the lines call parent."""
        pathlib = "import pathlib\n\n" if self.lens else ""
        pulumi = "import pulumi\n" if self.parent else ""
        parent = f"# parent is the resource {_literal(self.parent)}\n" if self.parent else ""
        return f"{pathlib}{pulumi}import pulumi_wellarchitected as wa\n\n{parent}"


def name_resources(shares: Iterable[Share], given: Mapping[str, Principal] | None = None) -> dict[str, Share]:
    """Give each share a unique resource name: the one that is given for its principal, else one made from it."""
    given = given or {}
    names: dict[str, Share] = {}
    for share in shares:
        own = next((name for name, principal in given.items() if principal.is_listed_as(share.shared_with)), None)
        stem = own or f"share-{_name(_short(share.shared_with))}"
        name, number = stem, 2
        while name in names or (name in given and name != own):
            name, number = f"{stem}-{number}", number + 1
        names[name] = share
    return names


def _name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def _short(principal: str) -> str:
    """The account and name of an ARN: arn:aws:iam::444455556666:user/reviewer becomes 444455556666:user/reviewer."""
    return principal.split(":", 4)[-1]


def _literal(value: object) -> str:
    """A string, or a dictionary of strings, as Python writes it with double quotes."""
    return json.dumps(value, ensure_ascii=False)


def _given(share: Share) -> str:
    """The inputs of a share beside the ARN, as arguments."""
    permission = f", {PERMISSION}={_literal(share.permission)}" if share.permission else ""
    return f"shared_with={_literal(share.shared_with)}{permission}"


def _share(kind: ShareKind, target: Target, name: str, share: Share) -> dict[str, Any]:
    schema, type_, provider = _DECLARED[kind.noun]
    permission = {PERMISSION: share.permission} if share.permission else {}
    inputs = {kind.input_name: str(target), "shared_with": share.shared_with, **permission}
    identity = {"type": type_, "name": name, "id": str(ShareIdentifier(target, share.share_id))}
    return _resource(identity, provider, inputs, schema.state({}, inputs, share))


def _resource(
    identity: dict[str, str], provider: DynamicShell, inputs: dict[str, Any], outputs: dict[str, Any]
) -> dict[str, Any]:
    """An entry of the file."""
    pickled = {"__provider": serialize_provider(provider)}
    return {**identity, "inputs": {**inputs, **pickled}, "outputs": {**outputs, **pickled}}
