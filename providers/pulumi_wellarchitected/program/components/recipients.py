"""With whom a component shares: the principals of its arguments by key.

The keys become part of resource names, so the program has to know them, and one principal has one key.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping
from typing import Any

import pulumi
from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.plugin.schema.inputs import BadInputError
from pulumi_wellarchitected.principals import Principal, principal_identity

_NOT_PLAIN = (
    "principals has to be known when the program runs, because each principal becomes a resource with a name. Use "
    "aws.organizations.get_organization() instead of get_organization_output(), or share with the organizational unit."
)


def by_key(principals: object) -> dict[str, Any]:
    """Return the principals by key. The key in a list is the principal's identity, which all its spellings share.

    Raises BadInputError with a sentence. Malformed principals are left to the check of each share.
    """
    if isinstance(principals, pulumi.Output | Awaitable):
        raise BadInputError(_NOT_PLAIN)
    if isinstance(principals, str) or not isinstance(principals, Iterable):
        raise BadInputError(f"principals is {principals!r}. Give a list of principals, or a mapping from keys to them.")
    if isinstance(principals, Mapping):
        return _of_mapping(principals)
    return _of_list(principals)


def without_owner(recipients: Mapping[str, Any], lens_alias: object, *, skip_owner: bool) -> dict[str, Any]:
    """Leave out the lens's own account and its users. Without skip_owner, one among them is a BadInputError."""
    if not isinstance(lens_alias, str):
        if skip_owner:
            raise BadInputError(
                "skip_owner=True needs the ARN of the lens as text, because an output does not tell the account when "
                "the program runs. Give the ARN, or leave the account out of principals."
            )
        return dict(recipients)
    owner = _account_of(lens_alias)
    owned = [key for key, principal in recipients.items() if owner and _belongs_to(owner, principal)]
    if owned and not skip_owner:
        raise BadInputError(
            f"principals has {_quoted(owned)} of account {owner}, which owns the lens and cannot get a share of it. "
            f"Set skip_owner=True to leave that account out."
        )
    return {key: principal for key, principal in recipients.items() if key not in owned}


def _of_mapping(principals: Mapping[Any, Any]) -> dict[str, Any]:
    for key in principals:
        if not isinstance(key, str):
            raise BadInputError(f"The key {key!r} of principals is not text. Quote it, because YAML changes numbers.")
    keys: dict[str, str] = {}
    for key, principal in principals.items():
        identity = principal_identity(principal)
        if isinstance(identity, str) and (first := keys.setdefault(identity, key)) != key:
            raise BadInputError(
                f"principals has {identity!r} under two keys: {first!r} and {key!r}. Remove one of them."
            )
    return dict(principals)


def _of_list(principals: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for principal in principals:
        if isinstance(principal, pulumi.Output | Awaitable):
            raise BadInputError(f"{_NOT_PLAIN} In a mapping, only the keys have to be known.")
        key = str(principal_identity(principal))
        if key in found:
            raise BadInputError(f"principals has one principal twice: {found[key]!r} and {principal!r}. Remove one.")
        found[key] = principal
    return found


def _account_of(lens_alias: str) -> str | None:
    try:
        return parse_lens_arn(lens_alias).account
    except ValueError:
        return None  # the check of each share reports it


def _belongs_to(account: str, principal: object) -> bool:
    if not isinstance(principal, str):
        return False
    try:
        return Principal.parse(principal).account == account
    except ValueError:
        return False  # the check of its share reports it


def _quoted(keys: list[str]) -> str:
    return ", ".join(repr(key) for key in keys)
