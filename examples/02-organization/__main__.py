"""Share one lens with every account in an organizational unit, including accounts that join later.

There are no invitations. The organization's management account turns on sharing first.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set unit ou-abcd-11111111
pulumi config set management_profile management
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
lens = config.require("lens")

management = wa.Provider("management", profile=config.require("management_profile"))

sharing = wa.GlobalSettings(
    "sharing",
    organization_sharing_status="ENABLED",
    region=lens.split(":")[3],  # the Region of the lens
    opts=pulumi.ResourceOptions(provider=management),
)
share = wa.LensShare(
    "workloads",
    lens_alias=lens,
    shared_with=config.require("unit"),
    opts=pulumi.ResourceOptions(
        depends_on=[sharing],
        # The create waits until AWS has associated the unit. The default is 3 minutes.
        custom_timeouts=pulumi.CustomTimeouts(create="10m"),
    ),
)

pulumi.export("share_id", share.share_id)
pulumi.export("status", share.status)
