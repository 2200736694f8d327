"""Publish a custom lens, share it with every principal in the stack's configuration, and accept it where we may.

pulumi config set lens_file lens.json
pulumi config set principals '["444455556666", "o-exampleorgid"]'
pulumi config set --path 'consumers["444455556666"].profile' payments
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()

if lens_file := config.get("lens_file"):
    lens_version = config.get("lens_version") or "1.0.0"  # AWS takes a name once: change it with each edit of the file
    protected = pulumi.ResourceOptions(protect=config.get_bool("protect") is not False)
    lens = wa.Lens("lens", document=Path(lens_file), lens_version=lens_version, opts=protected).arn
else:
    lens = config.require("lens")  # the ARN of a lens that somebody else publishes

# Each share is named after its principal, so reordering the list changes nothing.
shares = {
    principal: wa.LensShare(f"share-{principal}", lens_alias=lens, shared_with=principal)
    for principal in config.require_object("principals")
}

# Accounts for which we have credentials accept their invitation now. In the others, somebody has to.
accepted = {}
for account, settings in (config.get_object("consumers") or {}).items():
    consumer = pulumi.ResourceOptions(provider=wa.Provider(f"consumer-{account}", **settings))
    invitation = shares[account].share_id
    accepter = wa.LensShareAccepter(f"accept-{account}", consumer, lens_alias=lens, share_invitation_id=invitation)
    accepted[account] = accepter.status

pulumi.export("lens", lens)
pulumi.export("share_ids", {principal: share.share_id for principal, share in shares.items()})
pulumi.export("accepted", accepted)
