"""Share a review template with two accounts, and a workload with the one that reviews it.

pulumi config set review arn:aws:wellarchitected:us-east-1:111122223333:review-template/0123456789abcdef0123456789abcdef
pulumi config set workload arn:aws:wellarchitected:us-east-1:111122223333:workload/0123456789abcdef0123456789abcdef
pulumi config set reviewer 444455556666
pulumi config set team 777788889999
"""

import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
reviewer = config.require("reviewer")

for name, account in {"reviewer": reviewer, "team": config.require("team")}.items():
    wa.TemplateShare(name, template_arn=config.require("review"), shared_with=account)

workload = wa.WorkloadShare(
    "reviewer",
    workload_arn=config.require("workload"),
    shared_with=reviewer,
    permission_type="CONTRIBUTOR",
)

pulumi.export("workload_id", workload.workload_id)
pulumi.export("permission", workload.permission_type)
