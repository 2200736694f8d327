"""The `aws:*` configuration, with the meaning that pulumi-aws gives it. Settings is the table of all keys.

The configuration of a stack reaches the provider as strings (structures as JSON), that of an explicit provider with its
types: both are accepted. `aws:provider` holds all inputs of an aws.Provider, and then is the whole configuration. An
unknown key stops the run, because ignoring it could send a call to another account. A key that has no meaning here is
accepted and ignored.

botocore decides what is not set: by the environment, then by the profile (botocore_session.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_wellarchitected.aws.settings.accounts import AccountLimits, account_ids
from pulumi_wellarchitected.aws.settings.endpoints import endpoints, url
from pulumi_wellarchitected.aws.settings.proxies import Proxies, proxy_url
from pulumi_wellarchitected.aws.settings.roles import Role, WebIdentity, role_chain, web_identity
from pulumi_wellarchitected.aws.settings.tags import IgnoredTags, Tags, default_tags, ignored_tags
from pulumi_wellarchitected.aws.settings.values import Values
from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

NAMESPACE = "aws:"
WITHOUT_MEANING = frozenset({
    "s3UsEast1RegionalEndpoint", "s3UsePathStyle",  # another service
    "skipCredentialsValidation",  # configure() makes no call, so it validates no credentials
    "skipRegionValidation",  # the Region comes from the ARN of what is shared
    "skipRequestingAccountId",  # the account is only asked for when it decides something
    "tagPolicyCompliance",  # the tag policies of an organization are not looked at
    "tokenBucketRateLimiterCapacity",  # a budget of retries for all calls, of which there is none here
})  # fmt: skip
_ENGINE_KEYS = frozenset({"__defaults", "__internal", "pluginChecksums", "pluginDownloadURL", "version"})
"""The keys that the engine adds to the inputs of an aws.Provider in the state."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table: how a key is read, and who else uses it."""

    read: Callable[[Values, str], Any]
    botocore: str | None = None
    """The variable of a botocore session that takes the value."""
    identifies: str | None = None
    """The value decides the account. This is its name in the trigger that replaces an explicit provider."""
    secret: bool = False
    """An explicit provider encrypts the value in the state."""
    version_6: str | None = None
    """The key of pulumi-aws 6 for the same."""


