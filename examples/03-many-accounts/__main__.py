"""Share one lens with every account in accounts.yaml.

If you add a line, the next `up` sends a share. If you remove a line, it deletes the share.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa
import yaml

lens = pulumi.Config().require("lens")
accounts = yaml.safe_load(Path(__file__).with_name("accounts.yaml").read_text())

shares = {team: wa.LensShare(team, lens_alias=lens, shared_with=account) for team, account in accounts.items()}

pulumi.export("share_ids", {team: share.share_id for team, share in shares.items()})
