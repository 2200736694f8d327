"""The session of botocore under boto3's, with the settings applied.

Creates every AWS client, so that all of them share endpoints, proxies and certificates: those that boto3 hands out, and
those that botocore makes itself to get credentials (a profile's role, single sign-on). This module imports botocore,
and is itself imported at the first call only.
"""

from __future__ import annotations

import warnings
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import EndpointConnectionError, ProxyConnectionError, SSLError, UnknownRegionError
from botocore.loaders import Loader
from botocore.session import Session
from pulumi_wellarchitected.aws.credentials import refuse_mfa, resolve_credentials
from pulumi_wellarchitected.errors import ConfigurationError
from urllib3.exceptions import InsecureRequestWarning

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.settings import Settings

_CONNECT_SECONDS = 10
_DISTRIBUTION = "pulumi-wellarchitected"
_MAX_ATTEMPTS = 25  # the default of aws:maxRetries in pulumi-aws
_REFUSED_ATTEMPTS = 3
"""If nothing listens, 25 attempts with backoff only make the user wait. pulumi-aws gives up early as well."""
_VARIABLES = {  # the name in a profile, in the environment, the default, the type
    "max_attempts": ("max_attempts", "AWS_MAX_ATTEMPTS", _MAX_ATTEMPTS, int),
    "profile": (None, ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], None, None),  # botocore has them the other way round
    "region": ("region", ["AWS_REGION", "AWS_DEFAULT_REGION"], None, None),  # botocore ignores AWS_REGION
    "retry_mode": ("retry_mode", "AWS_RETRY_MODE", "standard", None),  # older versions have another default, as below
    "sts_regional_endpoints": ("sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "regional", None),
}


class _QuickLoader(Loader):  # type: ignore[misc]  # botocore has no types
    """Lists services by the names of their directories.

    botocore looks into the directories of all 400 services before it creates the first client. That takes a fifth of
    the time of that client, and more on a slow disk.
    """

    def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - the type of the files
        paths = [Path(path) for path in self.search_paths]
        return sorted({each.name for path in paths if path.is_dir() for each in path.iterdir()})


class BotocoreSession(Session):  # type: ignore[misc]  # botocore has no types
    """A session with the settings applied. Threads may share it, unlike botocore's own."""

    def __init__(self, settings: Settings, region: str) -> None:
        super().__init__(session_vars=_VARIABLES)
        self._settings = settings
        self._clients_lock = RLock()
        self._own_credentials: Any = None
        for name, value in settings.botocore_variables().items():
            self.set_config_variable(name, value)
        self._require_ca_bundle()
        paths = self.get_component("data_loader").search_paths
        self.register_component("data_loader", _QuickLoader(paths, include_default_search_paths=False))
        if settings.insecure:  # urllib3 would warn at every request
            warnings.simplefilter("once", InsecureRequestWarning)
        self._sts_region = settings.sts_region or self._region_for_sts(region)

    def create_client(self, service_name: str, region_name: str | None = None, **options: Any) -> Any:  # noqa: ANN401
        """Create a client with what is configured for the service."""
        with self._clients_lock:
            region = self._sts_region if service_name == "sts" else region_name
            config = self._client_config_for(service_name).merge(options.pop("config", None) or Config())
            options["endpoint_url"] = options.get("endpoint_url") or self._settings.endpoints.get(service_name)
            client = super().create_client(service_name, region, config=config, **options)
            if self._settings.proxies:  # the choice of the proxy depends on the host, which only the client knows
                proxies = Config(proxies=self._settings.proxies.serving(client.meta.endpoint_url))
                client = super().create_client(service_name, region, config=config.merge(proxies), **options)
        service_id = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register_first(f"needs-retry.{service_id}", give_up_early)
        return client

    def get_credentials(self) -> Any:  # noqa: ANN401 - botocore's
        """Return the credentials of the last role, or the base credentials if no role is configured."""
        if self._own_credentials is None:
            self._own_credentials = resolve_credentials(self._settings, self.create_client, self._find_credentials)
        return self._own_credentials

    def _find_credentials(self) -> Any:  # noqa: ANN401 - botocore's
        if self._settings.skip_metadata_api_check:
            self.get_component("credential_provider").remove("iam-role")
        found = super().get_credentials()
        if getattr(found, "method", None) == "assume-role":
            refuse_mfa(self.full_config["profiles"], self.get_config_variable("profile") or "default")
        return found

    def _client_config_for(self, service: str) -> Config:
        options: dict[str, Any] = {}
        if service in self._settings.endpoints:  # botocore accepts only one of them, and pulumi-aws takes the endpoint
            options = {"use_fips_endpoint": False, "use_dualstack_endpoint": False}
        agents = (_user_agent(), *self._settings.user_agents)
        return Config(connect_timeout=_CONNECT_SECONDS, user_agent_extra=" ".join(agents), **options)

    def _region_for_sts(self, called: str) -> str:
        """Return the configured Region, unless it is in another partition than the one that is called.

        Credentials are valid in one partition only.
        """
        configured: str = self.get_config_variable("region") or called
        try:
            partitions = {self.get_partition_for_region(each) for each in (configured, called)}
        except UnknownRegionError:
            return called
        return configured if len(partitions) == 1 else called

    def _require_ca_bundle(self) -> None:
        """Raise ConfigurationError if the file does not exist: botocore would retry as if the network had failed."""
        bundle = self.get_config_variable("ca_bundle")
        if bundle and not Path(bundle).exists():
            raise ConfigurationError(
                f"The file of certificates {bundle} does not exist. Check aws:customCaBundle and AWS_CA_BUNDLE."
            )


def _user_agent() -> str:
    try:
        return f"{_DISTRIBUTION}/{version(_DISTRIBUTION)}"
    except PackageNotFoundError:  # the package is on the path, but was not installed
        return _DISTRIBUTION


def give_up_early(attempts: int, caught_exception: Exception | None, **_event: Any) -> None:  # noqa: ANN401 - botocore's
    """Stop the retries of a failure that a minute does not heal. A handler of botocore's event `needs-retry`.

    Raising is the only way to stop them that works with every version of botocore.
    """
    match caught_exception:
        case SSLError():
            raise caught_exception
        case EndpointConnectionError() | ProxyConnectionError() if attempts >= _REFUSED_ATTEMPTS:
            raise caught_exception
