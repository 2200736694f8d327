"""`aws:httpProxy`, `aws:httpsProxy` and `aws:noProxy`, over what the environment says of the same.

botocore holds no_proxy only against proxies of the environment, so that which proxy serves a URL is found out here.
The rules are those of pulumi-aws (Go's httpproxy): an HTTP proxy serves HTTPS as well where no other is named, and
nothing on this very machine goes through a proxy.
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
    """What is configured."""

    http: str | None = None
    https: str | None = None
    bypass: str | None = None

    @classmethod
    def from_values(cls, values: Values) -> Proxies:
        """Read the three settings."""
        for key in ("httpProxy", "httpsProxy"):
            proxy = values.text(key)
            if proxy is not None and not is_url(proxy):  # not shown: a proxy's URL may hold a password
                raise ConfigurationError(f"{values.name(key)} is not a URL such as http://proxy.example.com:3128.")
        return cls(values.text("httpProxy"), values.text("httpsProxy"), values.text("noProxy"))

    def __bool__(self) -> bool:
        return self != Proxies()

    def serving(self, url: str) -> dict[str, str]:
        """The proxies to use for a URL, as botocore takes them; none of them where it is to be reached directly."""
        environment = getproxies_environment()
        host = urlsplit(url).hostname or ""
        if _is_this_machine(host) or _is_among(host, self.bypass or environment.get("no", "")):
            return {}
        proxies = {
            "http": self.http or environment.get("http"),
            "https": self.https or environment.get("https") or self.http,
        }
        return {scheme: proxy for scheme, proxy in proxies.items() if proxy}


def _is_this_machine(host: str) -> bool:
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def _is_among(host: str, listed: str) -> bool:
    return any(_is_meant(host, entry.strip().lower()) for entry in listed.split(",") if entry.strip())


def _is_meant(host: str, entry: str) -> bool:
    """An entry is `*`, an address, a network in CIDR form, or a domain, which means those below it as well."""
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
