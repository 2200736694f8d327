"""The session of a plugin process: one client for each service and Region, shared by all threads.

boto3 takes more than a tenth of a second and 20 MB to import, so it is imported at the first call. A preview that makes
no call does not pay for it.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws.call import Call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from boto3 import Session as Boto3Session
    from pulumi_wellarchitected.aws.settings.settings import Settings


class Session:
    """Makes calls with the configured credentials. Raises only errors of errors.py."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Two locks: a thread that asks for the account may wait for one that refreshes the credentials, and that one
        # needs a client.
        self._clients_lock = Lock()
        self._account_lock = Lock()
        self._boto3: Boto3Session | None = None
        self._clients: dict[tuple[str, str], Any] = {}
        self._account: str | None = None

    def call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Make one call, with botocore's retries. Raises the error that explains a failure."""
        if self._settings.accounts:
            self._settings.accounts.require(self.caller_account(region), call.doing)
        return self._call(call, region, parameters)

    def caller_account(self, region: str) -> str:
        """Ask STS for the account of the credentials, once a session. A failure is not remembered."""
        with self._account_lock:
            if self._account is None:
                call = Call("GetCallerIdentity", "find out which AWS account the credentials belong to", "*", "sts")
                self._account = self._call(call, region, {})["Account"]
            return self._account

    def client(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes the class of a client at run time
        """Return the client of a service in a Region."""
        with self._clients_lock:
            if self._boto3 is None:
                self._boto3 = self._start(region)
            if (service, region) not in self._clients:
                self._clients[service, region] = self._boto3.client(service, region)
            return self._clients[service, region]

    def _start(self, region: str) -> Boto3Session:
        import boto3
        from pulumi_wellarchitected.aws.botocore_session import BotocoreSession

        return boto3.Session(botocore_session=BotocoreSession(self._settings, region))

    def _call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        from botocore import xform_name
        from pulumi_wellarchitected.aws.failures import explained

        with explained(call):
            method = getattr(self.client(call.service, region), xform_name(call.operation))
            answer: dict[str, Any] = method(**parameters)
        return answer
