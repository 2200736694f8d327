"""The three API operations on the shares of one target, and whether "not found" can be believed.

AWS has no operation that reads or changes a single share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import Call, remaining
from pulumi_wellarchitected.errors import InternalError, NotFoundError, WrongAccountError
from pulumi_wellarchitected.shares.share import Share, parse_share_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Session
    from pulumi_wellarchitected.principals import Principal
    from pulumi_wellarchitected.shares.kind import ShareKind


class SharesApi:
    """Creates, lists and deletes the shares of one target, in the target's own Region."""

    def __init__(self, session: Session, kind: ShareKind, target: Target) -> None:
        self.target = target
        self._session = session
        self._kind = kind

    def create(self, principal: Principal, token: str) -> str:
        """Create a share and return its ID."""
        doing = f"share {self.target} with {principal}"
        answer = self._call(self._kind.create, doing, SharedWith=principal.text, ClientRequestToken=token)
        try:
            return parse_share_id(answer.get("ShareId"))
        except ValueError as bad:
            raise _unreadable(doing, bad) from None  # its sentence says it all

    def list(self, prefix: str = "") -> Iterator[Share]:
        """List the shares page by page. The service compares the prefix literally."""
        doing = f"list the shares of {self.target}"
        parameters: dict[str, Any] = {"MaxResults": self._kind.page_size}
        if prefix:
            parameters["SharedWithPrefix"] = prefix
        seen: set[str] = set()
        while True:
            answer = self._call(self._kind.list, doing, **parameters)
            yield from self._rows(answer, doing)
            token = answer.get("NextToken")
            if not token:
                return
            if not isinstance(token, str):
                raise _unreadable(doing, ValueError("its NextToken is not a string"))
            if token in seen:
                raise InternalError(
                    f"Could not {doing}: AWS returns the same page again and again. Run the command again in a minute."
                )
            if remaining() <= 0:
                raise InternalError(f"Could not {doing}: AWS still returned pages when the time was over.")
            seen.add(token)
            parameters["NextToken"] = token

    def _rows(self, answer: Mapping[str, Any], doing: str) -> Sequence[Share]:
        rows = answer.get(self._kind.summaries)
        try:
            if not isinstance(rows, list):  # AWS sends an empty list for an empty page
                raise ValueError("it contains no list of shares")  # noqa: TRY004, TRY301 - what is wrong is the answer
            return [Share.from_summary(row) for row in rows]
        except ValueError as bad:
            raise _unreadable(doing, bad) from None  # its sentence says it all

    def delete(self, share_id: str, token: str) -> None:
        """Delete a share."""
        doing = f"delete share {share_id} of {self.target}"
        self._call(self._kind.delete, doing, ShareId=share_id, ClientRequestToken=token)

    def require_owner(self, doing: str) -> None:
        """Raise WrongAccountError unless the credentials belong to the target's account.

        Another account sees every target as not found, so its answers say nothing about the share.
        """
        caller = self._session.caller_account(self.target.region)
        if caller != self.target.account:
            raise WrongAccountError(
                f"Could not {doing}: the credentials belong to account {caller}, and the {self._kind.noun} belongs to "
                f"account {self.target.account}. Use credentials of account {self.target.account}. Refresh and destroy "
                f"use the settings saved in the state, unless --run-program is given."
            )

    def _call(self, operation: str, doing: str, **parameters: str | int) -> dict[str, Any]:
        call = Call(
            operation,
            doing,
            resource=self.target.text,
            changes=operation != self._kind.list,
            advice=self._kind.advice[operation],
        )
        try:
            return self._session.call(call, self.target.region, {self._kind.parameter: self.target.text, **parameters})
        except NotFoundError:
            self.require_owner(doing)
            raise


def _unreadable(doing: str, reason: ValueError) -> InternalError:
    return InternalError(
        f"Could not {doing}: the answer is not in the form that AWS documents ({reason}). Check that the endpoint and "
        f"the proxy lead to wellarchitected, and run the command again."
    )
