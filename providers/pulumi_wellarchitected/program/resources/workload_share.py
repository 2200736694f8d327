"""WorkloadShare, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import parse_workload_arn
from pulumi_wellarchitected.plugin.schema.share import WORKLOAD_SHARE
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resources.share_resource import ShareResource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulumi_wellarchitected.shares.statuses import DeadStatus

__all__ = ["WorkloadShare", "WorkloadShareArgs"]

PermissionType = Literal["READONLY", "CONTRIBUTOR"]


@dataclass(kw_only=True)
class WorkloadShareArgs:
    """The inputs of a WorkloadShare in one object. WorkloadShare documents each."""

    workload_arn: pulumi.Input[str]
    shared_with: pulumi.Input[str]
    permission_type: pulumi.Input[PermissionType]
    adopt_existing: pulumi.Input[bool | None] = None
    wait_for_acceptance: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None


WORKLOAD_SHARE_TYPE = "pulumi-python:dynamic/wellarchitected:WorkloadShare"
"""The resource's type in the state. It never changes."""


class WorkloadShare(ShareResource, provider=dynamic.workload_share, schema=WORKLOAD_SHARE, type_=WORKLOAD_SHARE_TYPE):
    """Shares a workload of the AWS Well-Architected Tool with an account, a user, a unit or an organization.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    share = wa.WorkloadShare(
        "security",
        workload_arn="arn:aws:wellarchitected:us-east-1:111122223333:workload/0123456789abcdef0123456789abcdef",
        shared_with="444455556666",
        permission_type="READONLY",
    )
    pulumi.export("share_id", share.share_id)
    ```

    An account or a user gets an invitation, which somebody there has to accept within 7 days (PENDING, then ACCEPTED).
    An organization or a unit gets the workload without an invitation (ASSOCIATING, then ASSOCIATED), if organization
    sharing is turned on. A create waits up to 3 minutes for the association. It does not wait for an acceptance. Set
    `custom_timeouts` in the options to change the times of create, update and delete. A replacement deletes the old
    share first, because AWS accepts only one share of a workload with a principal. A destroy ends the principal's
    access to the workload at once.

    API operations: CreateWorkloadShare, ListWorkloadShares, UpdateWorkloadShare and DeleteWorkloadShare, in the
    workload's Region and with credentials of the workload's account. Source:
    https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_CreateWorkloadShare.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` and `delete_before_replace=False` are refused.
        workload_arn: The ARN of a workload that the caller's account owns. Its ID alone is refused: it does not say in
            which Region and account the workload is. Required. A change replaces.
        shared_with: An account ID (12 digits, quoted), an IAM user ARN, an organization ID or ARN, or an organizational
            unit ID or ARN. Required. A change to another principal replaces.
        permission_type: `READONLY`, or `CONTRIBUTOR`, with which the principal can also change the workload's answers
            and notes. Required. A change updates the share in place. AWS changes the permission of a share that is
            pending or in effect. A share that is dead gets it when it is sent again.
        adopt_existing: Whether to take over an existing live share with the principal. It is then deleted with this
            resource. Its permission is set to `permission_type`. Default: False, which makes such a share an error. A
            change updates, with no call to AWS.
        wait_for_acceptance: Whether a create waits until the invitation is accepted. Default: False, because people
            accept in hours and not in seconds. A change updates, with no call to AWS.
        resend_on: The statuses in which the next `up` deletes the share and sends a new one, out of EXPIRED, FAILED,
            REJECTED and REVOKED. Default: all but REJECTED. A change updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another WorkloadShare of
            the program has the same workload and principal. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: AlreadySharedError: ...`, which says what to do.
    """

    @property
    def workload_arn(self) -> pulumi.Output[str]:
        """The ARN of the workload."""
        return self._output("workload_arn")

    @property
    def workload_id(self) -> pulumi.Output[str]:
        """The ID of the workload: the last part of its ARN."""
        return self.workload_arn.apply(lambda arn: parse_workload_arn(arn).id)

    @property
    def permission_type(self) -> pulumi.Output[str]:
        """READONLY or CONTRIBUTOR, as it was last seen."""
        return self._output("permission_type")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: WorkloadShareArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        workload_arn: pulumi.Input[str],
        shared_with: pulumi.Input[str],
        permission_type: pulumi.Input[PermissionType],
        adopt_existing: pulumi.Input[bool | None] = None,
        wait_for_acceptance: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None,
    ) -> None: ...

    @with_keywords_of(WorkloadShareArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(WorkloadShareArgs, *args, **kwargs)
        self._declare(resource_name, vars(WorkloadShareArgs(**given)) if opts.id is None else {}, opts)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> WorkloadShare:
        """Look up an existing share without managing it. The run fails if there is none.

        The `id` of the result is unknown in a preview. Use `share_id`.

        Args:
            resource_name: The name of the resource in the program.
            id: `<workload ARN>,<share ID>` or `<workload ARN>,<principal>`.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return WorkloadShare(resource_name, opts)  # type: ignore[call-overload,no-any-return]
