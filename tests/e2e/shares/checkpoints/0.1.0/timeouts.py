"""Every optional input, and custom timeouts."""

import pulumi
import pulumi_wellarchitected as wa

wa.LensShare(
    "security",
    lens_alias=pulumi.Config().require("lens"),
    shared_with="arn:aws:iam::444455556666:user/reviewer",
    adopt_existing=True,
    wait_for_acceptance=False,
    resend_on=["EXPIRED", "REJECTED"],
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m", delete="90s")),
)
