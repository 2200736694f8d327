"""Correct uses of the public API, as programs write them. Type checkers read this file; nothing runs it."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Literal

import pulumi
import pulumi_wellarchitected as wa
from typing_extensions import assert_type

LENS = "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef"
options = pulumi.ResourceOptions(protect=True)
later: pulumi.Output[str] = pulumi.Output.from_input(LENS)
statuses: list[wa.DeadStatus] = ["EXPIRED", "REJECTED"]
status_later: pulumi.Output[wa.DeadStatus] = pulumi.Output.from_input("EXPIRED")

# Keywords
share = wa.LensShare("security", lens_alias=LENS, shared_with="444455556666")
wa.LensShare("security", options, lens_alias=LENS, shared_with="444455556666")
wa.LensShare("security", opts=options, lens_alias=later, shared_with=later)
wa.LensShare("security", opts=None, lens_alias=LENS, shared_with="444455556666")
wa.LensShare(resource_name="security", lens_alias=LENS, shared_with="444455556666")
wa.LensShare(
    "security",
    lens_alias=LENS,
    shared_with="444455556666",
    adopt_existing=True,
    wait_for_acceptance=share.adopt_existing,
    resend_on=statuses,
)
wa.LensShare("security", lens_alias=LENS, shared_with=later, adopt_existing=None, resend_on=None)
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=("EXPIRED",))
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=[status_later, "EXPIRED"])
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=pulumi.Config().require_object("resend_on"))
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=pulumi.Output.from_input(statuses))
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=[])
wa.LensShare("security", lens_alias=LENS, shared_with=later, resend_on=share.resend_on)
wa.LensShare("security", lens_alias=LENS, shared_with=later, adopt_existing=share.adopt_existing)

# Arguments as one object
args = wa.LensShareArgs(lens_alias=LENS, shared_with=later, adopt_existing=True, resend_on=["FAILED"])
wa.LensShare("security", args)
wa.LensShare("security", args, options)
wa.LensShare("security", args=args, opts=options)
wa.LensShareArgs(lens_alias=later, shared_with="444455556666").wait_for_acceptance = True

# A share that is there
assert_type(wa.LensShare.get("existing", f"{LENS},444455556666"), wa.LensShare)
assert_type(wa.LensShare.get("existing", id=share.id, opts=options), wa.LensShare)
wa.LensShare.get("existing", later, None)

# Outputs
assert_type(share, wa.LensShare)
assert_type(share.lens_alias, pulumi.Output[str])
assert_type(share.shared_with, pulumi.Output[str])
assert_type(share.adopt_existing, pulumi.Output[bool])
assert_type(share.wait_for_acceptance, pulumi.Output[bool])
assert_type(share.resend_on, pulumi.Output[list[wa.DeadStatus]])
assert_type(share.share_id, pulumi.Output[str])
assert_type(share.status, pulumi.Output[str])
assert_type(share.status_message, pulumi.Output[str])
assert_type(share.region, pulumi.Output[str])
assert_type(share.status.apply(len), pulumi.Output[int])

# The list of all shares
everybody = wa.LensSharesExclusive("security", lens_alias=LENS, principals=["444455556666", "o-exampleorgid"])
wa.LensSharesExclusive("security", options, lens_alias=later, principals=[later, "444455556666"], remove_others=True)
wa.LensSharesExclusive("security", opts=options, lens_alias=later, principals={"444455556666"}, resend_on=statuses)
wa.LensSharesExclusive("security", lens_alias=LENS, principals=(), remove_others=None, resend_on=[status_later])
wa.LensSharesExclusive("security", lens_alias=LENS, principals=pulumi.Output.from_input(["444455556666"]))
wa.LensSharesExclusive("security", lens_alias=LENS, principals=pulumi.Config().require_object("principals"))
wa.LensSharesExclusive("security", wa.LensSharesExclusiveArgs(lens_alias=LENS, principals=[]), options)
assert_type(wa.LensSharesExclusive.get("existing", id=LENS, opts=options), wa.LensSharesExclusive)
assert_type(everybody.principals, pulumi.Output[list[str]])
assert_type(everybody.share_ids, pulumi.Output[dict[str, str]])
assert_type(everybody.statuses, pulumi.Output[dict[str, str]])
assert_type(everybody.sent_at, pulumi.Output[dict[str, str]])
assert_type(everybody.remove_others, pulumi.Output[bool])
assert_type(everybody.resend_on, pulumi.Output[list[wa.DeadStatus]])

# Global settings
settings = wa.GlobalSettings("settings", organization_sharing_status="ENABLED")
wa.GlobalSettings("settings", options, discovery_integration_status="DISABLED", region=later)
wa.GlobalSettings("settings", organization_sharing_status="ENABLED", disable_on_destroy=True, opts=options)
wa.GlobalSettings("settings", organization_sharing_status="ENABLED", discovery_integration_status=None, region=None)
wa.GlobalSettings("settings", wa.GlobalSettingsArgs(organization_sharing_status="DISABLED"), options)
assert_type(wa.GlobalSettings.get("existing", id="111122223333/us-east-1", opts=options), wa.GlobalSettings)
assert_type(settings.organization_sharing_status, pulumi.Output[str | None])
assert_type(settings.discovery_integration_status, pulumi.Output[str | None])
assert_type(settings.region, pulumi.Output[str])
assert_type(settings.disable_on_destroy, pulumi.Output[bool])
assert_type(settings.account_id, pulumi.Output[str])

# Profiles, review templates and workloads
PROFILE = "arn:aws:wellarchitected:us-east-1:111122223333:profile/0123456789abcdef"
TEMPLATE = "arn:aws:wellarchitected:us-east-1:111122223333:review-template/0123456789abcdef0123456789abcdef"
WORKLOAD = "arn:aws:wellarchitected:us-east-1:111122223333:workload/0123456789abcdef0123456789abcdef"
permission_later: pulumi.Output[Literal["READONLY", "CONTRIBUTOR"]] = pulumi.Output.from_input("READONLY")

profile_share = wa.ProfileShare("security", profile_arn=PROFILE, shared_with="444455556666")
wa.ProfileShare("security", options, profile_arn=later, shared_with=later, adopt_existing=True, resend_on=statuses)
wa.ProfileShare("security", wa.ProfileShareArgs(profile_arn=PROFILE, shared_with=later), options)
assert_type(wa.ProfileShare.get("existing", f"{PROFILE},444455556666"), wa.ProfileShare)
assert_type(profile_share.profile_arn, pulumi.Output[str])
assert_type(profile_share.sent_at, pulumi.Output[str | None])

template_share = wa.TemplateShare("security", template_arn=TEMPLATE, shared_with="444455556666")
wa.TemplateShare("security", opts=options, template_arn=later, shared_with=later, wait_for_acceptance=True)
wa.TemplateShare("security", wa.TemplateShareArgs(template_arn=TEMPLATE, shared_with=later, resend_on=["FAILED"]))
assert_type(wa.TemplateShare.get("existing", id=template_share.id, opts=options), wa.TemplateShare)
assert_type(template_share.template_arn, pulumi.Output[str])
assert_type(template_share.status, pulumi.Output[str])

workload_share = wa.WorkloadShare(
    "security", workload_arn=WORKLOAD, shared_with="444455556666", permission_type="READONLY"
)
wa.WorkloadShare("security", options, workload_arn=later, shared_with=later, permission_type=permission_later)
workload_args = wa.WorkloadShareArgs(workload_arn=WORKLOAD, shared_with=later, permission_type="CONTRIBUTOR")
wa.WorkloadShare("security", args=workload_args, opts=options)
assert_type(wa.WorkloadShare.get("existing", later), wa.WorkloadShare)
assert_type(workload_share.workload_arn, pulumi.Output[str])
assert_type(workload_share.workload_id, pulumi.Output[str])
assert_type(workload_share.permission_type, pulumi.Output[str])
assert_type(workload_share.resend_on, pulumi.Output[list[wa.DeadStatus]])

# The consumer's side
accepter = wa.LensShareAccepter("security", lens_alias=LENS)
wa.LensShareAccepter("security", options, lens_alias=later, share_invitation_id=share.share_id)
wa.LensShareAccepter("security", lens_alias=LENS, action="REJECT", reject_on_destroy=True, opts=options)
wa.LensShareAccepter("security", lens_alias=LENS, share_invitation_id=None, action=None, reject_on_destroy=None)
wa.LensShareAccepter("security", wa.LensShareAccepterArgs(lens_alias=later, action="ACCEPT"), options)
assert_type(wa.LensShareAccepter.get("existing", id=LENS, opts=options), wa.LensShareAccepter)
assert_type(accepter.lens_alias, pulumi.Output[str])
assert_type(accepter.share_invitation_id, pulumi.Output[str])
assert_type(accepter.action, pulumi.Output[str])
assert_type(accepter.reject_on_destroy, pulumi.Output[bool])
assert_type(accepter.status, pulumi.Output[str])
assert_type(accepter.account_id, pulumi.Output[str])
assert_type(accepter.lens_name, pulumi.Output[str])
assert_type(accepter.lens_version, pulumi.Output[str])
assert_type(accepter.owner, pulumi.Output[str])

# Many principals
shared = wa.SharedLens("security", lens_alias=LENS, principals=["444455556666", "o-exampleorgid"])
wa.SharedLens("security", options, lens_alias=later, principals={"payments": "444455556666", "search": later})
wa.SharedLens("security", opts=options, lens_alias=later, principals=("444455556666",), skip_owner=True)
wa.SharedLens("security", lens_alias=LENS, principals={"444455556666"}, adopt_existing=True, resend_on=statuses)
wa.SharedLens("security", lens_alias=LENS, principals=[], aliased_from="root", old_names={"payments": "old"})
wa.SharedLens("security", lens_alias=LENS, principals=pulumi.Config().require_object("principals"))
shared_args = wa.SharedLensArgs(lens_alias=LENS, principals=[], wait_for_acceptance=None, aliased_from=None)
wa.SharedLens("security", shared_args)
wa.SharedLens("security", args=shared_args, opts=options)
assert_type(shared.share_ids, pulumi.Output[dict[str, str]])
assert_type(shared.statuses, pulumi.Output[dict[str, str]])
assert_type(shared.not_accepted, pulumi.Output[list[str]])
assert_type(shared.shares["444455556666"], wa.LensShare)

# A lens
file = pathlib.Path("lens.json")
lens = wa.Lens("security", document=file, lens_version="1.0.0")
wa.Lens("security", options, document={"name": "Security", "pillars": [later]}, lens_version=later)
wa.Lens("security", opts=options, document='{"name": "Security"}', lens_version="1.0.0")
wa.Lens("security", document=pulumi.FileAsset("lens.json"), lens_version="1.0.0", tags={"team": later})
wa.Lens("security", document=pulumi.StringAsset("{}"), lens_version="1.0.0", region=later, tags=lens.tags)
wa.Lens("security", document=later, lens_version="1.0.0", is_major_version=True, adopt_existing=lens.adopt_existing)
wa.Lens("security", document=later.apply(lambda _: file), lens_version="1.0.0", region=None, tags=None)
lens_args = wa.LensArgs(document=file, lens_version="1.0.0", is_major_version=None, adopt_existing=True)
wa.Lens("security", lens_args)
wa.Lens("security", args=lens_args, opts=options)
wa.LensShare("security", lens_alias=lens.arn, shared_with="444455556666")
assert_type(wa.Lens.get("existing", LENS), wa.Lens)
assert_type(wa.Lens.get("existing", id=lens.arn, opts=options), wa.Lens)
assert_type(lens.arn, pulumi.Output[str])
assert_type(lens.lens_version, pulumi.Output[str])
assert_type(lens.is_major_version, pulumi.Output[bool])
assert_type(lens.adopt_existing, pulumi.Output[bool])
assert_type(lens.region, pulumi.Output[str])
assert_type(lens.tags, pulumi.Output[Mapping[str, str]])
assert_type(lens.name, pulumi.Output[str])
assert_type(lens.description, pulumi.Output[str])
assert_type(lens.owner, pulumi.Output[str])
assert_type(lens.status, pulumi.Output[str])
assert_type(lens.versions, pulumi.Output[list[str]])
assert_type(lens.document_sha256, pulumi.Output[str])
assert_type(lens.exported_sha256, pulumi.Output[str])
assert_type(lens.tags_all, pulumi.Output[Mapping[str, str]])

# An explicit provider
provider = wa.Provider(
    "platform", region="us-east-1", profile=later, max_retries=3, insecure=None, use_fips_endpoint=True
)
wa.Provider("platform")
wa.Provider("platform", options, access_key=later, secret_key=pulumi.Output.secret("secret"), token=None)
wa.Provider(
    "platform",
    opts=options,
    assume_roles=[
        wa.ProviderAssumeRoleArgs(role_arn=later, duration="1h30m", tags={"team": later}, policy_arns=[later]),
        {"role_arn": "arn:aws:iam::111122223333:role/Owner"},
        later.apply(lambda arn: {"roleArn": arn}),
    ],
    assume_role_with_web_identity=wa.ProviderAssumeRoleWithWebIdentityArgs(role_arn=later, web_identity_token=later),
    endpoints=[wa.ProviderEndpointArgs(wellarchitected="http://127.0.0.1:4747", sts=later), {"sts": later}],
    allowed_account_ids=["111122223333", later],
    forbidden_account_ids=("444455556666",),
)
wa.Provider(
    "platform",
    default_tags=wa.ProviderDefaultTagsArgs(tags={"team": "platform", "owner": later}),
    ignore_tags=wa.ProviderIgnoreTagsArgs(keys=["LastScanned", later], key_prefixes=("k8s/",)),
)
wa.Provider("platform", default_tags={"tags": {"team": later}}, ignore_tags={"keys": [later]})
wa.ProviderArgs(default_tags=wa.ProviderDefaultTagsArgs(), ignore_tags=None)
wa.Provider("platform", assume_role_with_web_identity={"role_arn": later, "web_identity_token_file": "token"})
provider_args = wa.ProviderArgs(region=later, assume_roles=[wa.ProviderAssumeRoleArgs(role_arn=later)])
wa.Provider("platform", provider_args)
wa.Provider("platform", args=provider_args, opts=options)
assert_type(wa.Provider.from_aws(pulumi.ProviderResource("aws", "theirs")), wa.Provider)
wa.LensShare("security", pulumi.ResourceOptions(provider=provider), lens_alias=LENS, shared_with=later)
pulumi.ResourceOptions(providers=[provider])
pulumi.ResourceOptions(providers={"pulumi-python": provider})

# Functions
found = wa.get_lens_shares(LENS, statuses=["PENDING"], opts=pulumi.InvokeOptions(provider=provider))
assert_type(found.shares, list[wa.GetLensSharesShareResult])
assert_type(found.shares[0].share_id, str)
found_later = wa.get_lens_shares_output(later, statuses=[later], shared_with_prefix=later)
assert_type(found_later, pulumi.Output[wa.GetLensSharesResult])


lens_found = wa.get_lens(name="Security", owner="ANY", region="eu-west-1")
assert_type(lens_found.arn, str)
assert_type(lens_found.tags, dict[str, str])
assert_type(wa.get_lens_output(arn=later), pulumi.Output[wa.GetLensResult])
lenses = wa.get_lenses(lens_type="CUSTOM_SELF", status="ALL", name_prefix="Sec")
assert_type(lenses.lenses, list[wa.GetLensesLensResult])
assert_type(lenses.lenses[0].lens_type, str)
assert_type(lenses.arns, list[str])
assert_type(wa.get_lenses_output(region=later), pulumi.Output[wa.GetLensesResult])
waiting = wa.get_share_invitations(resource_type="LENS", shared_by="111122223333", name_prefix="Sec")
assert_type(waiting.invitations, list[wa.GetShareInvitationsInvitationResult])
assert_type(waiting.invitations[0].share_invitation_id, str)
assert_type(wa.get_share_invitations_output(shared_by=later), pulumi.Output[wa.GetShareInvitationsResult])
assert_type(wa.get_global_settings(region="eu-west-1").organization_sharing_status, str)
assert_type(wa.get_global_settings_output(later), pulumi.Output[wa.GetGlobalSettingsResult])


async def awaited() -> wa.GetLensSharesResult:
    assert_type(await wa.get_lens(arn=LENS), wa.AwaitableGetLensResult)
    return await wa.get_lens_shares(LENS)


# What every resource is good for
resource: pulumi.CustomResource = share
pulumi.ResourceOptions(depends_on=[share], parent=share)
