"""GlobalSettings, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.global_settings.settings import MEMBERS
from pulumi_wellarchitected.plugin.schema.global_settings import GLOBAL_SETTINGS
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resource import Resource

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.schema.inputs import Input

__all__ = ["GlobalSettings", "GlobalSettingsArgs"]

Status = Literal["ENABLED", "DISABLED"]


@dataclass(kw_only=True)
class GlobalSettingsArgs:
    """The inputs of GlobalSettings in one object. GlobalSettings documents each."""

    organization_sharing_status: pulumi.Input[Status | None] = None
    discovery_integration_status: pulumi.Input[Status | None] = None
    region: pulumi.Input[str | None] = None
    disable_on_destroy: pulumi.Input[bool | None] = None


GLOBAL_SETTINGS_TYPE = "pulumi-python:dynamic/wellarchitected:GlobalSettings"
"""The resource's type in the state. It never changes."""


class GlobalSettings(Resource, provider=dynamic.global_settings, schema=GLOBAL_SETTINGS, type_=GLOBAL_SETTINGS_TYPE):
    """The global settings of an account in a Region, such as whether it shares with its organization.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    management = wa.Provider("management", profile="management")
    settings = wa.GlobalSettings(
        "settings",
        organization_sharing_status="ENABLED",
        opts=pulumi.ResourceOptions(provider=management),
    )
    wa.LensShare(
        "workloads",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        shared_with="ou-abcd-11111111",
        opts=pulumi.ResourceOptions(depends_on=[settings]),
    )
    ```

    Only the settings that are given are managed. The others are neither read nor changed. A setting that is as wanted
    already is left as it is, and one that was changed outside of Pulumi is set again by the next `up`. A create, an
    update or a delete waits up to 1 minute until AWS shows the change: set `custom_timeouts` to change that.

    A destroy only forgets the settings, with a warning that names those that stay enabled: other stacks may need them.

    API operations: GetGlobalSettings and UpdateGlobalSettings.
    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_UpdateGlobalSettings.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` is refused.
        organization_sharing_status: Whether lenses and other resources can be shared with the organization: `ENABLED`
            or `DISABLED`. Only the management account of the organization can change it. Default: not managed. A change
            updates.
        discovery_integration_status: Whether discovery support is integrated: `ENABLED` or `DISABLED`. Default: not
            managed. A change updates.
        region: The Region of the settings. Default for a new resource: the Region of the provider, then AWS_REGION,
            then the profile's. Another Region replaces. Without this input, the resource stays in the Region where it
            was created.
        disable_on_destroy: Whether a destroy sets to `DISABLED` what is managed and `ENABLED`. For organization
            sharing, that concerns every stack that shares with the organization. A setting that another resource of the
            program enables in another Region is left as it is. Default: False. A change updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another GlobalSettings of
            the program gives the same Region and has the same provider. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: AccessDeniedError: ...`, which says what to do.
    """

    _stored_outputs = ("account_id",)
    _import_advice = "declare the resource without it: a setting that is as wanted already is left as it is"

    @property
    def account_id(self) -> pulumi.Output[str]:
        """The account that has the settings."""
        return self._output("account_id")

    @property
    def organization_sharing_status(self) -> pulumi.Output[str | None]:
        """ENABLED or DISABLED, as it was last seen. None if it is not managed."""
        return self._input("organization_sharing_status")

    @property
    def discovery_integration_status(self) -> pulumi.Output[str | None]:
        """ENABLED or DISABLED, as it was last seen. None if it is not managed."""
        return self._input("discovery_integration_status")

    @property
    def disable_on_destroy(self) -> pulumi.Output[bool]:
        """Whether a destroy disables what is managed and enabled."""
        return self._input("disable_on_destroy")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: GlobalSettingsArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        organization_sharing_status: pulumi.Input[Status | None] = None,
        discovery_integration_status: pulumi.Input[Status | None] = None,
        region: pulumi.Input[str | None] = None,
        disable_on_destroy: pulumi.Input[bool | None] = None,
    ) -> None: ...

    @with_keywords_of(GlobalSettingsArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(GlobalSettingsArgs, *args, **kwargs)
        self._given_id = opts.id
        self._declare(resource_name, vars(GlobalSettingsArgs(**given)) if opts.id is None else {}, opts)

    @property
    def region(self) -> pulumi.Output[str]:
        """The Region of the settings. An update does not change it, so a preview knows it."""
        place = self.id if self._given_id is None else pulumi.Output.from_input(self._given_id)
        return place.apply(lambda id_: id_.rpartition("/")[2])

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> GlobalSettings:
        """Read the settings without managing them.

        Args:
            resource_name: The name of the resource in the program.
            id: `<account ID>/<Region>`. The credentials have to belong to the account.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return GlobalSettings(resource_name, opts)

    def _may_be_stored(self, each: Input, opts: pulumi.ResourceOptions) -> bool:
        """A lookup reads all settings."""
        return (opts.id is not None and each.name in MEMBERS) or super()._may_be_stored(each, opts)
