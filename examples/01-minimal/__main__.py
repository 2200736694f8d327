"""Share one lens with one account. The account gets an invitation.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set account 444455556666
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()

share = wa.LensShare(
    "security",
    lens_alias=config.require("lens"),
    shared_with=config.require("account"),
)

pulumi.export("share_id", share.share_id)
pulumi.export("status", share.status)
