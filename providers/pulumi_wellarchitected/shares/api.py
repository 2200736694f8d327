"""The three calls there are for the shares of a lens, and whether "not found" can be believed.

All that is particular to a lens stands here: the names of the operations and of their parameters. There is no call
that reads one share, and none that changes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.aws import Call
from pulumi_wellarchitected.errors import InternalError, NotFoundError, WrongAccountError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulumi_wellarchitected.arns import LensArn
    from pulumi_wellarchitected.aws import Session
    from pulumi_wellarchitected.principals import Principal

_PAGE_SIZE = 10  # the service refuses more, whatever its model says

ENABLE_ORGANIZATION = (
    "To share with an organization or a unit, sharing has to be turned on from its management account "
    "(aws wellarchitected update-global-settings --organization-sharing-status ENABLED)."
)
_SEE_LENS = "See that the lens exists (aws wellarchitected list-lenses)"
ADVICE = {
    "CreateLensShare": {
        "ResourceNotFoundException": f"{_SEE_LENS} and has a published version.",
        "ValidationException": f"Check lens_alias and shared_with. {ENABLE_ORGANIZATION}",
        "ServiceQuotaExceededException": (
            "A lens has 300 shares at most: delete some, ask for more in Service Quotas, or share with an "
            "organizational unit, which counts as one share for all its accounts."
        ),
    },
    "ListLensShares": {"ResourceNotFoundException": f"{_SEE_LENS}."},
    "DeleteLensShare": {"ResourceNotFoundException": "It may be deleted already: run `pulumi refresh`."},
}


@dataclass(frozen=True, slots=True)
class Share:
    """A row of ListLensShares."""

    share_id: str
    shared_with: str
    status: str
    status_message: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the share gives, or may yet give, its principal the lens."""
        return statuses.is_live(self.status)

    @classmethod
    def from_summary(cls, summary: dict[str, Any]) -> Share:
        """Read a LensShareSummary, of which the service may leave out any field but the ID."""
        return cls(
            summary["ShareId"],
            summary.get("SharedWith", ""),
            summary.get("Status", ""),
            summary.get("StatusMessage", ""),
        )


class LensSharesApi:
    """CreateLensShare, ListLensShares and DeleteLensShare on one lens, in the lens's own Region."""

    def __init__(self, session: Session, lens: LensArn) -> None:
        self._session = session
        self.lens = lens

    def create(self, principal: Principal, token: str) -> str:
        """CreateLensShare; returns the share's ID."""
        answer = self._call(
            "CreateLensShare",
            f"share {self.lens} with {principal}",
            SharedWith=principal.text,
            ClientRequestToken=token,
        )
        share_id: str = answer.get("ShareId", "")
        if not share_id:
            raise InternalError(f"Could not share {self.lens} with {principal}: the answer holds no share ID.")
        return share_id

    def list_shares(self, prefix: str = "") -> Iterator[Share]:
        """ListLensShares, page by page; the prefix is matched by the service, to the letter."""
        parameters: dict[str, Any] = {"MaxResults": _PAGE_SIZE}
        if prefix:
            parameters["SharedWithPrefix"] = prefix
        seen: set[str] = set()
        while True:
            answer = self._call("ListLensShares", f"list the shares of {self.lens}", **parameters)
            if "LensShareSummaries" not in answer:  # not the service's: an empty page has an empty list
                raise InternalError(
                    f"Could not list the shares of {self.lens}: the answer holds no list of shares. See that the "
                    f"endpoint and the proxy lead to wellarchitected, and run the command again."
                )
            yield from map(Share.from_summary, answer["LensShareSummaries"])
            token = answer.get("NextToken")
            if not token:
                return
            if token in seen:
                raise InternalError(
                    f"Could not list the shares of {self.lens}: the service gives the same page over and over. "
                    f"Run the command again in a minute."
                )
            seen.add(token)
            parameters["NextToken"] = token

    def delete(self, share_id: str, token: str) -> None:
        """DeleteLensShare."""
        self._call(
            "DeleteLensShare",
            f"delete share {share_id} of {self.lens}",
            ShareId=share_id,
            ClientRequestToken=token,
        )

    def _call(self, operation: str, doing: str, **parameters: str | int) -> dict[str, Any]:
        call = Call(operation, doing, resource=str(self.lens), advice=ADVICE[operation])
        try:
            return self._session.call(call, self.lens.region, {"LensAlias": str(self.lens), **parameters})
        except NotFoundError:
            self.require_owner(doing)
            raise

    def require_owner(self, doing: str) -> None:
        """Raise WrongAccountError where the credentials are not the owner's, who alone is to be believed.

        In another account every lens is "not found", and what a listing leaves out there says nothing.
        """
        caller = self._session.caller_account(self.lens.region)
        if caller != self.lens.account:
            raise WrongAccountError(
                f"Could not {doing}: the credentials belong to account {caller}, and the lens to account "
                f"{self.lens.account}, which alone can say what became of it. Use credentials of the lens's account; "
                f"refresh and destroy use the settings saved in the state, unless --run-program is given."
            )
