"""get_lens_shares: who has access to a lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.program.functions.function import Function
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Session

_MEMBERS = ("share_id", "shared_with", "status", "status_message")


@pulumi.output_type
class GetLensSharesShareResult(dict[str, Any]):
    """A share. It is also a dictionary, so that it can be exported."""

    def __init__(self, *, share_id: str, shared_with: str, status: str, status_message: str) -> None:
        values = (share_id, shared_with, status, status_message)
        super().__init__(zip(_MEMBERS, values, strict=True))

    @property
    @pulumi.getter
    def share_id(self) -> str:
        """The ID."""
        return str(self["share_id"])

    @property
    @pulumi.getter
    def shared_with(self) -> str:
        """The principal: an account, a user, an organization or a unit."""
        return str(self["shared_with"])

    @property
    @pulumi.getter
    def status(self) -> str:
        """The status, such as ACCEPTED."""
        return str(self["status"])

    @property
    @pulumi.getter
    def status_message(self) -> str:
        """Why a share failed. Otherwise empty."""
        return str(self["status_message"])


@dataclass(frozen=True)
class GetLensSharesResult:
    """What get_lens_shares returns."""

    shares: list[GetLensSharesShareResult]
    """The shares, sorted by principal. Empty if there are none."""


class AwaitableGetLensSharesResult(GetLensSharesResult):
    """The same, for programs that await it."""

    def __await__(self) -> Generator[None, None, GetLensSharesResult]:
        yield from ()
        return self


def get_lens_shares(
    lens_alias: str,
    statuses: Sequence[str] | None = None,
    shared_with_prefix: str | None = None,
    opts: pulumi.InvokeOptions | None = None,
) -> AwaitableGetLensSharesResult:
    """List the shares of a custom lens of the caller's account. Blocks until AWS answers.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    found = wa.get_lens_shares(
        "arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef", statuses=["PENDING"]
    )
    pulumi.export("not_accepted", [share.shared_with for share in found.shares])
    ```

    It runs in every preview and update, and sees the shares before the program changes them. To see those of a
    resource of the same program, use get_lens_shares_output with an output of that resource.

    Args:
        lens_alias: The ARN of the lens. The call goes to its Region.
        statuses: Only shares with these statuses. The default is all.
        shared_with_prefix: Only shares whose principal begins with this text.
        opts: The provider, or a parent that has one. The default is the stack's `aws:*` configuration.

    Raises:
        pulumi.RunError: An argument is malformed or not plain, or the call failed. It ends the program.

    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_ListLensShares.html
    """
    return _LENS_SHARES.call(_arguments(lens_alias, statuses, shared_with_prefix), opts)


def get_lens_shares_output(
    lens_alias: pulumi.Input[str],
    statuses: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
    shared_with_prefix: pulumi.Input[str | None] = None,
    opts: pulumi.InvokeOptions | None = None,
) -> pulumi.Output[GetLensSharesResult]:
    """List the shares of a lens, as get_lens_shares does, when the arguments are known. They may be Outputs.

    If an argument is unknown in a preview, so is the result. If one is a secret, so is the result.
    """
    found = _LENS_SHARES.call_later(_arguments(lens_alias, statuses, shared_with_prefix), opts)
    return found.apply(lambda known: GetLensSharesResult(known.shares))


def _arguments(lens_alias: object, statuses: object, shared_with_prefix: object) -> dict[str, Any]:
    return {"lens_alias": lens_alias, "statuses": statuses, "shared_with_prefix": shared_with_prefix}


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    api = SharesApi(session, LENS, _target(given["lens_alias"]))
    listed = api.list(given.get("shared_with_prefix") or "")
    wanted = given.get("statuses")
    shares = [share for share in listed if wanted is None or share.status in wanted]
    ordered = sorted(shares, key=lambda share: (share.shared_with, share.share_id))
    return {"shares": [{name: getattr(share, name) for name in _MEMBERS} for share in ordered]}


def _target(lens_alias: str) -> Target:
    try:
        return parse_lens_arn(lens_alias)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all


def _parse(answer: Mapping[str, Any]) -> AwaitableGetLensSharesResult:
    rows = answer.get("shares") or []
    return AwaitableGetLensSharesResult(
        [GetLensSharesShareResult(**{name: row.get(name) or "" for name in _MEMBERS}) for row in rows]
    )


_LENS_SHARES = Function("getLensShares", "get_lens_shares", _ask, _parse)
