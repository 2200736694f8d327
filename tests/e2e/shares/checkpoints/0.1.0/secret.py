"""A principal that is a secret."""

import pulumi
import pulumi_wellarchitected as wa

lens = pulumi.Config().require("lens")
wa.LensShare("security", lens_alias=lens, shared_with=pulumi.Output.secret("444455556666"))
