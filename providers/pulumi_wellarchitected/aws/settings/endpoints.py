"""`aws:endpoints`: where the calls to a service go instead of AWS's own place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.values import Values

_BOTOCORE_NAMES = {"wellarchitected": "wellarchitected", "sts": "sts", "sso": "sso", "ssooidc": "sso-oidc"}
"""The services that are called here, the last two for a profile's single sign-on."""


def endpoints(values: Values) -> dict[str, str]:
    """URLs by botocore's name of the service; the endpoints of other services are of no concern here."""
    groups = values.objects("endpoints", "wellarchitected http://127.0.0.1:4747")
    merged = {service: url for group in groups for service, url in group.given.items() if service in _BOTOCORE_NAMES}
    for service, url in merged.items():
        if not is_url(url):
            raise ConfigurationError(
                f"aws:endpoints has {url!r} for {service}, which is not a URL such as http://127.0.0.1:4747."
            )
    return {_BOTOCORE_NAMES[service]: url for service, url in merged.items()}


def is_url(text: object) -> bool:
    """Whether a text is an http or https URL with a host."""
    if not isinstance(text, str) or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        return False
