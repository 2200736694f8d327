"""get_share_invitations: what waits for an answer in the consumer's account."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from pulumi_wellarchitected.invitations.api import InvitationsApi
from pulumi_wellarchitected.program.functions.function import Function, find_region, require_choice
from pulumi_wellarchitected.program.functions.results import AwaitableResult, Row, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi
    from pulumi_wellarchitected.aws import Session

_TYPES = ("LENS", "PROFILE", "TEMPLATE", "WORKLOAD")


class GetShareInvitationsInvitationResult(Row):
    """A pending invitation. It is also a dictionary, so that it can be exported."""

    share_invitation_id = Text("The ID. The owner's share has the same ID.")
    resource_type = Text("What is shared: LENS, PROFILE, TEMPLATE or WORKLOAD.")
    resource_id = Text("The ARN of the lens, profile or review template, or the ID of the workload.")
    resource_name = Text("The name of what is shared.")
    permission_type = Text("What the share permits: READONLY, or CONTRIBUTOR for a workload.")
    shared_by = Text("The account that shares.")
    shared_with = Text("The principal that is invited: the account or a user of it.")


@dataclass(frozen=True)
class GetShareInvitationsResult:
    """What get_share_invitations returns."""

    invitations: list[GetShareInvitationsInvitationResult]
    """The pending invitations, sorted by ID. Empty if there are none."""


class AwaitableGetShareInvitationsResult(AwaitableResult, GetShareInvitationsResult):
    """The same, for programs that await it."""


def get_share_invitations(
    resource_type: Literal["LENS", "PROFILE", "TEMPLATE", "WORKLOAD"] | None = None,
    shared_by: str | None = None,
    name_prefix: str | None = None,
    region: str | None = None,
    opts: pulumi.InvokeOptions | None = None,
) -> AwaitableGetShareInvitationsResult:
    """List the pending invitations of the caller's account in a Region. Blocks until AWS answers.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    waiting = wa.get_share_invitations(resource_type="LENS", shared_by="111122223333")
    pulumi.export("waiting", [each.resource_name for each in waiting.invitations])
    ```

    It runs in every preview and update. AWS lists pending invitations only: one that is accepted is not in the next
    result any more. So do not declare a LensShareAccepter for each of them, since the next run would forget it.

    Args:
        resource_type: Only invitations to things of this type. The default is all.
        shared_by: Only invitations of this account.
        name_prefix: Only invitations to things whose name begins with this text.
        region: The Region. The default is that of the provider.
        opts: The provider, or a parent that has one. The default is the stack's `aws:*` configuration.

    Raises:
        pulumi.RunError: An argument is malformed or not plain, or the call failed. It ends the program.

    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_ListShareInvitations.html
    """
    found = _SHARE_INVITATIONS.call(_arguments(resource_type, shared_by, name_prefix, region), opts)
    return AwaitableGetShareInvitationsResult(found.invitations)


def get_share_invitations_output(
    resource_type: pulumi.Input[Literal["LENS", "PROFILE", "TEMPLATE", "WORKLOAD"] | None] = None,
    shared_by: pulumi.Input[str | None] = None,
    name_prefix: pulumi.Input[str | None] = None,
    region: pulumi.Input[str | None] = None,
    opts: pulumi.InvokeOptions | None = None,
) -> pulumi.Output[GetShareInvitationsResult]:
    """List the invitations, as get_share_invitations does, when the arguments are known. They may be Outputs.

    If an argument is unknown in a preview, so is the result. If one is a secret, so is the result.
    """
    return _SHARE_INVITATIONS.call_later(_arguments(resource_type, shared_by, name_prefix, region), opts)


def _arguments(resource_type: object, shared_by: object, name_prefix: object, region: object) -> dict[str, Any]:
    return {"resource_type": resource_type, "shared_by": shared_by, "name_prefix": name_prefix, "region": region}


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    require_choice("resource_type", given.get("resource_type"), _TYPES)
    api = InvitationsApi(session, find_region(session, given))
    found = [
        invitation
        for invitation in api.list_all(given.get("resource_type"))
        if given.get("shared_by") in (None, invitation.shared_by)
        and invitation.resource_name.startswith(given.get("name_prefix", ""))
    ]
    return {"invitations": [asdict(each) for each in sorted(found, key=lambda each: each.share_invitation_id)]}


def _parse(answer: Mapping[str, Any]) -> GetShareInvitationsResult:
    rows = answer.get("invitations") or []
    return GetShareInvitationsResult([GetShareInvitationsInvitationResult(row) for row in rows])


_SHARE_INVITATIONS = Function("getShareInvitations", "get_share_invitations", _ask, _parse)
