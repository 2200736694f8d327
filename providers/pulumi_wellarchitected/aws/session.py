"""Calls to AWS: one session for a plugin process, one client a service and Region, shared by the threads.

boto3 takes a tenth of a second and 20 MB to import, so it is imported at the first call, and a preview that makes none
never pays for it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from threading import RLock
from typing import TYPE_CHECKING, Any

from . import failures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .settings import Settings

_CONNECT_SECONDS = 10
_DISTRIBUTION = "pulumi-wellarchitected"


@dataclass(frozen=True, slots=True)
class Call:
    """One API call, in terms of what a failure has to say of it."""

    operation: str
    doing: str
    """What is being done to which thing, to follow "Could not": "share arn:... with 444455556666"."""
    resource: str
    """The ARN that a policy has to allow."""
    service: str = "wellarchitected"
    advice: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What to do next about an error code, where that depends on the call."""


class Session:
    """Makes calls with the configured credentials, and raises errors of errors.py only."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = RLock()  # boto3's sessions are not safe to share between threads, its clients are
        self._cached_client = cache(self._new_client)
        self._account: str | None = None

    def call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Make one call, with botocore's retries; raises the error that its failure means."""
        with failures.of(call):
            method = getattr(self.client(call.service, region), failures.method_name(call.operation))
            answer: dict[str, Any] = method(**parameters)
        return answer

    def caller_account(self, region: str) -> str:
        """Ask STS whose credentials these are, once a session; a failure is not remembered."""
        with self._lock:
            if self._account is None:
                call = Call("GetCallerIdentity", "find out which AWS account the credentials belong to", "*", "sts")
                self._account = self.call(call, region, {})["Account"]
            return self._account

    def client(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes a client's class as it runs
        """The client of a service in a Region."""
        with self._lock:
            return self._cached_client(service, region)

    def _new_client(self, service: str, region: str) -> Any:  # noqa: ANN401 - as above
        from botocore.config import Config

        client = self._session.client(
            service,
            region_name=region,
            endpoint_url=self._settings.endpoint(service),
            config=Config(
                connect_timeout=_CONNECT_SECONDS,
                retries={"mode": "standard", "total_max_attempts": self._settings.max_attempts},
                user_agent_extra=f"{_DISTRIBUTION}/{version(_DISTRIBUTION)}",
            ),
        )
        service_id = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register_first(f"needs-retry.{service_id}", failures.give_up_early)
        return client

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - boto3 has no types
        import boto3

        return boto3.Session(
            aws_access_key_id=self._settings.access_key,
            aws_secret_access_key=self._settings.secret_key,
            aws_session_token=self._settings.token,
            profile_name=self._settings.profile,
            # botocore reads AWS_DEFAULT_REGION and the profile, but ignores AWS_REGION
            region_name=self._settings.region or os.environ.get("AWS_REGION"),
        )
