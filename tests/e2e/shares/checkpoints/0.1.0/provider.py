"""An explicit provider."""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
url = config.require("url")
owner = wa.Provider(
    "owner",
    region="us-east-1",
    access_key="111122223333",
    secret_key="secret",
    endpoints=[{"wellarchitected": url, "sts": url}],
)
wa.LensShare(
    "security",
    lens_alias=config.require("lens"),
    shared_with="444455556666",
    opts=pulumi.ResourceOptions(provider=owner),
)
