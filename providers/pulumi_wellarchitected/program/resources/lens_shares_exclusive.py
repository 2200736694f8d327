"""LensSharesExclusive, the resource, and its arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import pulumi
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.plugin.schema.exclusive import FAILURE, LENS_SHARES_EXCLUSIVE, PRINCIPALS, by_identity
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resource import Resource
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from pulumi_wellarchitected.shares.statuses import DeadStatus

__all__ = ["LensSharesExclusive", "LensSharesExclusiveArgs"]


@dataclass(kw_only=True)
class LensSharesExclusiveArgs:
    """The inputs of LensSharesExclusive in one object. LensSharesExclusive documents each."""

    lens_alias: pulumi.Input[str]
    principals: pulumi.Input[Sequence[pulumi.Input[str]] | AbstractSet[str]]
    remove_others: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None


LENS_SHARES_EXCLUSIVE_TYPE = "pulumi-python:dynamic/wellarchitected:LensSharesExclusive"
"""The resource's type in the state. It never changes."""


class LensSharesExclusive(
    Resource, provider=dynamic.lens_shares_exclusive, schema=LENS_SHARES_EXCLUSIVE, type_=LENS_SHARES_EXCLUSIVE_TYPE
):
    """The complete list of those with whom a custom lens of the AWS Well-Architected Tool is shared.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    shares = wa.LensSharesExclusive(
        "security",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        principals=["444455556666", "ou-abcd-11111111"],
    )
    pulumi.export("statuses", shares.statuses)
    ```

    The listed principals have the lens, and nobody else. Existing shares with them are kept. If others have the lens, a
    create is an error, unless `remove_others` is True. Later, `pulumi refresh` finds others who got the lens meanwhile,
    the preview shows them as removed, and the next `up` ends their access. A destroy ends the access of the listed
    principals only.

    It is one resource for the whole list: the engine takes one step, and the shares are sent ten at a time. If some of
    them fail, the others are sent nevertheless, and the state gets them. The error names those that failed, and the
    next `up` goes on. Do not share the same lens with a LensShare, a SharedLens or from another stack: those shares
    would be removed.

    API operations: CreateLensShare, ListLensShares and DeleteLensShare, in the lens's Region and with credentials of
    the lens's account. Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_ListLensShares.html

    Args:
        resource_name: The name of the resource in the program.
        args: All inputs in one object, instead of the keywords.
        opts: The resource options. `provider` takes a `pulumi_wellarchitected.Provider` or an `aws.Provider`, here or
            on a parent. `import_` is refused. `custom_timeouts` are 10 minutes by default, for the whole list.
        lens_alias: The ARN of a custom lens that the caller's account owns and has published. Required. A change
            replaces.
        principals: A list or set of principals, in the forms that LensShare takes for `shared_with`. Their order has no
            meaning. At most 300. An empty list ends all access. Required. A change updates.
        remove_others: Whether to end the access of those that neither `principals` nor the state names. Default: False,
            which makes them an error. A change updates, with no call to AWS.
        resend_on: The statuses in which the next `up` deletes a share and sends a new one, out of EXPIRED, FAILED,
            REJECTED and REVOKED. Default: all but REJECTED. A change updates, with no call to AWS.

    Raises:
        pulumi.RunError: A resource option is not supported, a timeout is not a duration, or another resource of the
            program shares the same lens. Later failures end the run with an error of `pulumi_wellarchitected.errors`,
            such as `error: AlreadySharedError: ...`, which says what to do.
    """

    _stored_outputs = ("share_ids", "statuses", "sent_at", FAILURE)
    _import_advice = (
        "declare it as it is: the existing shares with the listed principals are kept, and nothing is sent again"
    )

    @property
    def lens_alias(self) -> pulumi.Output[str]:
        """The ARN of the lens."""
        return self._output("lens_alias")

    @property
    def principals(self) -> pulumi.Output[list[str]]:
        """Who has the lens, sorted, in the spelling of the program."""
        return self._output(PRINCIPALS).apply(_sorted)

    @property
    def share_ids(self) -> pulumi.Output[dict[str, str]]:
        """The IDs of the shares, by principal."""
        return self._output("share_ids")

    @property
    def statuses(self) -> pulumi.Output[dict[str, str]]:
        """The statuses of the shares as they were last seen, by principal."""
        return self._output("statuses")

    @property
    def sent_at(self) -> pulumi.Output[dict[str, str]]:
        """When Pulumi sent the shares, in UTC, by principal. Shares that existed before are not in it."""
        return self._output("sent_at")

    @property
    def failure(self) -> pulumi.Output[str]:
        """Why a part of the last `up` failed, which ends the program with this error. Otherwise empty."""
        return self._output(FAILURE).apply(lambda failure: failure or "")

    @property
    def remove_others(self) -> pulumi.Output[bool]:
        """Whether the access of others is ended."""
        return self._input("remove_others")

    @property
    def resend_on(self) -> pulumi.Output[list[DeadStatus]]:
        """The statuses in which the next `up` sends a share again."""
        return self._input("resend_on")

    @property
    def region(self) -> pulumi.Output[str]:
        """The Region of the lens. The shares are in the same Region."""
        return self.lens_alias.apply(lambda arn: LENS.parse(arn).region)

    @overload
    def __init__(
        self,
        resource_name: str,
        args: LensSharesExclusiveArgs,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        lens_alias: pulumi.Input[str],
        principals: pulumi.Input[Sequence[pulumi.Input[str]] | AbstractSet[str]],
        remove_others: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None,
    ) -> None: ...

    @with_keywords_of(LensSharesExclusiveArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        given, opts = arguments_of(LensSharesExclusiveArgs, *args, **kwargs)
        inputs = vars(LensSharesExclusiveArgs(**given)) if opts.id is None else {}
        if inputs:
            inputs[PRINCIPALS] = _keyed(inputs[PRINCIPALS])
        self._declare(resource_name, inputs, opts)
        self._output(FAILURE).apply(_end_program)

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - every Pulumi resource calls it so
        opts: pulumi.ResourceOptions | None = None,
    ) -> LensSharesExclusive:
        """Look up who has a lens, without managing it. The run fails if there is no such lens.

        Args:
            resource_name: The name of the resource in the program.
            id: The ARN of the lens.
            opts: The resource options.

        Raises:
            pulumi.RunError: A resource option is not supported.
        """
        opts = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id))
        return LensSharesExclusive(resource_name, opts)  # type: ignore[call-overload,no-any-return]


def _end_program(failure: str | None) -> None:
    """The engine stores nothing of an operation that fails. So one that failed in part succeeds, and fails here."""
    if failure:
        raise pulumi.RunError(failure)


def _keyed(principals: Any) -> Any:  # noqa: ANN401 - whatever the program gives
    """The list as the state holds it. What is malformed is left to the check."""
    if isinstance(principals, Iterable) and not isinstance(principals, (str, Mapping, pulumi.Output)):
        principals = list(principals)
        if all(isinstance(each, str) for each in principals):
            return by_identity(principals)
    return pulumi.Output.from_input(principals).apply(_known_keyed)


def _known_keyed(principals: Any) -> Any:  # noqa: ANN401 - as above
    return by_identity(principals) if isinstance(principals, (list, tuple, set, frozenset)) else principals


def _sorted(principals: Any) -> list[str]:  # noqa: ANN401 - a list, if a transformation has given one
    return sorted(principals.values() if isinstance(principals, Mapping) else principals)
