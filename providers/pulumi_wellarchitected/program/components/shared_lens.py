"""SharedLens, a component with a LensShare for each of many principals, and its arguments."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, overload

import pulumi
from pulumi_wellarchitected.plugin.schema.inputs import BadInputError
from pulumi_wellarchitected.program.components import recipients
from pulumi_wellarchitected.program.constructors import arguments_of, with_keywords_of
from pulumi_wellarchitected.program.resources.lens_share import LensShare
from pulumi_wellarchitected.shares import statuses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from pulumi_wellarchitected.shares.statuses import DeadStatus

__all__ = ["SharedLens", "SharedLensArgs"]

SHARED_LENS_TYPE = "wellarchitected:index:SharedLens"
"""The component's type in the state. It never changes."""


@dataclass(kw_only=True)
class SharedLensArgs:
    """The arguments of a SharedLens in one object. SharedLens documents each."""

    lens_alias: pulumi.Input[str]
    principals: Mapping[str, pulumi.Input[str]] | Sequence[str] | AbstractSet[str]
    skip_owner: bool = False
    adopt_existing: pulumi.Input[bool | None] = None
    wait_for_acceptance: pulumi.Input[bool | None] = None
    resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None
    aliased_from: Literal["root"] | None = None
    old_names: Mapping[str, str] | None = None


class SharedLens(pulumi.ComponentResource):
    """Shares a custom lens of the AWS Well-Architected Tool with many principals, with a LensShare for each.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    shared = wa.SharedLens(
        "security",
        lens_alias="arn:aws:wellarchitected:us-east-1:111122223333:lens/0123456789abcdef0123456789abcdef",
        principals={"payments": "444455556666", "unit": "ou-abcd-11111111"},
    )
    pulumi.export("not_accepted", shared.not_accepted)
    ```

    Each share is named `<resource name>-<key>`. Its key is that of the mapping, or the principal itself if `principals`
    is a list. So the order has no meaning, and only the share of a principal that is added or removed changes. AWS
    allows 300 shares of a lens. An organizational unit is one share for all its accounts, and needs no acceptance.

    Args:
        resource_name: The name of the component in the program.
        args: All arguments in one object, instead of the keywords.
        opts: The resource options. The shares inherit `provider`, `providers`, `protect` and the transformations, wait
            for `depends_on`, and use `custom_timeouts`.
        lens_alias: The ARN of a custom lens that the caller's account owns and has published. Required. A change
            replaces every share.
        principals: A mapping from keys to principals, or a list or set of principals, in the forms that LensShare takes
            for `shared_with`. Required. It must be known when the program runs. Only the values of a mapping may be
            Outputs. A change of the principal under a key replaces that share.
        skip_owner: Whether to leave out the account that owns the lens, and its users. Default: False, which makes them
            an error. True needs `lens_alias` as text.
        adopt_existing: As in LensShare, for every share.
        wait_for_acceptance: As in LensShare, for every share.
        resend_on: As in LensShare, for every share.
        aliased_from: `"root"` moves LensShares that the program declared outside of a component into this one, without
            a change of the shares. Default: None.
        old_names: The former resource names of shares, by their present key. Without `aliased_from`, the shares were in
            this component before. Default: every share has kept its name.

    Raises:
        pulumi.RunError: An argument or a resource option is not supported, or two shares of the program have the same
            lens and principal.
    """

    @property
    def shares(self) -> Mapping[str, LensShare]:
        """The LensShares, by key."""
        return MappingProxyType(self._shares)

    @property
    def share_ids(self) -> pulumi.Output[dict[str, str]]:
        """The IDs of the shares, by key."""
        return self._share_ids

    @property
    def statuses(self) -> pulumi.Output[dict[str, str]]:
        """The statuses of the shares as they were last seen, by key."""
        return self._statuses

    @property
    def not_accepted(self) -> pulumi.Output[list[str]]:
        """The keys of the shares that give no access: PENDING, EXPIRED, FAILED, REJECTED and REVOKED."""
        return self._not_accepted

    @overload
    def __init__(
        self, resource_name: str, args: SharedLensArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None: ...

    @overload
    def __init__(
        self,
        resource_name: str,
        opts: pulumi.ResourceOptions | None = None,
        *,
        lens_alias: pulumi.Input[str],
        principals: Mapping[str, pulumi.Input[str]] | Sequence[str] | AbstractSet[str],
        skip_owner: bool = False,
        adopt_existing: pulumi.Input[bool | None] = None,
        wait_for_acceptance: pulumi.Input[bool | None] = None,
        resend_on: pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None] = None,
        aliased_from: Literal["root"] | None = None,
        old_names: Mapping[str, str] | None = None,
    ) -> None: ...

    @with_keywords_of(SharedLensArgs)
    def __init__(self, resource_name: str, *args: Any, **kwargs: Any) -> None:
        keywords, opts = arguments_of(SharedLensArgs, *args, **kwargs)
        given = SharedLensArgs(**keywords)
        principals = _principals(resource_name, given)
        super().__init__(SHARED_LENS_TYPE, resource_name, None, opts)
        inputs = {name: _reusable(getattr(given, name)) for name in _OF_EVERY_SHARE}
        self._shares = {
            key: LensShare(
                f"{resource_name}-{key}",
                pulumi.ResourceOptions(
                    parent=self, aliases=_aliases(resource_name, key, given), custom_timeouts=opts.custom_timeouts
                ),
                shared_with=principal,
                **inputs,
            )
            for key, principal in principals.items()
        }
        self._share_ids = _by_key(self._shares, "share_id")
        self._statuses = _by_key(self._shares, "status")
        self._not_accepted = self._statuses.apply(_without_access)
        self.register_outputs({name: getattr(self, name) for name in ("share_ids", "statuses", "not_accepted")})


