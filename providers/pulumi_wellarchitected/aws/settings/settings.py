"""The `aws:*` configuration, read as pulumi-aws reads it.

A stack's configuration reaches the provider as strings (structures as JSON), an explicit provider's with its types
kept: both are accepted. `aws:provider` holds all inputs of an aws.Provider, and is then the whole configuration. A key
that nobody here has heard of is refused, since ignoring it could put a call into another account. One that has no
meaning for sharing a lens is let through.

A setting that is absent is left to botocore: the environment, then the profile (botocore_session.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws.settings import roles
from pulumi_wellarchitected.aws.settings.accounts import AccountLimits
from pulumi_wellarchitected.aws.settings.endpoints import endpoints, is_url
from pulumi_wellarchitected.aws.settings.proxies import Proxies
from pulumi_wellarchitected.aws.settings.values import Values
from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws.settings.roles import Role, WebIdentity

NAMESPACE = "aws:"

HONOURED = frozenset({
    "accessKey", "allowedAccountIds", "assumeRoleWithWebIdentity", "assumeRoles", "customCaBundle",
    "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode", "endpoints", "forbiddenAccountIds", "httpProxy",
    "httpsProxy", "insecure", "maxRetries", "noProxy", "profile", "region", "retryMode", "secretKey",
    "sharedConfigFiles", "sharedCredentialsFiles", "skipMetadataApiCheck", "stsRegion", "token",
    "useDualstackEndpoint", "useFipsEndpoint", "userAgents",
})  # fmt: skip
HONOURED_OF_VERSION_6 = frozenset({"assumeRole"})
WITHOUT_MEANING = frozenset({
    "defaultTags", "ignoreTags", "tagPolicyCompliance",  # a share has no tags
    "s3UsEast1RegionalEndpoint", "s3UsePathStyle",  # another service
    "skipCredentialsValidation",  # configure() makes no call, and so validates none
    "skipRegionValidation",  # the Region is the lens ARN's
    "skipRequestingAccountId",  # the account is asked only where it decides something
    "tokenBucketRateLimiterCapacity",  # botocore's own bucket of retries has a fixed size; it guards no account
})  # fmt: skip
_OF_THE_ENGINE = frozenset({"__defaults", "__internal", "pluginChecksums", "pluginDownloadURL", "version"})
"""What an aws.Provider in the state has among its inputs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Whose credentials sign the calls, and where the calls go. None leaves the choice to botocore."""

    region: str | None = None
    profile: str | None = None
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    roles: tuple[Role, ...] = ()
    web_identity: WebIdentity | None = None
    accounts: AccountLimits = field(default_factory=AccountLimits)
    endpoints: Mapping[str, str] = field(default_factory=dict)
    """URLs by botocore's name of the service."""
    sts_region: str | None = None
    max_attempts: int | None = None
    retry_mode: str | None = None
    insecure: bool = False
    ca_bundle: str | None = None
    proxies: Proxies = field(default_factory=Proxies)
    user_agents: tuple[str, ...] = ()
    use_fips_endpoint: bool | None = None
    use_dualstack_endpoint: bool | None = None
    config_file: str | None = None
    credentials_file: str | None = None
    metadata_endpoint: str | None = None
    metadata_endpoint_mode: str | None = None
    metadata_is_asked: bool = True

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Settings:
        """Read the stack's or an explicit provider's configuration; raises ConfigurationError."""
        values = _values(config)
        _refuse_unsupported(values)
        _refuse_half_a_key(values)
        return cls(
            region=values.text("region"),
            profile=values.text("profile"),
            access_key=values.text("accessKey"),
            secret_key=values.text("secretKey"),
            token=values.text("token"),
            roles=roles.chain(values),
            web_identity=roles.web_identity(values),
            accounts=AccountLimits.from_values(values),
            endpoints=endpoints(values),
            sts_region=values.text("stsRegion"),
            max_attempts=values.count("maxRetries"),
            retry_mode=values.one_of("retryMode", "standard", "adaptive"),
            insecure=values.flag("insecure") or False,
            ca_bundle=values.text("customCaBundle"),
            proxies=Proxies.from_values(values),
            user_agents=_user_agents(values),
            use_fips_endpoint=values.flag("useFipsEndpoint"),
            use_dualstack_endpoint=values.flag("useDualstackEndpoint"),
            config_file=_only_file(values, "sharedConfigFiles", "AWS_CONFIG_FILE"),
            credentials_file=_only_file(values, "sharedCredentialsFiles", "AWS_SHARED_CREDENTIALS_FILE"),
            metadata_endpoint=_url(values, "ec2MetadataServiceEndpoint"),
            metadata_endpoint_mode=values.one_of("ec2MetadataServiceEndpointMode", "IPv4", "IPv6"),
            metadata_is_asked=not values.flag("skipMetadataApiCheck"),
        )


def _values(config: Mapping[str, Any]) -> Values:
    given = {
        key.removeprefix(NAMESPACE): value
        for key, value in config.items()
        if key.startswith(NAMESPACE) and value not in (None, "")
    }
    of_a_provider = Values(NAMESPACE, given).object("provider", "region us-east-1")
    if of_a_provider is None:
        return Values(NAMESPACE, given)
    inputs = {key: value for key, value in of_a_provider.given.items() if key not in _OF_THE_ENGINE}
    return Values(NAMESPACE, inputs)


def _refuse_unsupported(values: Values) -> None:
    if unsupported := sorted(values.given.keys() - HONOURED - HONOURED_OF_VERSION_6 - WITHOUT_MEANING):
        names = ", ".join(values.name(key) for key in unsupported)
        raise ConfigurationError(
            f"LensShare does not support {names}, and will not call AWS as if that were not set. "
            f"Remove it from the stack's configuration (pulumi config rm {values.name(unsupported[0])}), or give the "
            f"same through an AWS profile (aws:profile)."
        )


def _refuse_half_a_key(values: Values) -> None:
    if ("accessKey" in values.given) != ("secretKey" in values.given):
        raise ConfigurationError("aws:accessKey and aws:secretKey go together: set both of them, or neither.")
    if "token" in values.given and "accessKey" not in values.given:
        raise ConfigurationError("aws:token goes with aws:accessKey and aws:secretKey: set them too, or none of them.")


def _user_agents(values: Values) -> tuple[str, ...]:
    agents = values.texts("userAgents")
    if all(agent.isascii() and agent.isprintable() for agent in agents):
        return agents
    raise ConfigurationError("aws:userAgents has to hold plain ASCII, such as team-platform/1.0.")


def _only_file(values: Values, key: str, variable: str) -> str | None:
    files = values.texts(key)
    if len(files) > 1:
        raise ConfigurationError(
            f"{values.name(key)} names {len(files)} files, and LensShare reads one: botocore cannot merge several. Put "
            f"their profiles into one file, or name none here and that one in {variable}."
        )
    return files[0] if files else None


def _url(values: Values, key: str) -> str | None:
    url = values.text(key)
    if url is None or is_url(url):
        return url
    raise ConfigurationError(f"{values.name(key)} is {url!r}, which is not a URL such as http://169.254.169.254.")
