"""Global settings: whether lenses can be shared with the organization. Its management account decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import AccessDeniedError, ServiceError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Call


def get_global_settings(call: Call) -> dict[str, Any]:
    """The settings that an account sees."""
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
        raise AccessDeniedError("Only the management account can turn sharing with the organization on or off.")
    call.service.change_organization({"sharing_enabled": status == "ENABLED"})
    return {}
