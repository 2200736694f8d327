"""get_global_settings: whether an account shares with its organization."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.global_settings.api import GlobalSettingsApi
from pulumi_wellarchitected.global_settings.settings import Place
from pulumi_wellarchitected.program.functions.function import Function, find_region
from pulumi_wellarchitected.program.functions.results import AwaitableResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi
    from pulumi_wellarchitected.aws import Session


@dataclass(frozen=True)
class GetGlobalSettingsResult:
    """What get_global_settings returns."""

    account_id: str
    """The account of the credentials, whose settings they are."""
    organization_sharing_status: str
    """ENABLED or DISABLED: whether the account shares with its organization without invitations."""
    discovery_integration_status: str
    """ENABLED or DISABLED: whether discovery support is on."""


class AwaitableGetGlobalSettingsResult(AwaitableResult, GetGlobalSettingsResult):
    """The same, for programs that await it."""


def get_global_settings(
    region: str | None = None, opts: pulumi.InvokeOptions | None = None
) -> AwaitableGetGlobalSettingsResult:
    """Read the global settings of the caller's account in a Region. Blocks until AWS answers.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    settings = wa.get_global_settings()
    pulumi.export("shares_with_organization", settings.organization_sharing_status)
    ```

    It runs in every preview and update, and sees the settings before the program changes them.

    Args:
        region: The Region. The default is that of the provider.
        opts: The provider, or a parent that has one. The default is the stack's `aws:*` configuration.

    Raises:
        pulumi.RunError: An argument is malformed or not plain, or the call failed. It ends the program.

    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_GetGlobalSettings.html
    """
    return AwaitableGetGlobalSettingsResult(**vars(_GLOBAL_SETTINGS.call({"region": region}, opts)))


def get_global_settings_output(
    region: pulumi.Input[str | None] = None, opts: pulumi.InvokeOptions | None = None
) -> pulumi.Output[GetGlobalSettingsResult]:
    """Read the settings, as get_global_settings does, when the Region is known. It may be an Output.

    If it is unknown in a preview, so is the result. If it is a secret, so is the result.
    """
    return _GLOBAL_SETTINGS.call_later({"region": region}, opts)


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    api = GlobalSettingsApi(session, find_region(session, given))
    account = api.caller_account()
    return {"account_id": account, **api.read(Place(account, api.region))}


def _parse(answer: Mapping[str, Any]) -> GetGlobalSettingsResult:
    names = ("account_id", "organization_sharing_status", "discovery_integration_status")
    return GetGlobalSettingsResult(*(str(answer.get(name) or "") for name in names))


_GLOBAL_SETTINGS = Function("getGlobalSettings", "get_global_settings", _ask, _parse)
