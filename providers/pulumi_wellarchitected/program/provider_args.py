"""The arguments of a Provider, and how they are written as its configuration.

The names are those of aws.Provider. Its arguments that have no meaning for sharing a lens are left out (WITHOUT_MEANING
in aws/settings.py says why).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, TypeAlias

import pulumi

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "aws:"
IDENTIFYING = ("region", "profile", "assumeRole", "assumeRoles", "assumeRoleWithWebIdentity")
"""The keys, without namespace, that tell whose account a configuration leads to."""
SECRETS = frozenset({"access_key", "assume_role_with_web_identity", "secret_key", "token"})

_Text: TypeAlias = "pulumi.Input[str | None]"
_Texts: TypeAlias = "pulumi.Input[Sequence[pulumi.Input[str]] | None]"
_Flag: TypeAlias = "pulumi.Input[bool | None]"
_Map: TypeAlias = "Mapping[str, Any]"


@dataclass(kw_only=True)
class ProviderAssumeRoleArgs:
    """A role to assume. The roles of a list form a chain: each is assumed with the credentials of the one before it."""

    role_arn: _Text = None
    """The ARN of the role."""
    duration: _Text = None
    """How long a session lasts, such as "1h30m". The default is AWS's, one hour."""
    external_id: _Text = None
    """What the role's trust policy may ask for."""
    policy: _Text = None
    """A policy, as JSON, that takes permissions away for the session."""
    policy_arns: _Texts = None
    """The ARNs of managed policies that take permissions away for the session."""
    session_name: _Text = None
    """The name of the session, which CloudTrail shows."""
    source_identity: _Text = None
    """Who is behind the session, which CloudTrail shows along the chain."""
    tags: pulumi.Input[Mapping[str, pulumi.Input[str]] | None] = None
    """Tags of the session."""
    transitive_tag_keys: _Texts = None
    """The keys of the tags that the next roles of the chain get as well."""


@dataclass(kw_only=True)
class ProviderAssumeRoleWithWebIdentityArgs:
    """A role to assume with the token of an identity provider, such as a CI system."""

    role_arn: _Text = None
    """The ARN of the role."""
    duration: _Text = None
    """How long a session lasts, such as "1h30m". The default is AWS's, one hour."""
    policy: _Text = None
    """A policy, as JSON, that takes permissions away for the session."""
    policy_arns: _Texts = None
    """The ARNs of managed policies that take permissions away for the session."""
    session_name: _Text = None
    """The name of the session, which CloudTrail shows."""
    web_identity_token: _Text = None
    """The token itself, which is kept as a secret."""
    web_identity_token_file: _Text = None
    """The file in which the token is, read when the role is assumed."""


@dataclass(kw_only=True)
class ProviderEndpointArgs:
    """Where the calls go instead of to AWS, such as to a local service."""

    wellarchitected: _Text = None
    """The URL of the Well-Architected Tool."""
    sts: _Text = None
    """The URL of the service that assumes roles."""


@dataclass(kw_only=True)
class ProviderArgs:
    """The arguments of a Provider as one object. Provider describes each."""

    access_key: _Text = None
    allowed_account_ids: _Texts = None
    assume_role_with_web_identity: pulumi.Input[ProviderAssumeRoleWithWebIdentityArgs | _Map | None] = None
    assume_roles: pulumi.Input[Sequence[pulumi.Input[ProviderAssumeRoleArgs | _Map]] | None] = None
    custom_ca_bundle: _Text = None
    ec2_metadata_service_endpoint: _Text = None
    ec2_metadata_service_endpoint_mode: _Text = None
    endpoints: pulumi.Input[Sequence[pulumi.Input[ProviderEndpointArgs | _Map]] | None] = None
    forbidden_account_ids: _Texts = None
    http_proxy: _Text = None
    https_proxy: _Text = None
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
    """The arguments that are given, as the configuration's keys and values: structures as JSON, credentials secret."""
    return {
        f"{NAMESPACE}{_camel(name)}": _secret(name, _written(name, value))
        for name, value in vars(args).items()
        if value is not None
    }


def identity_of(configuration: Mapping[str, Any]) -> str:
    """What of a configuration, its keys without namespace, tells whose account it leads to; keys are no part of it.

    Only what is given stands in it, so that one day more can be looked at, and no provider is replaced for that.
    """
    roles = [*_list(configuration.get("assumeRole")), *_list(configuration.get("assumeRoles"))]
    web_identities = _list(configuration.get("assumeRoleWithWebIdentity"))
    told = {
        "region": configuration.get("region"),
        "profile": configuration.get("profile"),
        "roles": [role.get("roleArn") for role in roles],
        "webIdentity": [each.get("roleArn") for each in web_identities],
    }
    return json.dumps({name: value for name, value in told.items() if value}, sort_keys=True)


def _written(name: str, value: pulumi.Input[Any]) -> pulumi.Input[Any]:
    if read := _STRUCTURES.get(name):
        # Read twice: what is given may hold outputs, and what these hold is read when it is known.
        return pulumi.Output.from_input(read(value)).apply(lambda known: _json(read(known)))
    return pulumi.Output.from_input(value) if isawaitable(value) else value  # it is read twice, and awaited once


def _secret(name: str, value: pulumi.Input[Any]) -> pulumi.Input[Any]:
    return pulumi.Output.secret(value) if name in SECRETS else value


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True)


def _list(value: object) -> list[Mapping[str, Any]]:
    """One structure or several of a configuration, as JSON or not."""
    known = json.loads(value) if isinstance(value, str) and value else value
    return known if isinstance(known, list) else [known] if isinstance(known, Mapping) else []


def _texts(value: object) -> object:
    if value is None or _is_later(value):
        return value
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"Expected a list of strings, and not {value!r}.")
    return list(value)


def _structures(kind: type) -> Callable[[object], object]:
    read = _structure(kind)

    def read_all(value: object) -> object:
        if value is None or _is_later(value):
            return value
        if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
            raise TypeError(f"Expected a list of {kind.__name__} or of dictionaries, and not {type(value).__name__}.")
        return [read(each) for each in value]

    return read_all


def _structure(kind: type) -> Callable[[object], object]:
    names = {field.name: _camel(field.name) for field in fields(kind)}
    names.update({camel: camel for camel in names.values()})

    def read(value: object) -> object:
        """As a dictionary in the configuration's form, without what is not given; maps among its values stay as are."""
        if value is None or _is_later(value):
            return value
        given = value if isinstance(value, Mapping) else getattr(value, "__dict__", None)
        if given is None:
            raise TypeError(f"Expected {kind.__name__} or a dictionary, and not {type(value).__name__}.")
        if kind is ProviderEndpointArgs:  # any service is accepted, as in the stack's configuration
            return {name: each for name, each in given.items() if each is not None}
        if unknown := [name for name in given if name not in names]:
            raise TypeError(f"{kind.__name__} has no {unknown[0]!r}. It has {', '.join(f.name for f in fields(kind))}.")
        return {names[name]: each for name, each in given.items() if each is not None}

    return read


def _is_later(value: object) -> bool:
    return isinstance(value, pulumi.Output) or isawaitable(value)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


_STRUCTURES: Mapping[str, Callable[[object], object]] = {
    "allowed_account_ids": _texts,
    "assume_role_with_web_identity": _structure(ProviderAssumeRoleWithWebIdentityArgs),
    "assume_roles": _structures(ProviderAssumeRoleArgs),
    "endpoints": _structures(ProviderEndpointArgs),
    "forbidden_account_ids": _texts,
    "shared_config_files": _texts,
    "shared_credentials_files": _texts,
    "user_agents": _texts,
}
