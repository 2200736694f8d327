"""The Python API of an emulator at a URL: EmulatorClient makes control calls over HTTP."""

from __future__ import annotations

import http.client
import json
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wellarchitected_emulator.contents import Lens, LensVersion, Share
from wellarchitected_emulator.control.request_log import Request
from wellarchitected_emulator.state.organization import Organization
from wellarchitected_emulator.state.settings import Settings
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION, credentials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from botocore.session import Session
    from wellarchitected_emulator.control.faults import Fault

_TIMEOUT_SECONDS = 30


class EmulatorError(Exception):
    """A control call failed, or another program answers at the URL. The message says why."""


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
        """The environment variables that make AWS SDKs and CLIs use this emulator as `account`."""
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
        **options: Any,  # noqa: ANN401  # the options of create_client()
    ) -> Any:  # noqa: ANN401  # botocore creates the client's methods at run time
        """Create a botocore client, as boto3.client() does, for "wellarchitected" or "sts".

        The machine's AWS configuration and proxies are ignored. Other options are those of create_client().
        """
        from botocore.config import Config  # slow to import, and not always needed

        config = Config(proxies={}).merge(options.pop("config", None) or Config())
        chosen = {**credentials(account), **options}
        return self._botocore_session().create_client(
            service, region_name=region, endpoint_url=self.url, config=config, **chosen
        )

    def publish_lens(
        self,
        name: str = "security",
        *,
        account: str = DEFAULT_ACCOUNT,
        region: str = DEFAULT_REGION,
        document: Mapping[str, Any] | None = None,
        version: str = "1.0",
    ) -> str:
        """Import and publish a lens. Without a `document` it is a minimal lens. Returns its ARN.

        A name that another lens of the account has in the Region is an EmulatorError.
        """
        body = {"name": name, "account": account, "region": region, "document": document, "version": version}
        return str(self.call("POST", "lenses", body)["arn"])

    def create_resource(
        self, kind: str, name: str, *, account: str = DEFAULT_ACCOUNT, region: str = DEFAULT_REGION
    ) -> str:
        """Make a bare WORKLOAD, PROFILE or TEMPLATE that can be shared. Returns its ARN."""
        body = {"kind": kind, "name": name, "account": account, "region": region}
        return str(self.call("POST", "resources", body)["arn"])

    def remove_resource(self, arn: str) -> None:
        """Delete a workload, profile or review template out of band, and its shares."""
        self.call("DELETE", "resources", {"arn": arn})

    def lenses(self, account: str | None = DEFAULT_ACCOUNT, region: str | None = DEFAULT_REGION) -> list[Lens]:
        """All lenses of an account in a Region, oldest first. None means all accounts, or all Regions."""
        answer = self.call("GET", "lenses", {"account": account, "region": region})
        return [Lens(**lens) for lens in answer["lenses"]]

    def lens_versions(self, lens_arn: str) -> list[LensVersion]:
        """All published versions of a lens, oldest first."""
        answer = self.call("GET", "versions", {"lens": lens_arn})
        return [LensVersion.from_json(version) for version in answer["versions"]]

    def shares(self, lens_arn: str | None = None) -> list[Share]:
        """All shares of a lens, or of all lenses, oldest first."""
        return [Share.from_json(share) for share in self.call("GET", "shares", {"lens": lens_arn})["shares"]]

    def share(  # noqa: PLR0913 - what a row can have, by name
        self,
        lens_arn: str,
        shared_with: str,
        *,
        status: str | None = None,
        message: str = "",
        share_id: str | None = None,
        permission: str | None = None,
    ) -> str:
        """Create a share as the owner of what is shared, and return its ID.

        A workload's share permits READONLY if there is no `permission`.

        With a `status`, add a row to which no rule of the service applies.
        """
        body: dict[str, Any] = {"lens": lens_arn, "shared_with": shared_with}
        if permission is not None:
            body["permission"] = permission
        if status is not None:
            body |= {"status": status, "status_message": message, "share_id": share_id}
        return str(self.call("POST", "shares", body)["share_id"])

    def set_status(self, lens_arn: str, share_id: str, status: str, message: str = "") -> None:
        """Set a share's status to any text. Time no longer changes it."""
        self._change_share(lens_arn, share_id, status=status, status_message=message)

    def set_permission(self, arn: str, share_id: str, permission: str) -> None:
        """Set what a share of a workload permits, out of band."""
        self._change_share(arn, share_id, permission=permission)

    def omit(self, lens_arn: str, share_id: str, members: Iterable[str]) -> None:
        """Leave members of a share ("Status", "SharedWith", ...) out of listings."""
        self._change_share(lens_arn, share_id, omitted=list(members))

    def remove_share(self, lens_arn: str, share_id: str) -> None:
        """Remove a share out of band."""
        self.call("DELETE", "shares", {"lens": lens_arn, "share_id": share_id})

    def accept(self, lens_arn: str, share_id: str) -> None:
        """Accept an invitation as the consumer."""
        self._answer_invitation(lens_arn, share_id, "ACCEPT")

    def reject(self, lens_arn: str, share_id: str) -> None:
        """Reject an invitation as the consumer."""
        self._answer_invitation(lens_arn, share_id, "REJECT")

    def requests(self, operation: str | None = None, *, after: int = 0) -> list[Request]:
        """The logged requests, oldest first: all, those of one operation, or those `after` a sequence number."""
        answer = self.call("GET", "log", {"operation": operation, "after": after})
        return [Request.from_json(request) for request in answer["requests"]]

    def clear_requests(self) -> None:
        """Clear the log of requests."""
        self.call("DELETE", "log")

    def inject(self, fault: Fault) -> None:
        """Activate a fault. Older faults come first."""
        self.call("POST", "faults", fault.as_json())

    def faults(self) -> list[dict[str, Any]]:
        """The active faults, oldest first, each with how many requests it `met` and how often it `happened`."""
        return list(self.call("GET", "faults")["faults"])

    def clear_faults(self) -> None:
        """Deactivate all faults."""
        self.call("DELETE", "faults")

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return Settings(**self.call("GET", "settings"))

    def configure(self, **changes: object) -> Settings:
        """Change settings by the names in Settings. Returns all settings."""
        return Settings(**self.call("PATCH", "settings", changes))

    def organization(self, **changes: object) -> Organization:
        """Change the organization by the names in Organization, if changes are given. Returns the organization."""
        return Organization(**self.call("PATCH" if changes else "GET", "organization", changes))

    def enable_organization_sharing(self) -> None:
        """Enable sharing with the organization, as its management account."""
        self.organization(sharing_enabled=True)

    @property
    def now(self) -> datetime:
        """The time of the emulator's clock."""
        return datetime.fromisoformat(self.call("GET", "clock")["now"])

    def set_time(self, moment: datetime) -> None:
        """Set the emulator's clock."""
        self.call("PUT", "clock", {"epoch_seconds": moment.timestamp()})

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Move the emulator's clock forward. Returns its new time."""
        passed = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return datetime.fromisoformat(self.call("POST", "clock", {"seconds": passed.total_seconds()})["now"])

    def health(self) -> dict[str, Any]:
        """The process ID and the instance ID of the emulator."""
        return self.call("GET", "health")

    def reset(self) -> None:
        """Return to the initial state, with the initial settings, organization, faults, log and clock."""
        self.call("POST", "reset")

    def _answer_invitation(self, lens_arn: str, share_id: str, action: str) -> None:
        self.call("POST", "invitations", {"lens": lens_arn, "share_id": share_id, "action": action})

    def _change_share(self, lens_arn: str, share_id: str, **changes: object) -> None:
        self.call("PATCH", "shares", {"lens": lens_arn, "share_id": share_id, **changes})

    def call(self, method: str, name: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Make a control call. README.md lists the calls."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=_TIMEOUT_SECONDS)
        try:
            content = json.dumps(body).encode() if body else None
            connection.request(method, f"/_emulator/{name}", content, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        except http.client.RemoteDisconnected:  # it has stopped: a ConnectionError, as if it had not listened
            raise
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
                raise EmulatorError(f"The program that answers at {self.url} is not a Well-Architected emulator.")

    def _botocore_session(self) -> Session:
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
