"""Provider, the explicit provider that users write, and how an aws.Provider becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from threading import RLock
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected.program.constructors import arguments_of
from pulumi_wellarchitected.program.provider_args import (
    IDENTIFYING,
    NAMESPACE,
    ProviderArgs,
    configuration_of,
    identity_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulumi_wellarchitected.program.provider_args import (
        ProviderAssumeRoleArgs,
        ProviderAssumeRoleWithWebIdentityArgs,
        ProviderEndpointArgs,
    )

__all__ = ["PACKAGE", "Provider"]

PACKAGE = "pulumi-python"
_AWS_PROVIDER = f"{NAMESPACE}provider"
_MADE_OF_IT = "_pulumi_wellarchitected_provider"
_ENGINES_OWN = frozenset({"__internal", "pluginChecksums", "pluginDownloadURL", "version"})
"""What the engine keeps among a provider's inputs for itself."""

_lock = RLock()


class Provider(pulumi.ProviderResource):
    """Says with which credentials, and so from which account, shares are made, for those that are given it.

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

    The arguments are those of aws.Provider. The stack's `aws:*` configuration is not for an explicit provider: what is
    not given here comes from the environment. The calls go to the Region of each lens.

    A change of the Region, the profile, a role's ARN or the web identity's replaces the provider. Its shares stay, and
    those that the same run deletes are deleted with the old settings. Any other change, such as that of an access key,
    updates the provider, and what is deleted then is deleted with the new one.

    Pulumi knows one provider for all dynamic resources. In `providers=[...]` of a component it is the provider of every
    dynamic resource below; `provider=` on the share reaches the share alone.

    Args:
        resource_name: The name of the resource in the program.
        args: All arguments as one object, in place of the keywords.
        opts: Options of the resource. A `replacement_trigger` replaces the provider as well.
        access_key: The ID of an access key, which is kept as a secret. It goes with secret_key.
        allowed_account_ids: The only accounts from which shares may be made.
        assume_role_with_web_identity: The role to assume with the token of an identity provider.
        assume_roles: The roles to assume, one with the credentials of the other.
        custom_ca_bundle: The file of certificates to trust.
        ec2_metadata_service_endpoint: The URL of the instance metadata service.
        ec2_metadata_service_endpoint_mode: IPv4 or IPv6.
        endpoints: The URLs of services, where they are not AWS's.
        forbidden_account_ids: Accounts from which no share may be made.
        http_proxy: The URL of a proxy for HTTP.
        https_proxy: The URL of a proxy for HTTPS.
        insecure: Whether TLS certificates are not verified. The default is False.
        max_retries: How often a call is made at most. The default is 25.
        no_proxy: The hosts, separated by commas, that are called without a proxy.
        profile: A profile of the shared configuration files.
        region: The Region of calls that are not for a lens, such as to assume a role.
        retry_mode: standard or adaptive.
        secret_key: The secret of the access key, which is kept as a secret.
        shared_config_files: The file of profiles, one at most. The default is ~/.aws/config.
        shared_credentials_files: The file of credentials, one at most. The default is ~/.aws/credentials.
        skip_metadata_api_check: Whether the instance metadata service is not asked for credentials.
        sts_region: The Region in which roles are assumed.
        token: The session token of temporary credentials, which is kept as a secret.
        use_dualstack_endpoint: Whether calls go to endpoints that speak IPv6 as well.
        use_fips_endpoint: Whether calls go to endpoints that are FIPS 140 validated.
        user_agents: What to add to the User-Agent of the calls.

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
        ec2_metadata_service_endpoint: pulumi.Input[str | None] = None,
        ec2_metadata_service_endpoint_mode: pulumi.Input[str | None] = None,
        endpoints: pulumi.Input[Sequence[pulumi.Input[ProviderEndpointArgs | Mapping[str, Any]]] | None] = None,
        forbidden_account_ids: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
        http_proxy: pulumi.Input[str | None] = None,
        https_proxy: pulumi.Input[str | None] = None,
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

    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(ProviderArgs, *args, **kwargs)
        configuration = configuration_of(ProviderArgs(**given))
        super().__init__(PACKAGE, resource_name, configuration, _replaced_with(_identity(configuration), opts))

    @classmethod
    def from_aws(cls, aws_provider: pulumi.ProviderResource) -> Provider:
        """Make the provider that acts as an aws.Provider does: one for each, however often it is asked for.

        A LensShare that is given an aws.Provider, or whose parent is, does this by itself.

        Args:
            aws_provider: The `pulumi_aws.Provider`.

        Raises:
            pulumi.RunError: It is no aws.Provider, or none that this program has made.
        """
        if aws_provider.package != "aws":
            raise pulumi.RunError(
                f"Provider.from_aws expects an aws.Provider, and not one for {aws_provider.package!r}."
            )
        with _lock:  # a program may declare resources in several threads
            made: Provider | None = vars(aws_provider).get(_MADE_OF_IT)
            return made or cls._made_of(aws_provider)

    @classmethod
    def _made_of(cls, aws_provider: pulumi.ProviderResource) -> Provider:
        name: str | None = getattr(aws_provider, "_name", None)
        if name is None:
            raise pulumi.RunError(
                "The aws.Provider was made by another program, which hands over nothing of it but its name. Make a "
                "pulumi_wellarchitected.Provider with the same settings, and give that."
            )
        # Its own attributes lack half of the settings, and are unknown in every preview.
        answer = pulumi.runtime.invoke_output("pulumi:pulumi:getResource", {"urn": aws_provider.urn})
        inputs = answer.apply(lambda known: _inputs_of(name, known))
        identity = pulumi.Output.unsecret(inputs.apply(identity_of))
        opts = pulumi.ResourceOptions(parent=aws_provider)
        # Kept before it is registered, when a transformation may ask for it; it lives as long as the aws.Provider.
        provider: Provider = vars(aws_provider).setdefault(_MADE_OF_IT, cls.__new__(cls))
        pulumi.ProviderResource.__init__(
            provider,
            PACKAGE,
            name,
            {_AWS_PROVIDER: pulumi.Output.secret(inputs)},
            _replaced_with(pulumi.Output.all(aws_provider.id, identity), opts),
        )
        return provider


def _identity(configuration: Mapping[str, pulumi.Input[Any]]) -> pulumi.Output[str]:
    keys = {f"{NAMESPACE}{key}": key for key in IDENTIFYING}
    telling: dict[str, Any] = {keys[key]: value for key, value in configuration.items() if key in keys}
    known: pulumi.Output[Any] = pulumi.Output.from_input(telling)
    return pulumi.Output.unsecret(known.apply(identity_of))


def _replaced_with(identity: pulumi.Output[Any], opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """The engine replaces a provider for a trigger alone, and never for one that is a secret."""
    own = opts.replacement_trigger
    trigger = identity if own is None else pulumi.Output.all(identity, _digest(own))
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(replacement_trigger=trigger))


def _digest(trigger: pulumi.Input[Any]) -> pulumi.Output[str]:
    """A trigger of the user's, as it may stand in the state in clear."""
    text = pulumi.Output.json_dumps(trigger, sort_keys=True)
    return pulumi.Output.unsecret(text.apply(lambda known: sha256(known.encode()).hexdigest()))


def _inputs_of(name: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    state = answer.get("state")
    if not isinstance(state, Mapping):
        raise pulumi.RunError(
            f"The engine does not tell the settings of the aws.Provider {name!r}. Make a "
            f"pulumi_wellarchitected.Provider with the same settings, and give that."
        )
    return {key: value for key, value in state.items() if key not in _ENGINES_OWN}
