"""TemplateShare, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.share import TEMPLATE_SHARE
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resources.share_resource import ShareResource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulumi_wellarchitected.shares.statuses import DeadStatus

__all__ = ["TemplateShare", "TemplateShareArgs"]


@dataclass(kw_only=True)
class TemplateShareArgs:
    """The inputs of a TemplateShare in one object. TemplateShare documents each."""

    template_arn: pulumi.Input[str]
    shared_with: pulumi.Input[str]
    adopt_existing: pulumi.Input[bool | None] = None
    wait_for_acceptance: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None


TEMPLATE_SHARE_TYPE = "pulumi-python:dynamic/wellarchitected:TemplateShare"
"""The resource's type in the state. It never changes."""


class TemplateShare(ShareResource, provider=dynamic.template_share, schema=TEMPLATE_SHARE, type_=TEMPLATE_SHARE_TYPE):
    """Shares a review template of the AWS Well-Architected Tool with an account, a user, a unit or an organization.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    share = wa.TemplateShare(
        "security",
        template_arn="arn:aws:wellarchitected:us-east-1:111122223333:review-template/0123456789abcdef0123456789abcdef",
        shared_with="444455556666",
    )
    pulumi.export("share_id", share.share_id)
    ```

    An account or a user gets an invitation, which somebody there has to accept within 7 days (PENDING, then ACCEPTED).
    An organization or a unit gets the review template without an invitation (ASSOCIATING, then ASSOCIATED), if
    organization sharing is turned on. A create waits up to 3 minutes for the association. It does not wait for an
    acceptance. Set `custom_timeouts` in the options to change the times of create and delete. A replacement deletes the
    old share first, because AWS accepts only one share of a review template with a principal. After a destroy, the
    principal cannot apply the review template to new workloads.

    API operations: CreateTemplateShare, ListTemplateShares and DeleteTemplateShare, in the template's Region and with
    credentials of the template's account. Source:
    https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_CreateTemplateShare.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` and `delete_before_replace=False` are refused.
        template_arn: The ARN of a review template that the caller's account owns. Required. A change replaces.
        shared_with: An account ID (12 digits, quoted), an IAM user ARN, an organization ID or ARN, or an organizational
            unit ID or ARN. Required. A change to another principal replaces.
        adopt_existing: Whether to take over an existing live share with the principal. It is then deleted with this
            resource. Default: False, which makes such a share an error. A change updates, with no call to AWS.
        wait_for_acceptance: Whether a create waits until the invitation is accepted. Default: False, because people
            accept in hours and not in seconds. A change updates, with no call to AWS.
        resend_on: The statuses in which the next `up` deletes the share and sends a new one, out of EXPIRED, FAILED,
            REJECTED and REVOKED. Default: all but REJECTED. A change updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another TemplateShare of
            the program has the same review template and principal. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: AlreadySharedError: ...`, which says what to do.
    """

    @property
    def template_arn(self) -> pulumi.Output[str]:
        """The ARN of the review template."""
        return self._output("template_arn")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: TemplateShareArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        template_arn: pulumi.Input[str],
        shared_with: pulumi.Input[str],
        adopt_existing: pulumi.Input[bool | None] = None,
        wait_for_acceptance: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None,
    ) -> None: ...

    @with_keywords_of(TemplateShareArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(TemplateShareArgs, *args, **kwargs)
        self._declare(resource_name, vars(TemplateShareArgs(**given)) if opts.id is None else {}, opts)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> TemplateShare:
        """Look up an existing share without managing it. The run fails if there is none.

        The `id` of the result is unknown in a preview. Use `share_id`.

        Args:
            resource_name: The name of the resource in the program.
            id: `<review template ARN>,<share ID>` or `<review template ARN>,<principal>`.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return TemplateShare(resource_name, opts)  # type: ignore[call-overload,no-any-return]
