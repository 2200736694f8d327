"""Share a lens with every principal in the stack's configuration. The policy pack in policy/ checks each share.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set principals '["444455556666", "ou-abcd-11111111"]'
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()

shares = {
    principal: wa.LensShare(f"share-{principal}", lens_alias=config.require("lens"), shared_with=principal)
    for principal in config.require_object("principals")
}

pulumi.export("share_ids", {principal: share.share_id for principal, share in shares.items()})
