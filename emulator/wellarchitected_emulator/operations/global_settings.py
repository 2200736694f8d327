"""Global settings: whether lenses may be shared with the organization, which its management account decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import AccessDeniedError, ServiceError

if TYPE_CHECKING:
    from wellarchitected_emulator.service import Call


def get_global_settings(call: Call) -> dict[str, Any]:
    """The settings as an account sees them."""
    enabled = call.service.organization.sharing_enabled and call.caller.account in call.service.organization
    return {
        "OrganizationSharingStatus": "ENABLED" if enabled else "DISABLED",
        "DiscoveryIntegrationStatus": "DISABLED",
    }


def update_global_settings(call: Call) -> dict[str, Any]:
    """Turn sharing with the organization on or off."""
    for setting in ("DiscoveryIntegrationStatus", "JiraConfiguration"):
        if call.get(setting) is not None:
            raise ServiceError("NotImplemented", f"The emulator does not implement {setting}.", status=501)
    status = call.get("OrganizationSharingStatus")
    if status is None:
        return {}
    if call.caller.account != call.service.organization.management_account:
        raise AccessDeniedError("Only the management account decides about sharing with the organization.")
    call.service.change_organization({"sharing_enabled": status == "ENABLED"})
    return {}
