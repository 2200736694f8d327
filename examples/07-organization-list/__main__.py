"""Share one lens with every active account of the organization, and with accounts that join it later.

pulumi config set aws:region us-east-1
pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
"""

import pulumi
import pulumi_aws as aws
import pulumi_wellarchitected as wa

organization = aws.organizations.get_organization()

shared = wa.SharedLens(
    "security",
    lens_alias=pulumi.Config().require("lens"),
    principals=[account.id for account in organization.accounts if account.state == "ACTIVE"],
    skip_owner=True,  # the list has the account of the lens in it
)

pulumi.export("share_ids", shared.share_ids)
pulumi.export("not_accepted", shared.not_accepted)
