"""One account, whose invitation is PENDING."""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
share = wa.LensShare("security", lens_alias=config.require("lens"), shared_with="444455556666")
pulumi.export("share_id", share.share_id)
