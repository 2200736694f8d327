"""Shares one lens with every account of an organizational unit, those that join it later included.

There is no invitation: the lens is there for each account at once. Sharing has to be turned on in the organization's
management account first:

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
    # A create waits until AWS has associated the unit: 3 minutes, or what is said here.
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m")),
)

pulumi.export("share_id", share.share_id)
pulumi.export("status", share.status)
