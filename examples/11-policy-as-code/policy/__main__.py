"""A policy pack that refuses lens shares with principals outside your organization."""

from organization import Organization
from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
)

LENS_SHARE = "pulumi-python:dynamic/wellarchitected:LensShare"


def check(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
    """Report a share whose principal is outside. A principal that the preview does not know is checked by the `up`."""
    if args.resource_type != LENS_SHARE:
        return
    organization = Organization(**args.get_config())
    principal = args.props["shared_with"]
    if not organization.includes(principal):
        report_violation(f"{principal} is outside the organization {organization.organization}.")


PolicyPack(
    "lens-shares",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[
        ResourceValidationPolicy(
            "shares-stay-in-the-organization",
            "A lens is shared only with accounts, users and units of the organization.",
            check,
            config_schema=PolicyConfigSchema(
                properties={
                    "organization": {"type": "string", "pattern": "^o-"},
                    "root": {"type": "string", "pattern": "^r-"},
                    "accounts": {"type": "array", "items": {"type": "string"}},
                },
                required=["organization", "root", "accounts"],
            ),
        )
    ],
)
