"""The credentials: configured keys, a web identity or what botocore finds, and the roles that are assumed with them.

botocore fetches and refreshes the credentials. This module adds the order, which is that of pulumi-aws (static keys,
else the web identity, else what botocore finds; then each role with the credentials of the one before it), and an error
that names the role that cannot be assumed.
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
    RefreshableCredentials,
)
from pulumi_wellarchitected.aws.failures import RAISED_BY_BOTOCORE, explain_role
from pulumi_wellarchitected.errors import CredentialsError

if TYPE_CHECKING:
    from pulumi_wellarchitected.aws.settings.roles import Role, WebIdentity
    from pulumi_wellarchitected.aws.settings.settings import Settings

_CreateClient = Callable[..., Any]
_Fetch = Callable[[], Mapping[str, Any]]

_REFRESH_SECONDS = 5 * 60
"""When to refresh before the end. botocore's own 15 minutes would renew the shortest session before every call."""
_MANDATORY_SECONDS = 60
"""When a refresh that fails is an error."""
_LONG_AGO = datetime.fromtimestamp(0, timezone.utc)


def resolve_credentials(settings: Settings, create_client: _CreateClient, find: Callable[[], Any]) -> Any:  # noqa: ANN401 - botocore has no types
    """Return the credentials that sign the calls, or None. `find` looks for those that are not configured."""
    credentials = _base_credentials(settings, create_client, find)
    if credentials is None:
        return None
    for role in settings.assume_roles:
        credentials = _assumed(role, credentials, create_client)
    return credentials


def refuse_mfa(profiles: Mapping[str, Mapping[str, Any]], profile: str) -> None:
    """Raise CredentialsError if a profile's role needs an MFA code: botocore would ask for it at a terminal."""
    seen: set[str] = set()
    while profile not in seen and "role_arn" in profiles.get(profile, {}):
        seen.add(profile)
        role = profiles[profile]
        if "mfa_serial" in role:
            raise CredentialsError(
                f"Could not assume the role {role['role_arn']} of profile {profile}: it needs a code from the MFA "
                f"device {role['mfa_serial']}, and there is no terminal to ask for it. Assume the role first (aws sts "
                f"assume-role, aws configure export-credentials) and set its keys in the environment."
            )
        profile = role.get("source_profile", profile)


def _base_credentials(settings: Settings, create_client: _CreateClient, find: Callable[[], Any]) -> Any:  # noqa: ANN401 - as above
    if settings.access_key is not None:
        return Credentials(settings.access_key, settings.secret_key, settings.token, method="explicit")
    if settings.assume_role_with_web_identity is not None:
        return _identified(settings.assume_role_with_web_identity, create_client)
    return find()


def _assumed(role: Role, source: Any, create_client: _CreateClient) -> RefreshableCredentials:  # noqa: ANN401 - as above
    fetcher = AssumeRoleCredentialFetcher(create_client, source, role.arn, extra_args=dict(role.parameters))
    return _refreshable(role.arn, fetcher.fetch_credentials, "assume-role")


def _identified(identity: WebIdentity, create_client: _CreateClient) -> RefreshableCredentials:
    fetcher = AssumeRoleWithWebIdentityCredentialFetcher(
        create_client, partial(_token, identity), identity.arn, extra_args=dict(identity.parameters)
    )
    return _refreshable(identity.arn, fetcher.fetch_credentials, "assume-role-with-web-identity")


def _refreshable(arn: str, fetch: _Fetch, method: str) -> RefreshableCredentials:
    """Begin with expired credentials, so that the first call fetches the real ones."""
    return RefreshableCredentials(
        "", "", "", _LONG_AGO, partial(_fetch, arn, fetch), method,
        advisory_timeout=_REFRESH_SECONDS, mandatory_timeout=_MANDATORY_SECONDS,
    )  # fmt: skip


def _token(identity: WebIdentity) -> str:
    if identity.token is not None:
        return identity.token
    return Path(identity.token_file or "").expanduser().read_text(encoding="utf-8").strip()


def _fetch(arn: str, fetch: _Fetch) -> Mapping[str, Any]:
    try:
        fetched = fetch()
    except (*RAISED_BY_BOTOCORE, OSError) as error:  # an OSError comes from the token file
        raise explain_role(arn, error) from None  # botocore's traceback does not help the reader
    if datetime.fromisoformat(fetched["expiry_time"]) <= datetime.now(timezone.utc):  # botocore raises a RuntimeError
        raise CredentialsError(
            f"Could not use the role {arn}: its session has ended already ({fetched['expiry_time']}). Check the clock "
            f"of this machine."
        )
    return fetched
