"""A LensShare's outputs: all inputs, and what the service says of the share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.plugin.inputs import Props, with_defaults

if TYPE_CHECKING:
    from pulumi_wellarchitected.arns import LensArn
    from pulumi_wellarchitected.shares.api import Share


def outputs_of(given: Props, lens: LensArn, share: Share) -> dict[str, Any]:
    """The outputs as they stand in the state. An absent message is "": a None would vanish, and show as unknown."""
    return {
        **with_defaults(given),
        "share_id": share.share_id,
        "status": share.status,
        "status_message": share.status_message,
        "region": lens.region,
    }
