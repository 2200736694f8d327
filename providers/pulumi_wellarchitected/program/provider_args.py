"""The arguments of a Provider, and how they become its configuration.

They have the names of the arguments of an aws.Provider. The table in aws/settings/settings.py says which of them are
secret, which decide the account, and which are left out and why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeAlias

import pulumi
from pulumi_wellarchitected.aws.settings.settings import IDENTIFYING, NAMESPACE, SETTINGS, camel_case
from pulumi_wellarchitected.aws.settings.values import parse_structure

if TYPE_CHECKING:
    from collections.abc import Callable

_Text: TypeAlias = "pulumi.Input[str | None]"
_Texts: TypeAlias = "pulumi.Input[Sequence[pulumi.Input[str]] | None]"
_Flag: TypeAlias = "pulumi.Input[bool | None]"
_Map: TypeAlias = "Mapping[str, Any]"


@dataclass(kw_only=True)
class ProviderAssumeRoleArgs:
    """A role to assume. A list of roles is a chain: each is assumed with the credentials of the one before it."""

    role_arn: _Text = None
    """The ARN of the role."""
    duration: _Text = None
    """How long a session lasts, such as "1h30m". The default of AWS is one hour."""
    external_id: _Text = None
    """The external ID that the role's trust policy requires."""
    policy: _Text = None
    """A policy in JSON that limits the permissions of the session."""
    policy_arns: _Texts = None
    """The ARNs of managed policies that limit the permissions of the session."""
    session_name: _Text = None
    """The name of the session in CloudTrail."""
    source_identity: _Text = None
    """The identity that CloudTrail shows for all sessions of the chain."""
    tags: pulumi.Input[Mapping[str, pulumi.Input[str]] | None] = None
    """The tags of the session."""
    transitive_tag_keys: _Texts = None
    """The keys of the tags that are passed on to the next roles of the chain."""


@dataclass(kw_only=True)
class ProviderAssumeRoleWithWebIdentityArgs:
    """A role to assume with the token of an identity provider, such as a CI system."""

    role_arn: _Text = None
    """The ARN of the role."""
    duration: _Text = None
    """How long a session lasts, such as "1h30m". The default of AWS is one hour."""
    policy: _Text = None
    """A policy in JSON that limits the permissions of the session."""
    policy_arns: _Texts = None
    """The ARNs of managed policies that limit the permissions of the session."""
    session_name: _Text = None
    """The name of the session in CloudTrail."""
    web_identity_token: _Text = None
    """The token. It is a secret in the state."""
    web_identity_token_file: _Text = None
    """The file that holds the token. It is read when the role is assumed."""


@dataclass(kw_only=True)
class ProviderDefaultTagsArgs:
    """The tags that every resource with tags gets. The resource's own tags take precedence."""

    tags: pulumi.Input[Mapping[str, pulumi.Input[str]] | None] = None
    """The tags, by their keys."""


@dataclass(kw_only=True)
class ProviderEndpointArgs:
    """The URLs that replace AWS's own endpoints, such as that of a local service."""

    wellarchitected: _Text = None
    """The URL of the Well-Architected Tool."""
    sts: _Text = None
    """The URL of the Security Token Service, which assumes roles."""


@dataclass(kw_only=True)
class ProviderIgnoreTagsArgs:
    """The tags that others manage. They are not set, changed, removed or shown."""

    key_prefixes: _Texts = None
    """How the keys of ignored tags begin."""
    keys: _Texts = None
    """The keys of ignored tags."""


@dataclass(kw_only=True)
class ProviderArgs:
    """The arguments of a Provider as one object. Provider describes each of them."""

    access_key: _Text = None
    allowed_account_ids: _Texts = None
    assume_role_with_web_identity: pulumi.Input[ProviderAssumeRoleWithWebIdentityArgs | _Map | None] = None
    assume_roles: pulumi.Input[Sequence[pulumi.Input[ProviderAssumeRoleArgs | _Map]] | None] = None
    custom_ca_bundle: _Text = None
    default_tags: pulumi.Input[ProviderDefaultTagsArgs | _Map | None] = None
    ec2_metadata_service_endpoint: _Text = None
    ec2_metadata_service_endpoint_mode: _Text = None
    endpoints: pulumi.Input[Sequence[pulumi.Input[ProviderEndpointArgs | _Map]] | None] = None
    forbidden_account_ids: _Texts = None
    http_proxy: _Text = None
    https_proxy: _Text = None
    ignore_tags: pulumi.Input[ProviderIgnoreTagsArgs | _Map | None] = None
    insecure: _Flag = None
    max_retries: pulumi.Input[int | None] = None
    no_proxy: _Text = None
    profile: _Text = None
    region: _Text = None
    retry_mode: _Text = None
    secret_key: _Text = None
    shared_config_files: _Texts = None
    shared_credentials_files: _Texts = None
    skip_metadata_api_check: _Flag = None
    sts_region: _Text = None
    token: _Text = None
    use_dualstack_endpoint: _Flag = None
    use_fips_endpoint: _Flag = None
    user_agents: _Texts = None


