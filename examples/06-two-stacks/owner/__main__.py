"""The owner's stack: publish a lens, share it, and export what the consumers' stacks need.

pulumi config set aws:region us-east-1
pulumi config set principals '["444455556666", "777788889999"]'
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa

lens = wa.Lens(
    "cost",
    document=Path("lens.json"),
    lens_version="1.0.0",
    opts=pulumi.ResourceOptions(protect=True),
)
shares = {
    principal: wa.LensShare(f"share-{principal}", lens_alias=lens.arn, shared_with=principal)
    for principal in pulumi.Config().require_object("principals")
}

pulumi.export("lens", lens.arn)
# The ID of a share is also the ID of the invitation in the consumer's account.
pulumi.export("share_ids", {principal: share.share_id for principal, share in shares.items()})
