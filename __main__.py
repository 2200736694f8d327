"""Share one custom lens with every principal in the stack's configuration.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set principals '["444455556666", "o-exampleorgid"]'
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
lens = config.require("lens")
principals = config.require_object("principals")

# Each share is named after its principal, so reordering the list changes nothing.
shares = {
    principal: wa.LensShare(f"share-{principal}", lens_alias=lens, shared_with=principal) for principal in principals
}

pulumi.export("share_ids", {principal: share.share_id for principal, share in shares.items()})
