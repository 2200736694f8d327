"""get_lens_shares: who has access to a lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.program.functions.function import Function, parse_argument
from pulumi_wellarchitected.program.functions.results import AwaitableResult, Row, Text
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pulumi
    from pulumi_wellarchitected.aws import Session

_MEMBERS = ("share_id", "shared_with", "status", "status_message")


class GetLensSharesShareResult(Row):
    """A share. It is also a dictionary, so that it can be exported."""

    share_id = Text("The ID.")
    shared_with = Text("The principal: an account, a user, an organization or a unit.")
    status = Text("The status, such as ACCEPTED.")
    status_message = Text("Why a share failed. Otherwise empty.")


@dataclass(frozen=True)
class GetLensSharesResult:
    """What get_lens_shares returns."""

    shares: list[GetLensSharesShareResult]
    """The shares, sorted by principal. Empty if there are none."""


class AwaitableGetLensSharesResult(AwaitableResult, GetLensSharesResult):
    """The same, for programs that await it."""


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
    found = _LENS_SHARES.call(_arguments(lens_alias, statuses, shared_with_prefix), opts)
    return AwaitableGetLensSharesResult(found.shares)


def get_lens_shares_output(
    lens_alias: pulumi.Input[str],
    statuses: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
    shared_with_prefix: pulumi.Input[str | None] = None,
    opts: pulumi.InvokeOptions | None = None,
) -> pulumi.Output[GetLensSharesResult]:
    """List the shares of a lens, as get_lens_shares does, when the arguments are known. They may be Outputs.

    If an argument is unknown in a preview, so is the result. If one is a secret, so is the result.
    """
    return _LENS_SHARES.call_later(_arguments(lens_alias, statuses, shared_with_prefix), opts)


def _arguments(lens_alias: object, statuses: object, shared_with_prefix: object) -> dict[str, Any]:
    return {"lens_alias": lens_alias, "statuses": statuses, "shared_with_prefix": shared_with_prefix}


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    api = SharesApi(session, LENS, parse_argument(LENS.parse, given["lens_alias"]))
    listed = api.list(given.get("shared_with_prefix") or "")
    wanted = given.get("statuses")
    shares = [share for share in listed if wanted is None or share.status in wanted]
    ordered = sorted(shares, key=lambda share: (share.shared_with, share.share_id))
    return {"shares": [{name: getattr(share, name) for name in _MEMBERS} for share in ordered]}


def _parse(answer: Mapping[str, Any]) -> GetLensSharesResult:
    return GetLensSharesResult([GetLensSharesShareResult(row) for row in answer.get("shares") or []])


_LENS_SHARES = Function("getLensShares", "get_lens_shares", _ask, _parse)
