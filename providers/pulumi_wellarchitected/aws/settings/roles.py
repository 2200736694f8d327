"""The roles to assume: `aws:assumeRoles`, a chain of them, and `aws:assumeRoleWithWebIdentity`.

This module reads and validates them without any call. credentials.py assumes the roles.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.durations import parse_duration
from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws.settings.values import Values

_EXAMPLE_ROLE = "arn:aws:iam::111122223333:role/sharing"
_EXAMPLE = f"roleArn {_EXAMPLE_ROLE}"
_ROLE_ARN = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/\S+")
_SHORTEST, _LONGEST = 15 * 60, 12 * 60 * 60  # AssumeRole's own limits

_SESSION_KEYS = frozenset({"duration", "durationSeconds", "policy", "policyArns", "roleArn", "sessionName"})
ROLE_KEYS = _SESSION_KEYS | {"externalId", "sourceIdentity", "tags", "transitiveTagKeys"}
WEB_IDENTITY_KEYS = _SESSION_KEYS | {"webIdentityToken", "webIdentityTokenFile"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role, and the other parameters of AssumeRole."""

    arn: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """The parameters of the API operation, except RoleArn."""

    @classmethod
    def from_values(cls, values: Values) -> Role:
        """Read one role of the chain."""
        values.refuse_others(ROLE_KEYS)
        parameters = {
            "ExternalId": values.text("externalId"),
            "SourceIdentity": values.text("sourceIdentity"),
            "Tags": _tags(values),
            "TransitiveTagKeys": list(values.texts("transitiveTagKeys")),
        }
        return cls(_arn(values), _set(_session(values) | parameters))


@dataclass(frozen=True, slots=True)
class WebIdentity:
    """A role that is assumed with the token of an identity provider."""

    arn: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """The parameters of the API operation, except RoleArn and WebIdentityToken."""
    token: str | None = field(default=None, repr=False)
    token_file: str | None = None
    """The file is read for each session, because a token may expire during a run."""

    @classmethod
    def from_values(cls, values: Values) -> WebIdentity:
        """Read the role and its token."""
        values.refuse_others(WEB_IDENTITY_KEYS)
        token, token_file = values.text("webIdentityToken"), values.text("webIdentityTokenFile")
        if (token is None) == (token_file is None):
            raise ConfigurationError(
                f"Set either {values.name('webIdentityToken')} or {values.name('webIdentityTokenFile')}, and not both."
            )
        return cls(_arn(values), _set(_session(values)), token, token_file)


def role_chain(values: Values, key: str) -> tuple[Role, ...]:
    """Read the roles in their order: a list, or the single `assumeRole` of pulumi-aws 6."""
    single = values.object("assumeRole", _EXAMPLE)
    several = values.objects(key, _EXAMPLE)
    if single and several:
        raise ConfigurationError(
            "aws:assumeRole is the name that pulumi-aws 6 has for aws:assumeRoles: set one of them, and not both."
        )
    return tuple(Role.from_values(each) for each in ([single] if single else several))


def web_identity(values: Values, key: str) -> WebIdentity | None:
    """Read the role of a web identity."""
    given = values.object(key, _EXAMPLE)
    return WebIdentity.from_values(given) if given else None


def _session(values: Values) -> dict[str, Any]:
    return {
        "RoleSessionName": values.text("sessionName"),
        "DurationSeconds": _seconds(values),
        "Policy": _policy(values),
        "PolicyArns": [{"arn": arn} for arn in values.texts("policyArns")],
    }


def _set(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value}


def _arn(values: Values) -> str:
    arn = values.text("roleArn")
    if arn is None:
        raise ConfigurationError(f"{values.name('roleArn')} is missing. Give a role's ARN, such as {_EXAMPLE_ROLE}.")
    if not _ROLE_ARN.fullmatch(arn):
        raise ConfigurationError(
            f"{values.name('roleArn')} is {arn!r}, which is not a role's ARN, such as {_EXAMPLE_ROLE}."
        )
    return arn


def _seconds(values: Values) -> int | None:
    text = values.text("duration")
    if text is None:
        key, seconds = "durationSeconds", values.count("durationSeconds")
    else:
        key, seconds = "duration", _duration(values.name("duration"), text)
    if seconds is None or _SHORTEST <= seconds <= _LONGEST:
        return seconds
    raise ConfigurationError(f"{values.name(key)} has to be between 15 minutes and 12 hours.")


def _duration(name: str, text: str) -> int:
    try:
        return int(parse_duration(text).total_seconds())
    except ValueError as bad:
        raise ConfigurationError(f"{name}: {bad}") from None  # the parser's sentence says everything


def _policy(values: Values) -> str | None:
    policy = values.text("policy")
    try:
        if policy is None or isinstance(json.loads(policy), dict):
            return policy
    except (RecursionError, ValueError):
        pass
    raise ConfigurationError(f"{values.name('policy')} must be an IAM policy in JSON.")


def _tags(values: Values) -> list[dict[str, str]]:
    tags = values.object("tags", "KEY VALUE")
    return [{"Key": key, "Value": tags.text(key) or ""} for key in tags.given] if tags else []
