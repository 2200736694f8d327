"""LensShareAccepter, the resource, and its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.accepter import LENS_SHARE_ACCEPTER
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resource import Resource

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.schema.inputs import Input

__all__ = ["LensShareAccepter", "LensShareAccepterArgs"]

Action = Literal["ACCEPT", "REJECT"]


@dataclass(kw_only=True)
class LensShareAccepterArgs:
    """The inputs of a LensShareAccepter in one object. LensShareAccepter documents each."""

    lens_alias: pulumi.Input[str]
    share_invitation_id: pulumi.Input[str | None] = None
    action: pulumi.Input[Action | None] = None
    reject_on_destroy: pulumi.Input[bool | None] = None


LENS_SHARE_ACCEPTER_TYPE = "pulumi-python:dynamic/wellarchitected:LensShareAccepter"
"""The resource's type in the state. It never changes."""


class LensShareAccepter(
    Resource, provider=dynamic.lens_share_accepter, schema=LENS_SHARE_ACCEPTER, type_=LENS_SHARE_ACCEPTER_TYPE
):
    """Accepts a custom lens that another account has shared with this account.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    consumer = wa.Provider("consumer", profile="payments")
    accepter = wa.LensShareAccepter(
        "security",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        opts=pulumi.ResourceOptions(provider=consumer),
    )
    pulumi.export("lens_version", accepter.lens_version)
    ```

    It runs with the credentials of the consumer, the account that the lens is shared with, and in the lens's Region.
    If the same program shares the lens, give `share_invitation_id=share.share_id`, so that the share comes first and
    a share that is sent again is accepted again.

    A lens counts as accepted if AWS shows it to the account, whoever accepted it. So a lens that was accepted by hand
    and one that is shared with the whole organization are no errors. Otherwise a create looks for an invitation for a
    minute. Set `custom_timeouts` in the options to look for it longer. If a refresh finds that the owner has shared
    the lens again, the next `up` accepts it.

    Do not set `wait_for_acceptance=True` on a LensShare that this resource depends on: the create of the share would
    wait for this resource, which waits for the create of the share.

    A destroy only forgets the acceptance. The owner ends the access by deleting the share.

    API operations: GetLens, ListShareInvitations and UpdateShareInvitation. Source:
    https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_UpdateShareInvitation.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` is refused.
        lens_alias: The ARN of a custom lens of another account. Required. A change replaces.
        share_invitation_id: The ID of the invitation, which is the `share_id` of the LensShare. Default: the one
            invitation to the lens, or the account's if a user of the account is invited as well. A change updates: it
            accepts the other invitation.
        action: `ACCEPT`, or `REJECT` to decline the invitation. A lens that was accepted cannot be rejected any more.
            Default: `ACCEPT`. A change replaces.
        reject_on_destroy: Whether a destroy rejects the accepted invitation. If AWS does not allow that, the destroy
            says so in a warning. If it does, only the owner can share the lens again. Default: False. A change
            updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another LensShareAccepter
            of the program has the same lens and provider. Later failures end the run with an error of
            `pulumi_wellarchitected.errors`, such as `error: NotFoundError: ...`, which says what to do.
    """

    _stored_outputs = ("status", "account_id", "lens_name", "lens_version", "owner")
    _import_advice = "declare the resource without it: a lens that is accepted already is left as it is"

    @property
    def lens_alias(self) -> pulumi.Output[str]:
        """The ARN of the lens."""
        return self._output("lens_alias")

    @property
    def share_invitation_id(self) -> pulumi.Output[str]:
        """The ID of the invitation: the given one, or else the one that was found. Empty if there was none."""
        return self._output("share_invitation_id")

    @property
    def status(self) -> pulumi.Output[str]:
        """ACCEPTED, PENDING or REJECTED, as it was last seen."""
        return self._output("status")

    @property
    def account_id(self) -> pulumi.Output[str]:
        """The account that has accepted the lens."""
        return self._output("account_id")

    @property
    def lens_name(self) -> pulumi.Output[str]:
        """The name of the lens."""
        return self._output("lens_name")

    @property
    def lens_version(self) -> pulumi.Output[str]:
        """The version of the lens that the owner has published last, as it was last seen."""
        return self._output("lens_version")

    @property
    def owner(self) -> pulumi.Output[str]:
        """The account that owns the lens."""
        return self._output("owner")

    @property
    def action(self) -> pulumi.Output[str]:
        """How the invitation is answered: ACCEPT or REJECT."""
        return self._input("action")

    @property
    def reject_on_destroy(self) -> pulumi.Output[bool]:
        """Whether a destroy rejects the accepted invitation."""
        return self._input("reject_on_destroy")

    @overload
    def __init__(
        self,
        resource_name: str,
        args: LensShareAccepterArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        lens_alias: pulumi.Input[str],
        share_invitation_id: pulumi.Input[str | None] = None,
        action: pulumi.Input[Action | None] = None,
        reject_on_destroy: pulumi.Input[bool | None] = None,
    ) -> None: ...

    @with_keywords_of(LensShareAccepterArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(LensShareAccepterArgs, *args, **kwargs)
        self._declare(resource_name, vars(LensShareAccepterArgs(**given)) if opts.id is None else {}, opts)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> LensShareAccepter:
        """Look up an accepted lens without managing it. The run fails if the account has not accepted it.

        The `id` of the result is unknown in a preview. Use `account_id`.

        Args:
            resource_name: The name of the resource in the program.
            id: `<lens ARN>` or `<lens ARN>,<account ID of the consumer>`.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return LensShareAccepter(resource_name, opts)  # type: ignore[call-overload,no-any-return]

    def _may_be_stored(self, each: Input, opts: pulumi.ResourceOptions) -> bool:
        """The state always has the ID of an invitation."""
        return each.name == "share_invitation_id" or super()._may_be_stored(each, opts)
