"""Global settings: sharing with the organization, which its management account decides, and discovery support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import AccessDeniedError, ServiceError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.service import Call

_DISCOVERY = "discovery_integration"


def get_global_settings(call: Call) -> dict[str, Any]:
    """The settings that an account sees."""
    enabled = call.service.organization.sharing_enabled and call.caller.account in call.service.organization
    return {
        "OrganizationSharingStatus": "ENABLED" if enabled else "DISABLED",
        "DiscoveryIntegrationStatus": _discovery(call).get(_place(call), "DISABLED"),
    }


def update_global_settings(call: Call) -> dict[str, Any]:
    """Change the settings that are given: all of them, or none if one is refused."""
    if call.get("JiraConfiguration") is not None:
        raise ServiceError("NotImplemented", "The emulator does not implement JiraConfiguration.", status=501)
    if status := call.get("OrganizationSharingStatus"):
        _share_with_organization(call, status)
    if status := call.get("DiscoveryIntegrationStatus"):
        call.service.store.set_value(_DISCOVERY, {**_discovery(call), _place(call): status})
    return {}


def _share_with_organization(call: Call, status: str) -> None:
    if call.caller.account != call.service.organization.management_account:
        raise AccessDeniedError("Only the management account can turn sharing with the organization on or off.")
    call.service.change_organization({"sharing_enabled": status == "ENABLED"})


def _discovery(call: Call) -> dict[str, str]:
    statuses: dict[str, str] = call.service.store.value(_DISCOVERY) or {}
    return statuses


def _place(call: Call) -> str:
    """Whose setting it is. AWS does not say whether it counts in one Region or in all."""
    regional = not call.service.settings.discovery_in_all_regions
    return f"{call.caller.account}/{call.caller.region}" if regional else call.caller.account
