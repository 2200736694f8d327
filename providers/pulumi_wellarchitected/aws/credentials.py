"""Credentials: those that are configured or that botocore finds, and the chain of roles assumed with them.

Fetching and refreshing are botocore's. What is added is the order of the chain (pulumi-aws's: static keys, or the web
identity, or whatever botocore finds; then each role with the credentials of the one before), and a sentence that names
the role where one cannot be assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.credentials import (
    AssumeRoleCredentialFetcher,
    AssumeRoleWithWebIdentityCredentialFetcher,
    Credentials,
    DeferredRefreshableCredentials,
)
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from pulumi_wellarchitected.aws.answered import BAD_CREDENTIALS, SAVED_SETTINGS
from pulumi_wellarchitected.errors import CredentialsError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.roles import Role, WebIdentity
    from pulumi_wellarchitected.aws.settings.settings import Settings

_CreateClient = Callable[..., Any]
_Fetch = Callable[[], Mapping[str, Any]]
_Found = Callable[[], Any]


class _AssumedRole(DeferredRefreshableCredentials):  # type: ignore[misc]  # botocore has no types
    """Refreshed five minutes before they end.

    botocore would begin at fifteen: a session of fifteen minutes, the shortest that STS gives, were renewed before
    every call.
    """

    _advisory_refresh_timeout = 5 * 60
    _mandatory_refresh_timeout = 60


def of(settings: Settings, create_client: _CreateClient, found: _Found) -> Any:  # noqa: ANN401 - botocore's, untyped
    """The credentials that sign the calls; None if there are none. `found` looks for those not configured."""
    credentials = _first(settings, create_client, found)
    if credentials is None:
        return None
    for role in settings.roles:
        credentials = _assumed(role, credentials, create_client)
    return credentials


def refuse_mfa(profiles: Mapping[str, Mapping[str, Any]], profile: str) -> None:
    """Raise CredentialsError where a profile's role wants a code: botocore would ask at a terminal that is not ours."""
    seen: set[str] = set()
    while profile not in seen and "role_arn" in profiles.get(profile, {}):
        seen.add(profile)
        role = profiles[profile]
        if "mfa_serial" in role:
            raise CredentialsError(
                f"Could not assume the role {role['role_arn']} of profile {profile}: it wants a code from the MFA "
                f"device {role['mfa_serial']}, and nobody can be asked for one here. Assume the role before (aws sts "
                f"assume-role, aws configure export-credentials) and give its keys in the environment."
            )
        profile = role.get("source_profile", profile)


def _first(settings: Settings, create_client: _CreateClient, found: _Found) -> Any:  # noqa: ANN401 - as above
    if settings.access_key is not None:
        return Credentials(settings.access_key, settings.secret_key, settings.token, method="explicit")
    if settings.web_identity is not None:
        return _identified(settings.web_identity, create_client)
    return found()


def _assumed(role: Role, source: Any, create_client: _CreateClient) -> _AssumedRole:  # noqa: ANN401 - as above
    fetcher = AssumeRoleCredentialFetcher(create_client, source, role.arn, extra_args=dict(role.parameters))
    return _AssumedRole(partial(_fetch, role.arn, fetcher.fetch_credentials), "assume-role")


def _identified(identity: WebIdentity, create_client: _CreateClient) -> _AssumedRole:
    fetcher = AssumeRoleWithWebIdentityCredentialFetcher(
        create_client, partial(_token, identity), identity.arn, extra_args=dict(identity.parameters)
    )
    return _AssumedRole(partial(_fetch, identity.arn, fetcher.fetch_credentials), "assume-role-with-web-identity")


def _token(identity: WebIdentity) -> str:
    if identity.token is not None:
        return identity.token
    return Path(identity.token_file or "").expanduser().read_text(encoding="utf-8").strip()


def _fetch(arn: str, fetch: _Fetch) -> Mapping[str, Any]:
    try:
        fetched = fetch()
    except ClientError as error:
        raise CredentialsError(_refused(arn, error)) from None  # botocore's traceback tells the reader nothing
    except (BotoCoreError, ResponseParserError, OSError, ValueError) as error:  # an OSError is the token file's
        reason = str(error).rstrip(". ")
        raise CredentialsError(
            f"Could not assume the role {arn}: {reason}. Check the role in the stack's configuration "
            f"(aws:assumeRoles, aws:assumeRoleWithWebIdentity) and the way to STS. {SAVED_SETTINGS}"
        ) from None  # as above
    if datetime.fromisoformat(fetched["expiry_time"]) <= datetime.now(timezone.utc):  # botocore would call it a bug
        raise CredentialsError(
            f"Could not use the role {arn}: its session has ended already ({fetched['expiry_time']}). See that the "
            f"clock of this machine is right."
        )
    return fetched


def _refused(arn: str, error: ClientError) -> str:
    code = error.response.get("Error", {}).get("Code", "")
    message = (error.response.get("Error", {}).get("Message") or "no reason given").rstrip(". ")
    advice = (
        "The credentials that assume it are not valid any more, or never were: renew them."
        if code in BAD_CREDENTIALS
        else "Check the role's ARN, external ID and trust policy, and that the caller may assume it."
    )
    return f"Could not assume the role {arn} ({code}: {message}). {advice} {SAVED_SETTINGS}"