_OF_EVERY_SHARE = ("lens_alias", "adopt_existing", "wait_for_acceptance", "resend_on")


def _principals(resource_name: str, given: SharedLensArgs) -> dict[str, Any]:
    try:
        found = recipients.by_key(given.principals)
        kept = recipients.without_owner(found, given.lens_alias, skip_owner=given.skip_owner)
        _check_aliases(given, found)
    except BadInputError as bad:
        raise pulumi.RunError(f"SharedLens {resource_name!r}: {bad}") from None  # it says it all
    return kept


def _check_aliases(given: SharedLensArgs, principals: Mapping[str, Any]) -> None:
    if given.aliased_from not in (None, "root"):
        raise BadInputError(f"aliased_from is {given.aliased_from!r}. Give 'root', or leave it out.")
    unknown = sorted((given.old_names or {}).keys() - principals.keys())
    if unknown:
        raise BadInputError(f"old_names has keys that principals does not have: {', '.join(map(repr, unknown))}.")


def _aliases(resource_name: str, key: str, given: SharedLensArgs) -> list[pulumi.Alias]:
    old_name = (given.old_names or {}).get(key, f"{resource_name}-{key}")
    if given.aliased_from == "root":
        return [pulumi.Alias(name=old_name, parent=pulumi.ROOT_STACK_RESOURCE)]
    return [pulumi.Alias(name=old_name)] if given.old_names and key in given.old_names else []


def _reusable(value: Any) -> Any:  # noqa: ANN401 - any argument
    """An awaitable can only be awaited once, and each share awaits it."""
    return pulumi.Output.from_input(value) if isinstance(value, Awaitable) else value


def _by_key(shares: Mapping[str, LensShare], name: str) -> pulumi.Output[dict[str, str]]:
    values: dict[str, Any] = {key: getattr(share, name) for key, share in shares.items()}
    return pulumi.Output.from_input(values)


def _without_access(found: Mapping[str, str]) -> list[str]:
    return [key for key, status in found.items() if status == statuses.PENDING or not statuses.is_live(status)]
