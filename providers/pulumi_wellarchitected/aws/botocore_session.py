"""botocore's session, with the settings in it: the one door through which every client comes.

botocore makes clients of its own to get credentials (a profile's role, single sign-on). They come through
create_client() as well, and so find the same endpoints, Regions, proxies and certificates. This module imports
botocore, and is itself imported at the first call only.
"""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import UnknownRegionError
from botocore.session import Session
from pulumi_wellarchitected.aws import credentials, failures
from pulumi_wellarchitected.errors import ConfigurationError
from urllib3.exceptions import InsecureRequestWarning

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.settings import Settings

_CONNECT_SECONDS = 10
_DISTRIBUTION = "pulumi-wellarchitected"
_MAX_ATTEMPTS = 25  # pulumi-aws's default of aws:maxRetries
_VARIABLES = {  # the name in a profile, in the environment, the default, the type
    "max_attempts": ("max_attempts", "AWS_MAX_ATTEMPTS", _MAX_ATTEMPTS, int),
    "profile": (None, ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], None, None),  # botocore asks the other one first
    "region": ("region", ["AWS_REGION", "AWS_DEFAULT_REGION"], None, None),  # botocore ignores AWS_REGION
    "retry_mode": ("retry_mode", "AWS_RETRY_MODE", "standard", None),  # older versions have another default, as below
    "sts_regional_endpoints": ("sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS", "regional", None),
}


class _EveryService(list[str]):
    """What botocore's loader asks whether it knows a service, before it opens the service's own directory.

    The loader's own answer takes a look into the directories of all 400 services, twice a client: a quarter of the
    time that a client takes, and more where the disk is slow. A service that is not there is not found all the same.
    """

    def __init__(self, type_name: str) -> None:  # noqa: ARG002 - the type of its files
        super().__init__()

    def __contains__(self, _service: object) -> bool:
        return True


class BotocoreSession(Session):  # type: ignore[misc]  # botocore has no types
    """A session that knows the settings; safe to share between threads, which botocore's own is not."""

    def __init__(self, settings: Settings, lens_region: str) -> None:
        super().__init__(session_vars=_VARIABLES)
        self._settings = settings
        self._clients_lock = RLock()
        self._own_credentials: Any = None
        for name, value in _variables(settings).items():
            if value is not None:
                self.set_config_variable(name, value)
        self._require_ca_bundle()
        self.get_component("data_loader").list_available_services = _EveryService
        if settings.insecure:  # urllib3 would warn at every request
            warnings.simplefilter("once", InsecureRequestWarning)
        self._sts_region = settings.sts_region or self._region_for_sts(lens_region)

    def create_client(self, service_name: str, region_name: str | None = None, **options: Any) -> Any:  # noqa: ANN401
        """As botocore does, with what is configured for the service."""
        with self._clients_lock:
            region = self._sts_region if service_name == "sts" else region_name
            config = self._client_config_for(service_name).merge(options.pop("config", None) or Config())
            options["endpoint_url"] = options.get("endpoint_url") or self._settings.endpoints.get(service_name)
            client = super().create_client(service_name, region, config=config, **options)
            if self._settings.proxies:  # which of them serves the client is known when its host is
                proxies = Config(proxies=self._settings.proxies.serving(client.meta.endpoint_url))
                client = super().create_client(service_name, region, config=config.merge(proxies), **options)
        service_id = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register_first(f"needs-retry.{service_id}", failures.give_up_early)
        return client

    def get_credentials(self) -> Any:  # noqa: ANN401 - botocore's
        """Those of the last role of the chain, where there is one."""
        if self._own_credentials is None:
            self._own_credentials = credentials.of(self._settings, self.create_client, self._find_credentials)
        return self._own_credentials

    def _find_credentials(self) -> Any:  # noqa: ANN401 - botocore's
        if not self._settings.metadata_is_asked:
            self.get_component("credential_provider").remove("iam-role")
        found = super().get_credentials()
        if getattr(found, "method", None) == "assume-role":
            credentials.refuse_mfa(self.full_config["profiles"], self.get_config_variable("profile") or "default")
        return found

    def _client_config_for(self, service: str) -> Config:
        options: dict[str, Any] = {}
        if service in self._settings.endpoints:  # the rules of endpoints take one or the other, as with pulumi-aws
            options = {"use_fips_endpoint": False, "use_dualstack_endpoint": False}
        agents = (f"{_DISTRIBUTION}/{version(_DISTRIBUTION)}", *self._settings.user_agents)
        return Config(connect_timeout=_CONNECT_SECONDS, user_agent_extra=" ".join(agents), **options)

    def _region_for_sts(self, lens_region: str) -> str:
        """The configured Region; in another partition than the lens's, no credentials could be valid for both."""
        region = self.get_config_variable("region")
        try:
            partitions = {self.get_partition_for_region(each) for each in (region or lens_region, lens_region)}
        except UnknownRegionError:
            return lens_region
        return region if region and len(partitions) == 1 else lens_region

    def _require_ca_bundle(self) -> None:
        """A file that is not there is tried over and over by botocore, as if it were the network's fault."""
        bundle = self.get_config_variable("ca_bundle")
        if bundle and not Path(bundle).exists():
            raise ConfigurationError(
                f"There is no file of certificates {bundle}. Check aws:customCaBundle and AWS_CA_BUNDLE."
            )


def _variables(settings: Settings) -> dict[str, Any]:
    return {
        "ca_bundle": False if settings.insecure else settings.ca_bundle,
        "config_file": settings.config_file,
        "credentials_file": settings.credentials_file,
        "ec2_metadata_service_endpoint": settings.metadata_endpoint,
        "ec2_metadata_service_endpoint_mode": settings.metadata_endpoint_mode,
        "max_attempts": settings.max_attempts,
        "profile": settings.profile,
        "region": settings.region,
        "retry_mode": settings.retry_mode,
        "use_dualstack_endpoint": settings.use_dualstack_endpoint,
        "use_fips_endpoint": settings.use_fips_endpoint,
    }
