"""Calls to AWS: one session for a plugin process, one client a service and Region, shared by the threads.

botocore takes a tenth of a second and 20 MB to import, so it is imported at the first call, and a preview that makes
none never pays for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import failures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
    from pulumi_wellarchitected.aws.settings.settings import Settings


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
        # Two locks, since a thread that asks for the account may have to wait for one that refreshes the credentials,
        # and that one needs a client.
        self._clients_lock = Lock()
        self._account_lock = Lock()
        self._botocore: BotocoreSession | None = None
        self._clients: dict[tuple[str, str], Any] = {}
        self._account: str | None = None

    def call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Make one call, with botocore's retries; raises the error that its failure means."""
        if self._settings.accounts:
            self._settings.accounts.require(self.caller_account(region), call.doing)
        return self._call(call, region, parameters)

    def caller_account(self, region: str) -> str:
        """Ask STS whose credentials these are, once a session; a failure is not remembered."""
        with self._account_lock:
            if self._account is None:
                call = Call("GetCallerIdentity", "find out which AWS account the credentials belong to", "*", "sts")
                self._account = self._call(call, region, {})["Account"]
            return self._account

    def client(self, service: str, region: str) -> Any:  # noqa: ANN401 - botocore makes a client's class as it runs
        """The client of a service in a Region."""
        with self._clients_lock:
            if self._botocore is None:
                from pulumi_wellarchitected.aws.botocore_session import BotocoreSession

                self._botocore = BotocoreSession(self._settings, region)
            if (service, region) not in self._clients:
                self._clients[service, region] = self._botocore.create_client(service, region)
            return self._clients[service, region]

    def _call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        with failures.of(call):
            method = getattr(self.client(call.service, region), failures.method_name(call.operation))
            answer: dict[str, Any] = method(**parameters)
        return answer
