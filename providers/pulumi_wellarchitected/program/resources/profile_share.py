"""ProfileShare, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.share import PROFILE_SHARE
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resources.share_resource import ShareResource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulumi_wellarchitected.shares.statuses import DeadStatus

__all__ = ["ProfileShare", "ProfileShareArgs"]


@dataclass(kw_only=True)
class ProfileShareArgs:
    """The inputs of a ProfileShare in one object. ProfileShare documents each."""

    profile_arn: pulumi.Input[str]
    shared_with: pulumi.Input[str]
    adopt_existing: pulumi.Input[bool | None] = None
    wait_for_acceptance: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None


PROFILE_SHARE_TYPE = "pulumi-python:dynamic/wellarchitected:ProfileShare"
"""The resource's type in the state. It never changes."""


class ProfileShare(ShareResource, provider=dynamic.profile_share, schema=PROFILE_SHARE, type_=PROFILE_SHARE_TYPE):
    """Shares a profile of the AWS Well-Architected Tool with an account, a user, a unit or an organization.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    share = wa.ProfileShare(
        "security",
        profile_arn="arn:aws:wellarchitected:us-east-1:111122223333:profile/0123456789abcdef",
        shared_with="444455556666",
    )
    pulumi.export("share_id", share.share_id)
    ```

    An account or a user gets an invitation, which somebody there has to accept within 7 days (PENDING, then ACCEPTED).
    An organization or a unit gets the profile without an invitation (ASSOCIATING, then ASSOCIATED), if organization
    sharing is turned on. A create waits up to 3 minutes for the association. It does not wait for an acceptance. Set
    `custom_timeouts` in the options to change the times of create and delete. A replacement deletes the old share
    first, because AWS accepts only one share of a profile with a principal.

    API operations: CreateProfileShare, ListProfileShares and DeleteProfileShare, in the profile's Region and with
    credentials of the profile's account. Source:
    https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_CreateProfileShare.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` and `delete_before_replace=False` are refused.
        profile_arn: The ARN of a profile that the caller's account owns. Required. A change replaces.
        shared_with: An account ID (12 digits, quoted), an IAM user ARN, an organization ID or ARN, or an organizational
            unit ID or ARN. Required. A change to another principal replaces.
        adopt_existing: Whether to take over an existing live share with the principal. It is then deleted with this
            resource. Default: False, which makes such a share an error. A change updates, with no call to AWS.
        wait_for_acceptance: Whether a create waits until the invitation is accepted. Default: False, because people
            accept in hours and not in seconds. A change updates, with no call to AWS.
        resend_on: The statuses in which the next `up` deletes the share and sends a new one, out of EXPIRED, FAILED,
            REJECTED and REVOKED. Default: all but REJECTED. A change updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another ProfileShare of the
            program has the same profile and principal. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: AlreadySharedError: ...`, which says what to do.
    """

    @property
    def profile_arn(self) -> pulumi.Output[str]:
        """The ARN of the profile."""
        return self._output("profile_arn")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: ProfileShareArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        profile_arn: pulumi.Input[str],
        shared_with: pulumi.Input[str],
        adopt_existing: pulumi.Input[bool | None] = None,
        wait_for_acceptance: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None,
    ) -> None: ...

    @with_keywords_of(ProfileShareArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(ProfileShareArgs, *args, **kwargs)
        self._declare(resource_name, vars(ProfileShareArgs(**given)) if opts.id is None else {}, opts)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> ProfileShare:
        """Look up an existing share without managing it. The run fails if there is none.

        The `id` of the result is unknown in a preview. Use `share_id`.

        Args:
            resource_name: The name of the resource in the program.
            id: `<profile ARN>,<share ID>` or `<profile ARN>,<principal>`.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return ProfileShare(resource_name, opts)  # type: ignore[call-overload,no-any-return]
