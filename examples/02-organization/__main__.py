"""Share one lens with every account in an organizational unit, including accounts that join later.

There are no invitations. Before the first share, turn on sharing from the organization's management account:

    aws wellarchitected update-global-settings --organization-sharing-status ENABLED

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set unit ou-abcd-11111111
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()

share = wa.LensShare(
    "workloads",
    lens_alias=config.require("lens"),
    shared_with=config.require("unit"),
    # The create waits until AWS has associated the unit. The default is 3 minutes.
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m")),
)

pulumi.export("share_id", share.share_id)
pulumi.export("status", share.status)
