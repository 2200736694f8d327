"""An organization and an organizational unit, both ASSOCIATED."""

import pulumi
import pulumi_wellarchitected as wa

lens = pulumi.Config().require("lens")
wa.LensShare("organization", lens_alias=lens, shared_with="o-exampleorgid")
wa.LensShare("unit", lens_alias=lens, shared_with="ou-abcd-11111111", adopt_existing=True)
