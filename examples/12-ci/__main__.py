"""Share a lens with every account in the stack's configuration. The workflows in .github/ run this program.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
pulumi config set accounts '{"payments": "444455556666", "search": "777788889999"}'
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()

shares = {
    team: wa.LensShare(team, lens_alias=config.require("lens"), shared_with=account)
    for team, account in config.require_object("accounts").items()
}

pulumi.export("share_ids", {team: share.share_id for team, share in shares.items()})
