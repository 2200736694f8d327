"""The consumer's stack: accept the lens that the owner's stack shares.

pulumi config set owner_stack organization/lens-owner/prod
pulumi config set account 444455556666
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
account = config.require("account")
owner = pulumi.StackReference(config.require("owner_stack"))

accepter = wa.LensShareAccepter(
    "cost",
    lens_alias=owner.require_output("lens"),
    # If the owner sends the share again, this ID changes, and the next `up` accepts the new invitation. If the owner
    # shares with an organization, there is no ID: the account has the lens without an invitation.
    share_invitation_id=owner.require_output("share_ids").apply(lambda share_ids: share_ids.get(account)),
)

pulumi.export("status", accepter.status)
