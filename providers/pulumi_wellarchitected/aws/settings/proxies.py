"""`aws:httpProxy`, `aws:httpsProxy` and `aws:noProxy`, which take precedence over the environment.

botocore applies no_proxy only to proxies of the environment, so this module chooses the proxy for a URL. The rules are
those of pulumi-aws (Go's httpproxy): an HTTP proxy also serves HTTPS if no HTTPS proxy is set, and calls to this
machine never use a proxy.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies_environment

from pulumi_wellarchitected.aws.settings.endpoints import is_url
from pulumi_wellarchitected.errors import ConfigurationError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.values import Values


@dataclass(frozen=True, slots=True)
class Proxies:
    """The configured proxies, and the hosts that are called without one."""

    http: str | None = None
    https: str | None = None
    bypass: str | None = None

    def __bool__(self) -> bool:
        return self != Proxies()

    def serving(self, url: str) -> dict[str, str]:
        """Return the proxies for a URL in botocore's form, or an empty dict if the URL is called without one."""
        environment = getproxies_environment()
        host = urlsplit(url).hostname or ""
        if _is_this_machine(host) or _is_among(host, self.bypass or environment.get("no", "")):
            return {}
        proxies = {
            "http": self.http or environment.get("http"),
            "https": self.https or environment.get("https") or self.http,
        }
        return {scheme: proxy for scheme, proxy in proxies.items() if proxy}


def proxy_url(values: Values, key: str) -> str | None:
    """Read the URL of a proxy."""
    proxy = values.text(key)
    if proxy is None or is_url(proxy):
        return proxy
    # The value is not shown, because the URL of a proxy may hold a password.
    raise ConfigurationError(f"{values.name(key)} is not a URL such as http://proxy.example.com:3128.")


def _is_this_machine(host: str) -> bool:
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def _is_among(host: str, listed: str) -> bool:
    return any(_matches(host, entry.strip().lower()) for entry in listed.split(",") if entry.strip())


def _matches(host: str, entry: str) -> bool:
    """Match an entry: `*`, an address, a network in CIDR form, or a domain, which includes its subdomains."""
    address = _address(host)
    if address is not None:
        network = _network(entry)
        return entry == "*" or (network is not None and address in network)
    domain = entry.partition(":")[0].removeprefix("*").removeprefix(".")
    return entry == "*" or host == domain or (bool(domain) and host.endswith(f".{domain}"))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return None
