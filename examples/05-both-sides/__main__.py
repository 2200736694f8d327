"""Publish a lens in one account, share it with another account, and accept it there, in one run.

pulumi config set aws:region us-east-1
pulumi config set owner_profile platform
pulumi config set consumer_profile payments
pulumi config set account 444455556666
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
account = config.require("account")

owner = wa.Provider(
    "owner",
    profile=config.require("owner_profile"),
    region=pulumi.Config("aws").require("region"),  # an explicit provider does not read the stack's aws:region
)
consumer = wa.Provider(
    "consumer",
    profile=config.require("consumer_profile"),
    allowed_account_ids=[account],  # stops the run if the profile belongs to another account
)

lens = wa.Lens(
    "recovery",
    document=Path("lens.json"),
    lens_version="1.0.0",
    opts=pulumi.ResourceOptions(provider=owner, protect=True),
)
share = wa.LensShare(
    "payments",
    lens_alias=lens.arn,
    shared_with=account,
    opts=pulumi.ResourceOptions(provider=owner),
)
accepter = wa.LensShareAccepter(
    "payments",
    lens_alias=lens.arn,
    share_invitation_id=share.share_id,  # if the share is sent again, the new invitation is accepted too
    opts=pulumi.ResourceOptions(provider=consumer),
)

pulumi.export("lens", lens.arn)
pulumi.export("status", accepter.status)
