"""Share one lens with the accounts in accounts.yaml, and with nobody else.

Each `up` ends the access of others who got the lens meanwhile.

pulumi config set lens arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef
"""

from pathlib import Path

import pulumi
import pulumi_wellarchitected as wa
import yaml

accounts = yaml.safe_load(Path(__file__).with_name("accounts.yaml").read_text())

shares = wa.LensSharesExclusive("security", lens_alias=pulumi.Config().require("lens"), principals=accounts)

pulumi.export("principals", shares.principals)
pulumi.export("statuses", shares.statuses)
