"""Incorrect uses of the public API. Type checkers report each line that is marked, and no other; nothing runs it."""

from __future__ import annotations

import pulumi
import pulumi_wellarchitected as wa

LENS = "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"
options = pulumi.ResourceOptions()
texts: list[str] = ["EXPIRED"]
texts_later: pulumi.Output[str] = pulumi.Output.from_input("EXPIRED")
args = wa.LensShareArgs(lens_alias=LENS, shared_with="444455556666")
share = wa.LensShare("security", args)

# An input is missing, misspelled, or of another type.
wa.LensShare("security")  # error
wa.LensShare("security", lens_alias=LENS)  # error
wa.LensShare("security", shared_with="444455556666")  # error
wa.LensShare("security", lens_alias=LENS, shared_with=444455556666)  # error
wa.LensShare("security", lens_alias=LENS, shared_with=["444455556666"])  # error
wa.LensShare("security", lens_alias=LENS, shared_with=None)  # error
wa.LensShare("security", lens_alias=LENS, share_with="444455556666")  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", adopt_existing="yes")  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", wait_for_acceptance="no")  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on=[1])  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on={"EXPIRED": True})  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on=["EXPIRD"])  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on=["EXPIRED", "PENDING"])  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on="EXPIRED")  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on=texts)  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", resend_on=[texts_later])  # error
wa.LensShareArgs(lens_alias=LENS, shared_with="444455556666", resend_on=["FALED"])  # error
wa.LensShare("security", lens_alias=LENS, shared_with="444455556666", status="ACCEPTED")  # error
wa.LensShare(lens_alias=LENS, shared_with="444455556666")  # error
wa.LensShareArgs(LENS, "444455556666")  # error
wa.LensShareArgs(lens_alias=LENS)  # error
wa.LensShareArgs(lens_alias=LENS, shared_with=444455556666)  # error

# Both forms of the constructor at once, or neither.
wa.LensShare("security", args, lens_alias=LENS, shared_with="444455556666")  # error
wa.LensShare("security", options, args)  # error
wa.LensShare("security", {"lens_alias": LENS, "shared_with": "444455556666"})  # error
wa.LensShare("security", LENS, "444455556666")  # error
wa.LensShare("security", options, options, lens_alias=LENS, shared_with="444455556666")  # error

# A share that is there
wa.LensShare.get("existing")  # error
wa.LensShare.get("existing", 444455556666)  # error
wa.LensShare.get("existing", LENS, lens_alias=LENS)  # error

# Global settings
wa.GlobalSettings("settings", organization_sharing_status="ON")  # error
wa.GlobalSettings("settings", organization_sharing_status=True)  # error
wa.GlobalSettings("settings", discovery_integration_status="enabled")  # error
wa.GlobalSettings("settings", organization_sharing_status="ENABLED", region=1)  # error
wa.GlobalSettings("settings", organization_sharing_status="ENABLED", disable_on_destroy="yes")  # error
wa.GlobalSettings("settings", lens_alias=LENS)  # error
wa.GlobalSettings("settings", args)  # error
wa.GlobalSettingsArgs("ENABLED")  # error
wa.GlobalSettings.get("existing")  # error

# Profiles, review templates and workloads
PROFILE = "arn:aws:wellarchitected:us-east-1:111122223333:profile/0123456789abcdef"
TEMPLATE = "arn:aws:wellarchitected:us-east-1:111122223333:review-template/0123456789abcdef0123456789abcdef"
WORKLOAD = "arn:aws:wellarchitected:us-east-1:111122223333:workload/0123456789abcdef0123456789abcdef"

wa.ProfileShare("security", profile_arn=PROFILE)  # error
wa.ProfileShare("security", lens_alias=PROFILE, shared_with="444455556666")  # error
wa.ProfileShare("security", profile_arn=PROFILE, shared_with="444455556666", permission_type="READONLY")  # error
wa.ProfileShare("security", args)  # error
wa.ProfileShareArgs(PROFILE, "444455556666")  # error
wa.TemplateShare("security", shared_with="444455556666")  # error
wa.TemplateShare("security", template_arn=TEMPLATE, shared_with=444455556666)  # error
wa.TemplateShare("security", template_arn=TEMPLATE, shared_with="444455556666", resend_on=["EXPIRD"])  # error
wa.TemplateShare.get("existing")  # error
wa.WorkloadShare("security", workload_arn=WORKLOAD, shared_with="444455556666")  # error
wa.WorkloadShare("security", workload_arn=WORKLOAD, shared_with="444455556666", permission_type="ADMIN")  # error
wa.WorkloadShare("security", workload_arn=WORKLOAD, shared_with="444455556666", permission_type=texts_later)  # error
wa.WorkloadShare("security", workload_arn=WORKLOAD, shared_with="444455556666", permission_type=None)  # error
wa.WorkloadShare("security", workload_id="0" * 32, shared_with="444455556666", permission_type="READONLY")  # error
wa.WorkloadShareArgs(workload_arn=WORKLOAD, shared_with="444455556666")  # error

# The consumer's side
wa.LensShareAccepter("security")  # error
wa.LensShareAccepter("security", share_invitation_id=share.share_id)  # error
wa.LensShareAccepter("security", lens_alias=None)  # error
wa.LensShareAccepter("security", lens_alias=LENS, action="ACCEPTED")  # error
wa.LensShareAccepter("security", lens_alias=LENS, action=True)  # error
wa.LensShareAccepter("security", lens_alias=LENS, reject_on_destroy="yes")  # error
wa.LensShareAccepter("security", lens_alias=LENS, shared_with="444455556666")  # error
wa.LensShareAccepter("security", args)  # error
wa.LensShareAccepterArgs(LENS)  # error
wa.LensShareAccepter.get("existing")  # error