def setting(read: Callable[[Values, str], T], **row: Any) -> T:  # noqa: ANN401 - the fields of Setting
    """Declare a field of Settings. Its default is what `read` makes of a configuration without the key."""
    made = Setting(read, **row)
    return field(
        default_factory=lambda: read(Values(NAMESPACE, {}), ""), repr=not made.secret, metadata={"setting": made}
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """One field for each key, whose name is that of the argument of an aws.Provider. None lets botocore decide."""

    access_key: str | None = setting(Values.text, secret=True)
    allowed_account_ids: tuple[str, ...] = setting(account_ids)
    assume_role_with_web_identity: WebIdentity | None = setting(  # noqa: RUF009 - it returns a field
        web_identity, identifies="webIdentity", secret=True
    )
    assume_roles: tuple[Role, ...] = setting(role_chain, identifies="roles", version_6="assumeRole")
    custom_ca_bundle: str | None = setting(Values.text, botocore="ca_bundle")
    default_tags: Mapping[str, str] = setting(default_tags)
    ec2_metadata_service_endpoint: str | None = setting(url, botocore="ec2_metadata_service_endpoint")
    ec2_metadata_service_endpoint_mode: str | None = setting(
        lambda values, key: values.one_of(key, "IPv4", "IPv6"), botocore="ec2_metadata_service_endpoint_mode"
    )
    endpoints: Mapping[str, str] = setting(endpoints)
    forbidden_account_ids: tuple[str, ...] = setting(account_ids)
    http_proxy: str | None = setting(proxy_url)
    https_proxy: str | None = setting(proxy_url)
    ignore_tags: IgnoredTags = setting(ignored_tags)  # noqa: RUF009 - it returns a field
    insecure: bool | None = setting(Values.flag)
    max_retries: int | None = setting(Values.count, botocore="max_attempts")
    no_proxy: str | None = setting(Values.text)
    profile: str | None = setting(Values.text, botocore="profile", identifies="profile")
    region: str | None = setting(Values.text, botocore="region", identifies="region")
    retry_mode: str | None = setting(
        lambda values, key: values.one_of(key, "standard", "adaptive"), botocore="retry_mode"
    )
    secret_key: str | None = setting(Values.text, secret=True)
    shared_config_files: str | None = setting(Values.only_text, botocore="config_file")
    shared_credentials_files: str | None = setting(Values.only_text, botocore="credentials_file")
    skip_metadata_api_check: bool | None = setting(Values.flag)
    sts_region: str | None = setting(Values.text)
    token: str | None = setting(Values.text, secret=True)
    use_dualstack_endpoint: bool | None = setting(Values.flag, botocore="use_dualstack_endpoint")
    use_fips_endpoint: bool | None = setting(Values.flag, botocore="use_fips_endpoint")
    user_agents: tuple[str, ...] = setting(Values.ascii_texts)

    def __post_init__(self) -> None:
        if (self.access_key is None) != (self.secret_key is None):
            raise ConfigurationError("aws:accessKey and aws:secretKey go together: set both of them, or neither.")
        if self.token is not None and self.access_key is None:
            raise ConfigurationError("aws:token goes with aws:accessKey and aws:secretKey: set all three, or no token.")
        if self.allowed_account_ids and self.forbidden_account_ids:
            raise ConfigurationError("aws:allowedAccountIds and aws:forbiddenAccountIds exclude each other: set one.")

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Settings:
        """Read the configuration of a stack or of an explicit provider. Raises ConfigurationError."""
        values = _values(config)
        _refuse_unsupported(values)
        return cls(**{name: row.read(values, camel_case(name)) for name, row in SETTINGS.items()})

    @property
    def accounts(self) -> AccountLimits:
        """The accounts in which calls may be made."""
        return AccountLimits(self.allowed_account_ids, self.forbidden_account_ids)

    @property
    def proxies(self) -> Proxies:
        """The proxies for the calls."""
        return Proxies(self.http_proxy, self.https_proxy, self.no_proxy)

    @property
    def tags(self) -> Tags:
        """What happens to the tags of a resource."""
        return Tags(self.default_tags, self.ignore_tags)

    def botocore_variables(self) -> dict[str, Any]:
        """Return the variables to set in a botocore session."""
        given = {row.botocore: getattr(self, name) for name, row in SETTINGS.items() if row.botocore}
        if self.insecure:
            given["ca_bundle"] = False
        return {variable: value for variable, value in given.items() if value is not None}


def camel_case(name: str) -> str:
    """Turn the name of an argument into the key in the configuration: max_retries is maxRetries."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


SETTINGS: Mapping[str, Setting] = {each.name: each.metadata["setting"] for each in fields(Settings)}
HONOURED = frozenset(map(camel_case, SETTINGS))
HONOURED_OF_VERSION_6 = frozenset(row.version_6 for row in SETTINGS.values() if row.version_6)
IDENTIFYING: Mapping[str, str] = {
    key: row.identifies
    for name, row in SETTINGS.items()
    for key in (camel_case(name), row.version_6)
    if key and row.identifies
}
"""The keys that decide the account, and the name of each in the trigger that replaces an explicit provider."""


def _values(config: Mapping[str, Any]) -> Values:
    own = {key.removeprefix(NAMESPACE): value for key, value in config.items() if key.startswith(NAMESPACE)}
    values = Values.from_mapping(NAMESPACE, own)
    inputs = values.object("provider", "region us-east-1")
    if inputs is None:
        return values
    return Values(NAMESPACE, {key: value for key, value in inputs.given.items() if key not in _ENGINE_KEYS})


def _refuse_unsupported(values: Values) -> None:
    if unsupported := sorted(values.given.keys() - HONOURED - HONOURED_OF_VERSION_6 - WITHOUT_MEANING):
        names = ", ".join(values.name(key) for key in unsupported)
        raise ConfigurationError(
            f"pulumi_wellarchitected does not support {names}. Ignoring it could send a call to another account. "
            f"Remove it from the stack's configuration (pulumi config rm {values.name(unsupported[0])}), or make the "
            f"same setting in an AWS profile (aws:profile)."
        )
