"""The Python API of an emulator, wherever it runs: EmulatorClient talks to its control API over HTTP."""

from __future__ import annotations

import http.client
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wellarchitected_emulator.accounts import DEFAULT_ACCOUNT, DEFAULT_REGION, credentials
from wellarchitected_emulator.organization import Organization
from wellarchitected_emulator.request_log import Request
from wellarchitected_emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from botocore.session import Session
    from wellarchitected_emulator.faults import Fault

_TIMEOUT_SECONDS = 30


class EmulatorError(Exception):
    """The emulator refused a control call, or it is no emulator that answers; the message says why."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share as the emulator itself knows it, whatever listings show of it."""

    share_id: str
    lens_arn: str
    shared_with: str
    status: str
    status_message: str
    created_at: datetime
    updated_at: datetime
    omitted: tuple[str, ...] = ()
    """Members that listings leave out."""


class EmulatorClient:
    """An emulator at a URL.

    Example:
        emulator = EmulatorClient("http://127.0.0.1:4747")
        arn = emulator.publish_lens("security")
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: Session | None = None

    def environment(self, account: str = DEFAULT_ACCOUNT, region: str = DEFAULT_REGION) -> dict[str, str]:
        """The environment variables with which any AWS SDK or CLI talks to this emulator as `account`."""
        keys = credentials(account)
        return {
            "AWS_ACCESS_KEY_ID": keys["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": keys["aws_secret_access_key"],
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_ENDPOINT_URL_WELLARCHITECTED": self.url,
            "AWS_ENDPOINT_URL_STS": self.url,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(
        self,
        service: str = "wellarchitected",
        *,
        account: str = DEFAULT_ACCOUNT,
        region: str = DEFAULT_REGION,
        **options: Any,  # noqa: ANN401  # create_client's own
    ) -> Any:  # noqa: ANN401  # whose methods are made from the model
        """A botocore client (what boto3.client() returns) of "wellarchitected" or "sts".

        Neither the machine's AWS configuration nor its proxies have a say. Further options are create_client()'s.
        """
        from botocore.config import Config  # slow, and not everybody's need

        config = Config(proxies={}).merge(options.pop("config", None) or Config())
        chosen = {**credentials(account), **options}
        return self._botocore().create_client(
            service,
            region_name=region,
            endpoint_url=self.url,
            config=config,
            **chosen,
        )

    def publish_lens(
        self,
        name: str = "security",
        *,
        account: str = DEFAULT_ACCOUNT,
        region: str = DEFAULT_REGION,
        document: Mapping[str, Any] | None = None,
    ) -> str:
        """Import and publish a lens, a minimal one unless `document` is given; returns its ARN."""
        body = {"name": name, "account": account, "region": region, "document": document}
        return str(self.call("POST", "lenses", body)["arn"])

    def shares(self, lens_arn: str) -> list[Share]:
        """The shares a lens has, in the order of their creation."""
        return [_share(share) for share in self.call("GET", "shares", {"lens": lens_arn})["shares"]]

    def share(
        self,
        lens_arn: str,
        shared_with: str,
        *,
        status: str | None = None,
        message: str = "",
        share_id: str | None = None,
    ) -> str:
        """Create a share out of band and return its ID.

        As the lens's owner would; with a `status`, a raw row instead, that no rule of the service is applied to.
        """
        body: dict[str, Any] = {"lens": lens_arn, "shared_with": shared_with}
        if status is not None:
            body |= {"status": status, "status_message": message, "share_id": share_id}
        return str(self.call("POST", "shares", body)["share_id"])

    def set_status(self, lens_arn: str, share_id: str, status: str, message: str = "") -> None:
        """Set a share's status, to any text; time no longer changes it."""
        self._change_share(lens_arn, share_id, status=status, status_message=message)

    def omit(self, lens_arn: str, share_id: str, members: Iterable[str]) -> None:
        """Leave members ("Status", "StatusMessage", "SharedWith", ...) out of listings of a share."""
        self._change_share(lens_arn, share_id, omitted=list(members))

    def remove_share(self, lens_arn: str, share_id: str) -> None:
        """Remove a share out of band."""
        self.call("DELETE", "shares", {"lens": lens_arn, "share_id": share_id})

    def accept(self, lens_arn: str, share_id: str) -> None:
        """Accept the invitation, as the consumer would."""
        self.call("POST", "invitations", {"lens": lens_arn, "share_id": share_id, "action": "ACCEPT"})

    def reject(self, lens_arn: str, share_id: str) -> None:
        """Reject the invitation, as the consumer would."""
        self.call("POST", "invitations", {"lens": lens_arn, "share_id": share_id, "action": "REJECT"})

    def requests(self, operation: str | None = None) -> list[Request]:
        """The log, oldest first; of one operation, if one is named."""
        arguments = {} if operation is None else {"operation": operation}
        return [Request.from_json(request) for request in self.call("GET", "log", arguments)["requests"]]

    def clear_requests(self) -> None:
        """Forget the log."""
        self.call("DELETE", "log")

    def inject(self, fault: Fault) -> None:
        """Arm a fault; those armed earlier come first."""
        self.call("POST", "faults", fault.as_json())

    def clear_faults(self) -> None:
        """Disarm all faults."""
        self.call("DELETE", "faults")

    @property
    def settings(self) -> Settings:
        """The settings as they are."""
        return Settings(**self.call("GET", "settings"))

    def configure(self, **changes: object) -> Settings:
        """Change settings; the names are those of Settings."""
        return Settings(**self.call("PATCH", "settings", changes))

    def organization(self, **changes: object) -> Organization:
        """The organization, after the changes, if there are any; the names are those of Organization."""
        return Organization(**self.call("PATCH" if changes else "GET", "organization", changes))

    def enable_organization_sharing(self) -> None:
        """As the management account would."""
        self.organization(sharing_enabled=True)

    @property
    def now(self) -> datetime:
        """The emulator's time."""
        return datetime.fromisoformat(self.call("GET", "clock")["now"])

    def set_time(self, moment: datetime) -> None:
        """Set the emulator's clock."""
        self.call("PUT", "clock", {"epoch_seconds": moment.timestamp()})

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Let time pass; returns the time then."""
        passed = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return datetime.fromisoformat(self.call("POST", "clock", {"seconds": passed.total_seconds()})["now"])

    def health(self) -> dict[str, Any]:
        """What answers at the URL: its process ID, and an ID of its own."""
        return self.call("GET", "health")

    def reset(self) -> None:
        """As on the first day: state, settings, organization, faults, log and clock."""
        self.call("POST", "reset")

    def _change_share(self, lens_arn: str, share_id: str, **changes: object) -> None:
        self.call("PATCH", "shares", {"lens": lens_arn, "share_id": share_id, **changes})

    def call(self, method: str, name: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Make any control call; README.md lists them."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=_TIMEOUT_SECONDS)
        try:
            content = json.dumps(body).encode() if body else None
            connection.request(method, f"/_emulator/{name}", content, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (http.client.HTTPException, ValueError):
            answer = None
        finally:
            connection.close()
        match answer:
            case dict() if response.status == http.client.OK:
                return answer
            case {"message": str(message)}:
                raise EmulatorError(message)
            case _:
                raise EmulatorError(f"What answers at {self.url} is no Well-Architected emulator.")

    def _botocore(self) -> Session:
        if self._session is None:
            from botocore.session import Session

            self._session = Session(
                session_vars={
                    "profile": (None, [], None, None),
                    "config_file": (None, [], os.devnull, None),
                    "credentials_file": (None, [], os.devnull, None),
                }
            )
        return self._session


def _share(values: dict[str, Any]) -> Share:
    times = {name: datetime.fromisoformat(values[name]) for name in ("created_at", "updated_at")}
    return Share(**{**values, **times, "omitted": tuple(values["omitted"])})