def configuration_of(args: ProviderArgs) -> dict[str, pulumi.Input[Any]]:
    """Return the configuration for the arguments that are given: structures become JSON, credentials secrets."""
    return {
        f"{NAMESPACE}{camel_case(name)}": _secret(name, _written(name, value))
        for name, value in vars(args).items()
        if value is not None
    }


def plain_configuration_of(args: ProviderArgs) -> dict[str, Any] | None:
    """Return the same configuration without Outputs, secrets in clear. None if an argument is an Output."""
    given = {name: value for name, value in vars(args).items() if value is not None}
    if any(_is_later(value) for value in given.values()):
        return None
    try:
        return {f"{NAMESPACE}{camel_case(name)}": _plain(name, value) for name, value in given.items()}
    except TypeError:  # a part of a structure is an Output, which JSON cannot express
        return None


def _plain(name: str, value: object) -> object:
    read = _STRUCTURES.get(name)
    return _json(read(value)) if read else value


def account_identity(configuration: Mapping[str, Any]) -> str:
    """Return the parts of a configuration, its keys without namespace, that decide which account it leads to.

    Access keys are not a part of it. What is not set is left out, so that a later version can look at more keys without
    replacing a provider.
    """
    parts = {name: _account_part(configuration.get(key)) for key, name in IDENTIFYING.items() if configuration.get(key)}
    return json.dumps({name: part for name, part in parts.items() if part}, sort_keys=True)


def _account_part(value: object) -> object:
    """Return the ARNs of roles. Any other value decides the account as a whole."""
    match parse_structure(value):
        case list() as roles:
            return [role.get("roleArn") for role in roles]
        case dict() as role:
            return [role.get("roleArn")]
    return value


def _written(name: str, value: pulumi.Input[Any]) -> pulumi.Input[Any]:
    if read := _STRUCTURES.get(name):
        # Read twice: the value may hold outputs, and their values are read when they are known.
        return pulumi.Output.from_input(read(value)).apply(lambda known: _json(read(known)))
    # The value is used twice, but can be awaited only once.
    return pulumi.Output.from_input(value) if isawaitable(value) else value


def _secret(name: str, value: pulumi.Input[Any]) -> pulumi.Input[Any]:
    return pulumi.Output.secret(value) if SETTINGS[name].secret else value


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True)


def _texts(value: object) -> object:
    if value is None or _is_later(value):
        return value
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"Expected a list of strings, not {value!r}.")
    return list(value)


def _structures(kind: type) -> Callable[[object], object]:
    read = _structure(kind)

    def read_all(value: object) -> object:
        if value is None or _is_later(value):
            return value
        if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
            raise TypeError(f"Expected a list of {kind.__name__} or of dictionaries, not {type(value).__name__}.")
        return [read(each) for each in value]

    return read_all


def _structure(kind: type) -> Callable[[object], object]:
    names = {field.name: camel_case(field.name) for field in fields(kind)}
    names.update({camel: camel for camel in names.values()})

    def read(value: object) -> object:
        """Return a dictionary with the keys of the configuration. Dictionaries among its values are not changed."""
        if value is None or _is_later(value):
            return value
        given = value if isinstance(value, Mapping) else getattr(value, "__dict__", None)
        if given is None:
            raise TypeError(f"Expected {kind.__name__} or a dictionary, not {type(value).__name__}.")
        if kind is ProviderEndpointArgs:  # every service is accepted, as in the configuration of a stack
            return {name: each for name, each in given.items() if each is not None}
        if unknown := [name for name in given if name not in names]:
            raise TypeError(f"{kind.__name__} has no {unknown[0]!r}. It has {', '.join(f.name for f in fields(kind))}.")
        return {names[name]: each for name, each in given.items() if each is not None}

    return read


def _is_later(value: object) -> bool:
    return isinstance(value, pulumi.Output) or isawaitable(value)


_STRUCTURES: Mapping[str, Callable[[object], object]] = {
    "allowed_account_ids": _texts,
    "assume_role_with_web_identity": _structure(ProviderAssumeRoleWithWebIdentityArgs),
    "assume_roles": _structures(ProviderAssumeRoleArgs),
    "default_tags": _structure(ProviderDefaultTagsArgs),
    "endpoints": _structures(ProviderEndpointArgs),
    "forbidden_account_ids": _texts,
    "ignore_tags": _structure(ProviderIgnoreTagsArgs),
    "shared_config_files": _texts,
    "shared_credentials_files": _texts,
    "user_agents": _texts,
}
