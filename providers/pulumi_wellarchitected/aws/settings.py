"""The `aws:*` configuration, read as pulumi-aws reads it.

A stack's configuration reaches the provider as strings (structures as JSON), an explicit provider's with its types
kept: both are accepted. A setting that means something to pulumi-aws and cannot be honoured here is refused, since
ignoring it could put a call into another account. One that has no meaning for sharing a lens is let through.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "aws:"

HONOURED = frozenset({"accessKey", "endpoints", "maxRetries", "profile", "region", "secretKey", "token"})
WITHOUT_MEANING = frozenset({
    "defaultTags", "ignoreTags", "tagPolicyCompliance",  # a share has no tags
    "s3UsEast1RegionalEndpoint", "s3UsePathStyle",  # another service
    "skipCredentialsValidation",  # configure() makes no call, and so validates none
    "skipMetadataApiCheck",  # botocore asks the metadata service only where no other credentials are found
    "skipRegionValidation",  # the Region is the lens ARN's
    "skipRequestingAccountId",  # the account is asked only before a "not found" is believed
})  # fmt: skip

DEFAULT_MAX_ATTEMPTS = 25  # pulumi-aws's default of aws:maxRetries

_SERVICES = frozenset({"wellarchitected", "sts"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Whose credentials sign the calls, and where the calls go. None leaves the choice to botocore."""

    region: str | None = None
    profile: str | None = None
    access_key: str | None = None
    secret_key: str | None = None
    token: str | None = None
    wellarchitected_endpoint: str | None = None
    sts_endpoint: str | None = None
    max_attempts: int = DEFAULT_MAX_ATTEMPTS

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> Settings:
        """Read the stack's or an explicit provider's configuration; raises ConfigurationError."""
        given = {
            key.removeprefix(NAMESPACE): value
            for key, value in config.items()
            if key.startswith(NAMESPACE) and value not in (None, "")
        }
        _refuse_unsupported(given)
        if ("accessKey" in given) != ("secretKey" in given):
            raise ConfigurationError("aws:accessKey and aws:secretKey go together: set both of them, or neither.")
        endpoints = _endpoints(given.get("endpoints", []))
        return cls(
            region=_string(given, "region"),
            profile=_string(given, "profile"),
            access_key=_string(given, "accessKey"),
            secret_key=_string(given, "secretKey"),
            token=_string(given, "token"),
            wellarchitected_endpoint=endpoints.get("wellarchitected"),
            sts_endpoint=endpoints.get("sts"),
            max_attempts=_count(given, "maxRetries", DEFAULT_MAX_ATTEMPTS),
        )

    def endpoint(self, service: str) -> str | None:
        """The configured endpoint of a service, or None for the one that botocore knows."""
        return self.wellarchitected_endpoint if service == "wellarchitected" else self.sts_endpoint


def _refuse_unsupported(given: Mapping[str, Any]) -> None:
    if unsupported := sorted(given.keys() - HONOURED - WITHOUT_MEANING):
        names = ", ".join(f"aws:{name}" for name in unsupported)
        raise ConfigurationError(
            f"LensShare does not support {names}, and will not call AWS as if that were not set. "
            f"Remove it from the stack's configuration (pulumi config rm aws:{unsupported[0]}), or give the same "
            f"through an AWS profile (aws:profile)."
        )


def _string(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is None or isinstance(value, str):
        return value
    raise ConfigurationError(f"aws:{name} is a {type(value).__name__}, and has to be a string.")


def _count(given: Mapping[str, Any], name: str, default: int) -> int:
    value = given.get(name, default)
    try:
        count = int(value)
    except (TypeError, ValueError):
        count = 0
    if count < 1:
        raise ConfigurationError(f"aws:{name} is {value!r}, and has to be a whole number from 1 on.")
    return count


def _endpoints(value: object) -> dict[str, str]:
    """`[{"wellarchitected": url, "sts": url, ...}, ...]`; the endpoints of other services are of no concern here."""
    try:
        groups = json.loads(value) if isinstance(value, str) else value
        merged = {service: url for group in groups for service, url in group.items()}  # type: ignore[union-attr]
    except (ValueError, TypeError, AttributeError):
        raise ConfigurationError(
            "aws:endpoints is not a list of objects. Set it by path: "
            "pulumi config set --path 'aws:endpoints[0].wellarchitected' http://127.0.0.1:4747"
        ) from None  # the parser's own message is about JSON that the user has not written
    ours = {service: url for service, url in merged.items() if service in _SERVICES and url}
    for service, url in ours.items():
        if not _is_url(url):
            raise ConfigurationError(
                f"aws:endpoints has {url!r} for {service}, which is not a URL such as http://127.0.0.1:4747."
            )
    return ours


def _is_url(text: object) -> bool:
    if not isinstance(text, str) or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False
