"""The properties of a share, as the engine hands them over."""

from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN

INPUTS = {
    "lens_alias": EXAMPLE_LENS_ARN,
    "shared_with": "444455556666",
    "adopt_existing": False,
    "wait_for_acceptance": False,
    "resend_on": ["EXPIRED", "REVOKED", "FAILED"],
}
OUTPUTS = {
    **INPUTS,
    "share_id": "89abcdef0123456789abcdef01234567",
    "status": "ACCEPTED",
    "status_message": "",
    "region": "us-east-1",
}
