"""LensShare, the resource that users write, and its arguments.

Annotations are no strings here: Pulumi evaluates a resource's anew for each instance, which took a third of a
millisecond a share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, overload

import pulumi
from pulumi.dynamic import Resource

from pulumi_wellarchitected.program import declarations
from pulumi_wellarchitected.program import options as resource_options
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.program.constructors import arguments_of
from pulumi_wellarchitected.plugin.inputs import parse_timeouts

__all__ = ["LensShare", "LensShareArgs"]

_INPUTS = ("lens_alias", "shared_with", "adopt_existing", "wait_for_acceptance", "resend_on")
_OUTPUTS = ("share_id", "status", "status_message", "region")
_TIMED = ("create", "delete")


@dataclass(kw_only=True)
class LensShareArgs:
    """The arguments of a LensShare as one object. LensShare describes each."""

    lens_alias: pulumi.Input[str]
    shared_with: pulumi.Input[str]
    adopt_existing: pulumi.Input[bool | None] = None
    wait_for_acceptance: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None


class LensShare(Resource, module="wellarchitected", name="LensShare"):
    """Shares a custom lens of the AWS Well-Architected Tool with an account, a user, a unit or an organization.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    share = wa.LensShare(
        "security",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        shared_with="444455556666",
    )
    pulumi.export("share_id", share.share_id)
    ```

    An account or a user receives an invitation, which somebody there accepts within 7 days (PENDING, then ACCEPTED).
    An organization or a unit receives the lens at once (ASSOCIATING, then ASSOCIATED), where sharing is turned on. A
    create waits for the association, 3 minutes at most, and not for the acceptance; `custom_timeouts` in the options
    gives other times to create and delete. A replacement deletes first, since AWS takes no second share with the same
    principal.

    The calls are CreateLensShare, ListLensShares and DeleteLensShare, in the lens's own Region and with the credentials
    of the lens's account. Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_CreateLensShare.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs as one object, in place of the keywords.
        opts: Options of the resource. `provider` is a `pulumi_wellarchitected.Provider` or an `aws.Provider`, which
            may also be given to a parent. `import_` and `delete_before_replace=False` are refused.
        lens_alias: The ARN of a custom lens that the caller's account owns and has published. A change replaces.
        shared_with: An account ID (12 digits, quoted), IAM user ARN, organization ID or ARN, or organizational unit ID
            or ARN. A change of whom it means replaces.
        adopt_existing: Whether a live share with the principal that is there already is taken over, to be deleted with
            this resource. The default, False, makes it an error. A change updates, with no call to AWS.
        wait_for_acceptance: Whether a create waits until the invitation is accepted. The default is False: people
            accept in hours, not in seconds. A change updates, with no call to AWS.
        resend_on: The statuses, as a refresh saw them, in which the next `up` deletes the share and sends a new one,
            out of EXPIRED, FAILED, REJECTED and REVOKED. The default is all but REJECTED. A change updates, with no
            call to AWS.

    Raises:
        pulumi.RunError: An option is given that a share cannot honour, a timeout is no duration, or another LensShare
            of the program asks for the same lens and principal. What the provider finds wrong later ends the run with
            `error: LensShareError: <sentence>`, which says what to do.
    """

    lens_alias: pulumi.Output[str]
    """The ARN of the lens."""
    shared_with: pulumi.Output[str]
    """The principal, spelled as it was given."""
    adopt_existing: pulumi.Output[bool]
    """Whether a live share that is there already is taken over."""
    wait_for_acceptance: pulumi.Output[bool]
    """Whether a create waits for the invitation to be accepted."""
    resend_on: pulumi.Output[list[str]]
    """The statuses in which the next `up` sends the share again."""
    share_id: pulumi.Output[str]
    """The ID of the share: 32 hexadecimal digits, which the consumer's invitation has as well."""
    status: pulumi.Output[str]
    """ACCEPTED, ASSOCIATED, ASSOCIATING, EXPIRED, FAILED, PENDING, REJECTED or REVOKED, as it was last seen."""
    status_message: pulumi.Output[str]
    """What the service says about the status; mostly the empty string."""
    region: pulumi.Output[str]
    """The Region of the lens, in which the share is."""

    @overload
    def __init__(
        self,
        resource_name: str,
        args: LensShareArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        lens_alias: pulumi.Input[str],
        shared_with: pulumi.Input[str],
        adopt_existing: pulumi.Input[bool | None] = None,
        wait_for_acceptance: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[str]] | None] = None,
    ) -> None: ...

    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(LensShareArgs, *args, **kwargs)
        inputs = vars(LensShareArgs(**given)) if opts.id is None else dict.fromkeys(_INPUTS)
        resource_options.refuse(resource_name, opts)
        opts = resource_options.with_provider(opts)
        super().__init__(
            dynamic.lens_share,
            resource_name,
            # An output resolves only where its key is passed, be it as None.
            {
                **inputs,
                **_examined(resource_name, inputs, opts),
                **_timeouts(resource_name, opts),
                **dict.fromkeys(_OUTPUTS),
                # Awaited when the transformations have run and before the engine acts, and is None as well.
                "region": resource_options.refuse_added_provider(resource_name, self, opts),
            },
            # A replacement that never asks diff() for its order (--target-replace, taint) obeys this option alone.
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True)),
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - the name that every Pulumi resource has for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> "LensShare":
        """Look up a share that is there, and leave it unmanaged. The run fails where there is none.

        Its own `id` is not known in a preview: use `share_id`.

        Args:
            resource_name: The name of the resource in the program.
            id: `<lens ARN>,<share ID>` or `<lens ARN>,<principal>`.
            opts: Options of the resource.

        Raises:
            pulumi.RunError: An option is given that a share cannot honour.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return LensShare(resource_name, opts)  # type: ignore[call-overload,no-any-return]

    def __init_subclass__(cls, **_kwargs: object) -> NoReturn:
        raise TypeError(
            f"{cls.__name__} cannot be a subclass of LensShare, whose type stands in the state and never changes. "
            f"Wrap a LensShare in a pulumi.ComponentResource."
        )


def _examined(resource_name: str, inputs: dict[str, Any], opts: pulumi.ResourceOptions) -> dict[str, Any]:
    if opts.id is not None:
        return {}
    if {"lens_alias", "shared_with"}.isdisjoint(opts.ignore_changes or ()):
        return declarations.examine(_place(resource_name, opts.parent), inputs)
    return declarations.name_secrets(inputs)  # what a resource ignores is not what it owns


def _place(resource_name: str, parent: pulumi.Resource | None) -> str:
    """The end of its URN: two resources of one name are two where the types of their parents are."""
    return f"{parent.pulumi_resource_type}${resource_name}" if parent else resource_name


def _timeouts(resource_name: str, opts: pulumi.ResourceOptions) -> dict[str, Any]:
    """The engine keeps custom_timeouts from a dynamic provider, so that they travel as an input."""
    custom = opts.custom_timeouts
    given = {operation: getattr(custom, operation) for operation in _TIMED if getattr(custom, operation, None)}
    try:
        parse_timeouts(given)  # the engine's own refusal comes before check(), with a traceback
    except ValueError as bad:
        raise pulumi.RunError(f"LensShare {resource_name!r}: custom_timeouts has {bad}") from None  # it says it all
    return {"timeouts": given} if given else {}
