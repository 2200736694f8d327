"""`aws:endpoints`: the URLs that replace AWS's own endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.values import Values

_BOTOCORE_NAMES = {"wellarchitected": "wellarchitected", "sts": "sts", "sso": "sso", "ssooidc": "sso-oidc"}
"""The services that are called. The last two are for the single sign-on of a profile."""


def endpoints(values: Values, key: str) -> dict[str, str]:
    """Read the URLs by botocore's name of the service. Endpoints of services that are not called are ignored."""
    groups = values.objects(key, "wellarchitected http://127.0.0.1:4747")
    merged = {service: url for group in groups for service, url in group.given.items() if service in _BOTOCORE_NAMES}
    for service, given in merged.items():
        if not is_url(given):
            raise ConfigurationError(
                f"{values.name(key)} has {given!r} for {service}, which is not a URL such as http://127.0.0.1:4747."
            )
    return {_BOTOCORE_NAMES[service]: given for service, given in merged.items()}


def url(values: Values, key: str) -> str | None:
    """Read a URL."""
    given = values.text(key)
    if given is None or is_url(given):
        return given
    raise ConfigurationError(f"{values.name(key)} is {given!r}, which is not a URL such as http://169.254.169.254.")


def is_url(text: object) -> bool:
    """Tell whether a value is an http or https URL with a host."""
    if not isinstance(text, str) or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, or a port that is not a number
        return False
