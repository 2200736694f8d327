"""Publish the lens in lens.json and share it with every principal in the stack's configuration.

pulumi config set aws:region us-east-1
pulumi config set principals '["444455556666", "ou-abcd-11111111"]'
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa

principals = pulumi.Config().require_object("principals")

lens = wa.Lens(
    "security",
    document=Path("lens.json"),
    # AWS publishes each version name once. Change it whenever you change lens.json.
    lens_version="1.0.0",
    # Deleting the lens ends all of its shares. With protect, Pulumi refuses to delete it.
    opts=pulumi.ResourceOptions(protect=True),
)

# Each share is named after its principal, so reordering the list changes nothing.
shares = {
    principal: wa.LensShare(f"share-{principal}", lens_alias=lens.arn, shared_with=principal)
    for principal in principals
}

pulumi.export("lens", lens.arn)
pulumi.export("share_ids", {principal: share.share_id for principal, share in shares.items()})
