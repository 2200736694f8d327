"""The file with which `pulumi import` takes over existing shares, and the program lines for them.

Pulumi cannot import a dynamic resource by its ID alone. It can if the file contains the resource's inputs and outputs.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pulumi.dynamic.dynamic import serialize_provider
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from pulumi_wellarchitected.program.lens_share import LENS_SHARE_TYPE
from pulumi_wellarchitected.shares.kind import ShareIdentifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.shares.share import Share


def import_file(target: Target, names: dict[str, Share]) -> dict[str, Any]:
    """The content of the file, from the shares by the names of their resources."""
    return {"resources": [_resource(target, name, share) for name, share in names.items()]}


def program_lines(target: Target, names: dict[str, Share]) -> list[str]:
    """The lines of the program that declare these shares."""
    return [
        "import pulumi_wellarchitected as wa",
        "",
        f"lens = {json.dumps(str(target))}",
        *(
            f"wa.LensShare({json.dumps(name)}, lens_alias=lens, shared_with={json.dumps(share.shared_with)})"
            for name, share in names.items()
        ),
    ]


def name_resources(shares: Iterable[Share]) -> dict[str, Share]:
    """Give each share a unique resource name, made from its principal."""
    names: dict[str, Share] = {}
    for share in shares:
        stem = "share-" + re.sub(r"[^A-Za-z0-9]+", "-", _short(share.shared_with)).strip("-")
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names[name] = share
    return names


def _short(principal: str) -> str:
    """The account and name of an ARN: arn:aws:iam::444455556666:user/reviewer becomes 444455556666:user/reviewer."""
    return principal.split(":", 4)[-1]


def _resource(target: Target, name: str, share: Share) -> dict[str, Any]:
    provider = {"__provider": serialize_provider(dynamic.lens_share)}
    inputs = {LENS_SHARE.kind.input_name: str(target), "shared_with": share.shared_with}
    return {
        "type": LENS_SHARE_TYPE,
        "name": name,
        "id": str(ShareIdentifier(target, share.share_id)),
        "inputs": {**inputs, **provider},
        "outputs": {**LENS_SHARE.state({}, inputs, share), **provider},
    }
