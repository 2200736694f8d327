"""Share a lens from another account: an aws.Provider assumes a role there, and the shares use it.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set role arn:aws:iam::111122223333:role/lens-owner
pulumi config set accounts '["444455556666", "777788889999"]'
"""

import pulumi
import pulumi_aws as aws
import pulumi_wellarchitected as wa

config = pulumi.Config()

# The provider that a program already has for its buckets and queues. The shares need no second set of credentials.
owner = aws.Provider(
    "lens-owner",
    region="us-east-1",
    assume_roles=[aws.ProviderAssumeRoleArgs(role_arn=config.require("role"), session_name="pulumi-lens-shares")],
    allowed_account_ids=["111122223333"],  # the run stops if the role leads to another account
)

shares = {
    account: wa.LensShare(
        f"security-{account}",
        lens_alias=config.require("lens"),
        shared_with=account,
        opts=pulumi.ResourceOptions(provider=owner),
    )
    for account in config.require_object("accounts")
}

pulumi.export("share_ids", {account: share.share_id for account, share in shares.items()})
