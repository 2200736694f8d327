"""The API operations on the shares of one target, and whether "not found" can be believed.

AWS has no operation that reads a single share, and one that changes it for workloads only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.arns import parse_share_id
from pulumi_wellarchitected.aws import Call, read_pages, read_rows, read_value
from pulumi_wellarchitected.errors import NotFoundError
from pulumi_wellarchitected.shares.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    def create(self, principal: Principal, token: str, permission: str = "") -> str:
        """Create a share and return its ID."""
        doing = f"share {self.target} with {principal}"
        permits = {"PermissionType": permission} if permission else {}
        answer = self._call(self._kind.create, doing, SharedWith=principal.text, ClientRequestToken=token, **permits)
        return read_value(answer.get("ShareId"), parse_share_id, doing)

    def list(self, prefix: str = "") -> Iterator[Share]:
        """List the shares page by page. The service compares the prefix literally."""
        doing = f"list the shares of {self.target}"
        parameters: dict[str, Any] = {"MaxResults": self._kind.page_size}
        if prefix:
            parameters["SharedWithPrefix"] = prefix
        ask = partial(self._ask_page, doing, parameters)
        for answer in read_pages(ask, doing):
            yield from read_rows(answer, self._kind.summaries, Share.from_summary, doing)

    def delete(self, share_id: str, token: str) -> None:
        """Delete a share."""
        doing = f"delete share {share_id} of {self.target}"
        self._call(self._kind.delete, doing, ShareId=share_id, ClientRequestToken=token)

    def update(self, share_id: str, permission: str) -> None:
        """Change what a share permits. AWS has this for workloads only."""
        doing = f"set the permission of share {share_id} of {self.target} to {permission}"
        answer = self._call(self._kind.update, doing, ShareId=share_id, PermissionType=permission)
        read_value(answer.get(f"{self._kind.word}Share"), partial(_require_permission, permission), doing)

    def require_owner(self, doing: str) -> None:
        """Raise WrongAccountError unless the credentials belong to the target's account.

        Another account sees every target as not found, so its answers say nothing about the share.
        """
        target = self.target
        self._session.require_account(target.account, target.region, doing, f"the {self._kind.noun} belongs to")

    def _ask_page(self, doing: str, parameters: Mapping[str, Any], selection: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._call(self._kind.list, doing, **parameters, **selection)

    def _call(self, operation: str, doing: str, **parameters: str | int) -> dict[str, Any]:
        call = Call(
            operation,
            doing,
            resource=self.target.text,
            changes=operation != self._kind.list,
            advice=self._kind.advice(operation),
        )
        try:
            given = {self._kind.parameter: self._kind.identify(self.target), **parameters}
            return self._session.call(call, self.target.region, given)
        except NotFoundError:
            self.require_owner(doing)
            raise


def _require_permission(permission: str, share: object) -> None:
    """Raise ValueError unless an answer shows the permission. A proxy may have answered in the place of AWS."""
    if Share.from_summary(share).permission != permission:
        raise ValueError(f"it does not show {permission}")