# Many principals
wa.LensSharesExclusive("security", lens_alias=LENS)  # error
wa.LensSharesExclusive("security", principals=["444455556666"])  # error
wa.LensSharesExclusive("security", lens_alias=LENS, principals=[444455556666])  # error
wa.LensSharesExclusive("security", lens_alias=LENS, principals={"payments": "444455556666"})  # error
wa.LensSharesExclusive("security", lens_alias=LENS, principals=[], remove_others="yes")  # error
wa.LensSharesExclusive("security", lens_alias=LENS, principals=[], resend_on=["EXPIRD"])  # error
wa.LensSharesExclusive("security", lens_alias=LENS, principals=[], adopt_existing=True)  # error
wa.LensSharesExclusive("security", args)  # error
wa.LensSharesExclusiveArgs(LENS, ["444455556666"])  # error
wa.LensSharesExclusive.get("existing")  # error
wa.SharedLens("security", lens_alias=LENS)  # error
wa.SharedLens("security", principals=["444455556666"])  # error
wa.SharedLens("security", lens_alias=LENS, principals=[444455556666])  # error
wa.SharedLens("security", lens_alias=LENS, principals={"payments": 444455556666})  # error
wa.SharedLens("security", lens_alias=LENS, principals={444455556666: "444455556666"})  # error
wa.SharedLens("security", lens_alias=LENS, principals=pulumi.Output.from_input(["444455556666"]))  # error
wa.SharedLens("security", lens_alias=LENS, principals=[texts_later])  # error
wa.SharedLens("security", lens_alias=LENS, principals=[], skip_owner="yes")  # error
wa.SharedLens("security", lens_alias=LENS, principals=[], aliased_from="stack")  # error
wa.SharedLens("security", lens_alias=LENS, principals=[], old_names=["old"])  # error
wa.SharedLens("security", lens_alias=LENS, principals=[], resend_on=["EXPIRD"])  # error
wa.SharedLens("security", lens_alias=LENS, shared_with="444455556666")  # error
wa.SharedLens("security", args)  # error
wa.SharedLensArgs(LENS, ["444455556666"])  # error

# A lens
wa.Lens("security")  # error
wa.Lens("security", document="{}")  # error
wa.Lens("security", lens_version="1.0.0")  # error
wa.Lens("security", document=["{}"], lens_version="1.0.0")  # error
wa.Lens("security", document=b"{}", lens_version="1.0.0")  # error
wa.Lens("security", document=None, lens_version="1.0.0")  # error
wa.Lens("security", document=pulumi.FileArchive("."), lens_version="1.0.0")  # error
wa.Lens("security", document=pulumi.RemoteAsset("https://example.com/lens.json"), lens_version="1.0.0")  # error
wa.Lens("security", document="{}", lens_version=1.0)  # error
wa.Lens("security", document="{}", lens_version="1.0.0", is_major_version="no")  # error
wa.Lens("security", document="{}", lens_version="1.0.0", tags={"size": 1})  # error
wa.Lens("security", document="{}", lens_version="1.0.0", tags=["team"])  # error
wa.Lens("security", document="{}", lens_version="1.0.0", arn=LENS)  # error
wa.Lens("security", wa.LensArgs(document="{}", lens_version="1.0.0"), region="us-east-1")  # error
wa.LensArgs("{}", "1.0.0")  # error
wa.LensArgs(document="{}")  # error
wa.Lens.get("existing")  # error
wa.Lens.get("existing", LENS, lens_version="1.0.0")  # error

# An explicit provider
wa.Provider()  # error
wa.Provider("platform", regoin="us-east-1")  # error
wa.Provider("platform", region=1)  # error
wa.Provider("platform", max_retries="many")  # error
wa.Provider("platform", insecure="yes")  # error
wa.Provider("platform", tag_policy_compliance="error")  # error
wa.Provider("platform", default_tags=["team"])  # error
wa.Provider("platform", default_tags=wa.ProviderDefaultTagsArgs(team="platform"))  # error
wa.Provider("platform", default_tags=wa.ProviderDefaultTagsArgs(tags={"size": 1}))  # error
wa.Provider("platform", ignore_tags=wa.ProviderIgnoreTagsArgs(prefixes=["k8s/"]))  # error
wa.Provider("platform", ignore_tags=wa.ProviderIgnoreTagsArgs(keys=[1]))  # error
wa.Provider("platform", allowed_account_ids=[111122223333])  # error
wa.Provider("platform", assume_roles="arn:aws:iam::111122223333:role/Owner")  # error
wa.Provider("platform", assume_roles=["arn:aws:iam::111122223333:role/Owner"])  # error
wa.Provider("platform", assume_roles=[wa.ProviderAssumeRoleArgs(role_arm=LENS)])  # error
wa.Provider("platform", {"region": "us-east-1"})  # error
wa.Provider("platform", wa.ProviderArgs(), region="us-east-1")  # error
wa.ProviderArgs("us-east-1")  # error
wa.Provider.from_aws(share)  # error
wa.Provider.from_aws("urn")  # error

# Outputs
later: str = share.share_id  # error
sooner: pulumi.Output[int] = share.status  # error
arn = share.arn  # error
document = wa.Lens.get("existing", LENS).document  # error
wa.get_lens_shares(pulumi.Output.from_input("later"))  # error
wa.get_lens_shares_output(7)  # error
wa.get_lens(owner="MINE")  # error
wa.get_lens(arn=texts_later)  # error
wa.get_lenses(lens_type="CUSTOM")  # error
wa.get_lenses_output(name_prefix=7)  # error
wa.get_share_invitations(resource_type="lens")  # error
wa.get_global_settings(7)  # error
