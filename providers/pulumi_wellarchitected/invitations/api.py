"""The three API operations of a consumer on the invitations of one Region, and whose credentials make them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_wellarchitected.aws import Call, read_pages, read_rows, read_value
from pulumi_wellarchitected.errors import WrongAccountError
from pulumi_wellarchitected.invitations.invitation import Invitation, InvitationSummary, SharedLens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Session

_ANY = "*"  # the invitations have no ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/
_MEMBER = "ShareInvitationSummaries"
_Row = TypeVar("_Row")


class InvitationsApi:
    """Lists and answers the invitations of the caller's account in one Region, and looks at the lenses."""

    def __init__(self, session: Session, region: str) -> None:
        self.region = region
        self._session = session

    def find_consumer(self, target: Target) -> str:
        """The account of the credentials. Raises WrongAccountError for the lens's owner, who cannot be invited."""
        account = self._session.caller_account(self.region)
        if account == target.account:
            raise WrongAccountError(
                f"The credentials belong to account {account}, which owns lens {target} and has nothing to accept. Use "
                f"those of the account that the lens is shared with: opts=pulumi.ResourceOptions(provider=...)."
            )
        return account

    def require_consumer(self, account: str, doing: str) -> None:
        """Raise WrongAccountError unless the credentials belong to the account of the acceptance."""
        self._session.require_account(account, self.region, doing, "the acceptance belongs to")

    def get_lens(self, target: Target) -> SharedLens:
        """Look at a lens as its consumer."""
        doing = f"look at lens {target}"
        advice = {
            "AccessDeniedException": (
                f"Allow the action wellarchitected:GetLens on {target} in the caller's policies. If it is allowed, the "
                f"owner may have ended the share."
            )
        }
        call = Call("GetLens", doing, resource=target.text, advice=advice)
        answer = self._session.call(call, self.region, {"LensAlias": target.text})
        return read_value(answer.get("Lens"), SharedLens.from_answer, doing)

    def list(self) -> Iterator[Invitation]:
        """List the pending invitations to lenses, page by page.

        The size of a page is left to AWS: ListLensShares refuses the number that the service model allows.
        """
        return self._list(Invitation.from_summary, "LENS")

    def list_all(self, resource_type: str | None) -> Iterator[InvitationSummary]:
        """List the pending invitations to things of a type, or of all types: LENS, PROFILE, TEMPLATE and WORKLOAD."""
        return self._list(InvitationSummary.from_summary, resource_type)

    def answer(self, invitation: Invitation, action: str) -> None:
        """Accept or reject an invitation."""
        call = Call(
            "UpdateShareInvitation",
            f"{action.lower()} invitation {invitation.invitation_id} to lens {invitation.lens_arn}",
            resource=_ANY,
            changes=True,
            advice={
                "ConflictException": (
                    "It was answered, has expired, or its share was deleted: run `pulumi refresh`, and the command "
                    "again."
                ),
                "ResourceNotFoundException": "Its share was deleted: the owner has to share the lens again.",
            },
        )
        parameters = {"ShareInvitationId": invitation.invitation_id, "ShareInvitationAction": action}
        self._session.call(call, self.region, parameters)

    def _list(self, parse: Callable[[object], _Row], resource_type: str | None) -> Iterator[_Row]:
        doing = f"list the share invitations in {self.region}"
        of_type = {"ShareResourceType": resource_type} if resource_type else {}
        ask = partial(self._ask_page, Call("ListShareInvitations", doing, resource=_ANY), of_type)
        for answer in read_pages(ask, doing):
            yield from read_rows(answer, _MEMBER, parse, doing)

    def _ask_page(self, call: Call, of_type: Mapping[str, Any], selection: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._session.call(call, self.region, {**of_type, **selection})
