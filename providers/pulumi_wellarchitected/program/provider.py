"""Explicit AWS credentials for resources: the Provider that programs declare, and the one made from an aws.Provider."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected.aws.settings.settings import IDENTIFYING, NAMESPACE
from pulumi_wellarchitected.dynamic import PACKAGE
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.provider_args import (
    ProviderArgs,
    account_identity,
    configuration_of,
    plain_configuration_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulumi_wellarchitected.program.provider_args import (
        ProviderAssumeRoleArgs,
        ProviderAssumeRoleWithWebIdentityArgs,
        ProviderDefaultTagsArgs,
        ProviderEndpointArgs,
        ProviderIgnoreTagsArgs,
    )

__all__ = ["Provider"]

_AWS_PROVIDER = f"{NAMESPACE}provider"
_ENGINE_KEYS = frozenset({"__internal", "pluginChecksums", "pluginDownloadURL", "version"})
"""The keys that the engine adds to the inputs of a provider."""
_MADE_FROM_IT = "pulumi_wellarchitected_provider"
"""The attribute of an aws.Provider that holds the provider made from it. Both have to live equally long, and a child
refers to its parent: a dictionary with weak keys would keep both alive for ever."""

_lock = RLock()


class Provider(pulumi.ProviderResource):
    """Explicit AWS credentials for LensShare resources.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    platform = wa.Provider(
        "platform",
        assume_roles=[wa.ProviderAssumeRoleArgs(role_arn="arn:aws:iam::111122223333:role/LensOwner")],
    )
    wa.LensShare(
        "security",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        shared_with="444455556666",
        opts=pulumi.ResourceOptions(provider=platform),
    )
    ```

    The arguments are those of aws.Provider. An explicit provider does not read the stack's `aws:*` configuration: the
    environment decides what is not set here. Calls go to the Region of each lens.

    A change of the Region, of the profile or of the ARN of a role replaces the provider. Its shares are not changed.
    Shares that the same run deletes are deleted with the old settings. Any other change, such as a new access key,
    updates the provider, and deletes then use the new settings.

    Pulumi has one package for all dynamic resources. In `providers=[...]` of a component, this is the provider of every
    dynamic resource in the component. With `provider=` it is the provider of one resource.

    Args:
        resource_name: The name of the resource in the program.
        args: All arguments as one object, instead of keywords.
        opts: The options of the resource. A `replacement_trigger` also replaces the provider.
        access_key: The ID of an access key, a secret in the state. Needs secret_key.
        allowed_account_ids: The only accounts that may be used.
        assume_role_with_web_identity: The role to assume with the token of an identity provider.
        assume_roles: The roles to assume, each with the credentials of the one before it.
        custom_ca_bundle: The file of certificates to trust.
        default_tags: The tags that every resource with tags gets. A LensShare has no tags.
        ec2_metadata_service_endpoint: The URL of the instance metadata service.
        ec2_metadata_service_endpoint_mode: IPv4 or IPv6.
        endpoints: The URLs that replace AWS's own endpoints.
        forbidden_account_ids: Accounts that must not be used.
        http_proxy: The URL of the proxy for HTTP.
        https_proxy: The URL of the proxy for HTTPS.
        ignore_tags: The tags that others manage. They are not set, changed, removed or shown.
        insecure: True to accept any TLS certificate. The default is False.
        max_retries: How often a call is tried at most. The default is 25.
        no_proxy: The hosts that are called without a proxy, separated by commas.
        profile: A profile of the shared configuration files.
        region: The Region of calls that are not for a lens, such as to assume a role.
        retry_mode: standard or adaptive.
        secret_key: The secret of the access key, a secret in the state.
        shared_config_files: One file of profiles. The default is ~/.aws/config.
        shared_credentials_files: One file of credentials. The default is ~/.aws/credentials.
        skip_metadata_api_check: True to get no credentials from the instance metadata service.
        sts_region: The Region in which roles are assumed.
        token: The session token of temporary credentials, a secret in the state.
        use_dualstack_endpoint: True to call endpoints that support IPv6.
        use_fips_endpoint: True to call endpoints that are validated for FIPS 140.
        user_agents: Strings to add to the User-Agent header of the calls.

    Source: https://www.pulumi.com/registry/packages/aws/api-docs/provider/
    """

    @overload
    def __init__(
        self, resource_name: str, args: ProviderArgs | None, opts: pulumi.ResourceOptions | None = None
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        access_key: pulumi.Input[str | None] = None,
        allowed_account_ids: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
        assume_role_with_web_identity: pulumi.Input[
            ProviderAssumeRoleWithWebIdentityArgs | Mapping[str, Any] | None
        ] = None,
        assume_roles: pulumi.Input[Sequence[pulumi.Input[ProviderAssumeRoleArgs | Mapping[str, Any]]] | None] = None,
        custom_ca_bundle: pulumi.Input[str | None] = None,
        default_tags: pulumi.Input[ProviderDefaultTagsArgs | Mapping[str, Any] | None] = None,
        ec2_metadata_service_endpoint: pulumi.Input[str | None] = None,
        ec2_metadata_service_endpoint_mode: pulumi.Input[str | None] = None,
        endpoints: pulumi.Input[Sequence[pulumi.Input[ProviderEndpointArgs | Mapping[str, Any]]] | None] = None,
        forbidden_account_ids: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
        http_proxy: pulumi.Input[str | None] = None,
        https_proxy: pulumi.Input[str | None] = None,
        ignore_tags: pulumi.Input[ProviderIgnoreTagsArgs | Mapping[str, Any] | None] = None,
        insecure: pulumi.Input[bool | None] = None,
        max_retries: pulumi.Input[int | None] = None,
        no_proxy: pulumi.Input[str | None] = None,
        profile: pulumi.Input[str | None] = None,
        region: pulumi.Input[str | None] = None,
        retry_mode: pulumi.Input[str | None] = None,
        secret_key: pulumi.Input[str | None] = None,
        shared_config_files: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
        shared_credentials_files: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
        skip_metadata_api_check: pulumi.Input[bool | None] = None,
        sts_region: pulumi.Input[str | None] = None,
        token: pulumi.Input[str | None] = None,
        use_dualstack_endpoint: pulumi.Input[bool | None] = None,
        use_fips_endpoint: pulumi.Input[bool | None] = None,
        user_agents: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
    ) -> None: ...

    @with_keywords_of(ProviderArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(ProviderArgs, *args, **kwargs)
        self._args: ProviderArgs | None = ProviderArgs(**given)
        self.configuration = configuration = configuration_of(self._args)
        super().__init__(PACKAGE, resource_name, configuration, _with_trigger(opts, _identity(configuration)))

    def plain_configuration(self) -> dict[str, Any] | None:
        """Return the configuration without Outputs, secrets in clear. None if an argument is an Output."""
        return plain_configuration_of(self._args) if self._args else None

    @classmethod
    def from_aws(cls, aws_provider: pulumi.ProviderResource) -> Provider:
        """Return the provider that has the settings of an aws.Provider. It is the same at every call.

        A LensShare calls this if it gets an aws.Provider, in its own options or from its parent.

        Args:
            aws_provider: The `pulumi_aws.Provider`.

        Raises:
            pulumi.RunError: It is not an aws.Provider, or this program did not declare it.
        """
        if aws_provider.package != "aws":
            raise pulumi.RunError(f"Provider.from_aws expects an aws.Provider, not one for {aws_provider.package!r}.")
        with _lock:  # a program may declare resources in several threads
            made: Provider | None = getattr(aws_provider, _MADE_FROM_IT, None)
            return made or _ProviderFromAws(aws_provider)


class _ProviderFromAws(Provider):
    """The provider that has the settings of an aws.Provider, and its name."""

    def __init__(self, aws_provider: pulumi.ProviderResource) -> None:
        name: str | None = getattr(aws_provider, "pulumi_resource_name", None)
        if name is None:
            raise pulumi.RunError(
                "The aws.Provider was declared by another program, and its settings are not known here. Declare a "
                "pulumi_wellarchitected.Provider with the same settings, and use that."
            )
        # The attributes of an aws.Provider lack half of the settings, and are unknown in every preview.
        answer = pulumi.runtime.invoke_output("pulumi:pulumi:getResource", {"urn": aws_provider.urn})
        inputs = answer.apply(lambda known: _inputs_of(name, known))
        identity = pulumi.Output.unsecret(inputs.apply(account_identity))
        opts = pulumi.ResourceOptions(parent=aws_provider)
        setattr(aws_provider, _MADE_FROM_IT, self)  # before the registration, whose transformations may call from_aws()
        self._args = None
        self.configuration = {_AWS_PROVIDER: pulumi.Output.secret(inputs)}
        pulumi.ProviderResource.__init__(
            self,
            PACKAGE,
            name,
            self.configuration,
            _with_trigger(opts, pulumi.Output.all(aws_provider.id, identity)),
        )


def _identity(configuration: Mapping[str, pulumi.Input[Any]]) -> pulumi.Output[str]:
    given = {key: configuration.get(f"{NAMESPACE}{key}") for key in IDENTIFYING}
    known: pulumi.Output[Any] = pulumi.Output.from_input(given)
    return pulumi.Output.unsecret(known.apply(account_identity))


def _with_trigger(opts: pulumi.ResourceOptions, identity: pulumi.Output[Any]) -> pulumi.ResourceOptions:
    """Add the trigger that replaces a provider. The engine ignores a trigger that is a secret."""
    own = opts.replacement_trigger
    trigger = identity if own is None else pulumi.Output.all(identity, _digest(own))
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(replacement_trigger=trigger))


def _digest(trigger: pulumi.Input[Any]) -> pulumi.Output[str]:
    """Hash a trigger of the user's, which may be a secret: the state shows triggers in clear."""
    text = pulumi.Output.json_dumps(trigger, sort_keys=True)
    return pulumi.Output.unsecret(text.apply(lambda known: sha256(known.encode()).hexdigest()))


def _inputs_of(name: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    state = answer.get("state")
    if not isinstance(state, Mapping):
        raise pulumi.RunError(
            f"The engine does not return the settings of the aws.Provider {name!r}. Declare a "
            f"pulumi_wellarchitected.Provider with the same settings, and use that."
        )
    return {key: value for key, value in state.items() if key not in _ENGINE_KEYS}
