"""The file with which `pulumi import` takes shares over that are there already, and the program's lines for them.

Pulumi cannot import a dynamic resource by its ID alone, but takes one whose inputs and outputs stand in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pulumi.dynamic.dynamic import serialize_provider

from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import ShareIdentifier
from pulumi_wellarchitected.plugin.inputs import with_defaults
from pulumi_wellarchitected.plugin.outputs import outputs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulumi_wellarchitected.arns import LensArn
    from pulumi_wellarchitected.shares.api import Share

LENS_SHARE = "pulumi-python:dynamic/wellarchitected:LensShare"


def import_file(lens: LensArn, names: dict[str, Share]) -> dict[str, Any]:
    """The content of the file, from the shares by the names of their resources."""
    return {"resources": [_resource(lens, name, share) for name, share in names.items()]}


def program_lines(lens: LensArn, names: dict[str, Share]) -> list[str]:
    """What stands in the program for these shares."""
    return [
        "import pulumi_wellarchitected as wa",
        "",
        f'lens = "{lens}"',
        *(
            f'wa.LensShare("{name}", lens_alias=lens, shared_with="{share.shared_with}")'
            for name, share in names.items()
        ),
    ]


def resource_names(shares: Iterable[Share]) -> dict[str, Share]:
    """Give each share a name that no other has, made of its principal."""
    names: dict[str, Share] = {}
    for share in shares:
        stem = "share-" + re.sub(r"[^A-Za-z0-9]+", "-", _short(share.shared_with)).strip("-")
        name, number = stem, 2
        while name in names:
            name, number = f"{stem}-{number}", number + 1
        names[name] = share
    return names


def _short(principal: str) -> str:
    """An ARN's account and what it names: arn:aws:iam::444455556666:user/reviewer is 444455556666:user/reviewer."""
    return principal.split(":", 4)[-1]


def _resource(lens: LensArn, name: str, share: Share) -> dict[str, Any]:
    given = {"lens_alias": str(lens), "shared_with": share.shared_with}
    provider = {"__provider": serialize_provider(dynamic.lens_share)}
    return {
        "type": LENS_SHARE,
        "name": name,
        "id": str(ShareIdentifier(lens, share.share_id)),
        "inputs": {**with_defaults(given), **provider},
        "outputs": {**outputs_of(given, lens, share), **provider},
    }
