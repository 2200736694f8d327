"""get_lens: one custom lens, by its ARN or its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.errors import InvalidInputError, NotFoundError
from pulumi_wellarchitected.lenses.api import LensesApi
from pulumi_wellarchitected.program.functions.function import (
    Function,
    find_region,
    parse_argument,
    require_choice,
)
from pulumi_wellarchitected.program.functions.results import AwaitableResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi
    from pulumi_wellarchitected.aws import Session
    from pulumi_wellarchitected.lenses.lens import Description

_TYPES = {"SELF": ("CUSTOM_SELF",), "SHARED": ("CUSTOM_SHARED",), "ANY": ("CUSTOM_SELF", "CUSTOM_SHARED")}
"""The types of lenses that are looked through, by the argument `owner`."""


@dataclass(frozen=True)
class GetLensResult:
    """What get_lens returns."""

    arn: str
    """The ARN."""
    name: str
    """The name."""
    description: str
    """The description. May be empty."""
    owner: str
    """The account that owns the lens."""
    lens_version: str
    """The version that AWS takes for the current one. Empty for a lens that was never published."""
    share_invitation_id: str
    """The invitation through which the caller's account has the lens. Empty for its owner."""
    tags: dict[str, str]
    """The tags. Empty unless the caller's account owns the lens."""


class AwaitableGetLensResult(AwaitableResult, GetLensResult):
    """The same, for programs that await it."""


def get_lens(
    arn: str | None = None,
    name: str | None = None,
    owner: Literal["SELF", "SHARED", "ANY"] | None = None,
    region: str | None = None,
    opts: pulumi.InvokeOptions | None = None,
) -> AwaitableGetLensResult:
    """Look up a custom lens by its ARN or its name. Blocks until AWS answers.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    lens = wa.get_lens(name="Security review")
    wa.LensShare("security", lens_alias=lens.arn, shared_with="444455556666")
    ```

    It runs in every preview and update, and sees the lens before the program changes it.

    Args:
        arn: The ARN of the lens. The call goes to its Region. Give this or `name`.
        name: The name of the lens, exactly. Give this or `arn`.
        owner: Whose lenses are looked through for the name: those of the caller's account (SELF), those that are shared
            with it (SHARED), or both (ANY). The default is SELF.
        region: The Region in which to look for the name. The default is that of the provider.
        opts: The provider, or a parent that has one. The default is the stack's `aws:*` configuration.

    Raises:
        pulumi.RunError: An argument is malformed or not plain, there is no such lens or there are several of the name,
            or the call failed. It ends the program.

    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_GetLens.html
    """
    return AwaitableGetLensResult(**vars(_LENS.call(_arguments(arn, name, owner, region), opts)))


def get_lens_output(
    arn: pulumi.Input[str | None] = None,
    name: pulumi.Input[str | None] = None,
    owner: pulumi.Input[Literal["SELF", "SHARED", "ANY"] | None] = None,
    region: pulumi.Input[str | None] = None,
    opts: pulumi.InvokeOptions | None = None,
) -> pulumi.Output[GetLensResult]:
    """Look up a lens, as get_lens does, when the arguments are known. They may be Outputs.

    If an argument is unknown in a preview, so is the result. If one is a secret, so is the result.
    """
    return _LENS.call_later(_arguments(arn, name, owner, region), opts)


def _arguments(arn: object, name: object, owner: object, region: object) -> dict[str, Any]:
    return {"arn": arn, "name": name, "owner": owner, "region": region}


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    arn, name = given.get("arn"), given.get("name")
    if (arn is None) == (name is None):
        raise InvalidInputError("Give arn or name, and not both.")
    require_choice("owner", given.get("owner"), _TYPES)
    if arn is not None:
        api = LensesApi(session, parse_argument(parse_lens_arn, arn).region)
    else:
        api = LensesApi(session, find_region(session, given))
        arn = _find_by_name(api, given["name"], given.get("owner", "SELF"))
    found = _describe(api, arn)
    return {
        "arn": arn,
        "name": found.name,
        "description": found.description,
        "owner": found.owner,
        "lens_version": found.version,
        "share_invitation_id": found.share_invitation_id,
        "tags": dict(found.tags),
    }


def _find_by_name(api: LensesApi, name: str, owner: str) -> str:
    listed = [lens for lens_type in _TYPES[owner] for lens in api.list_all(lens_type, "ALL")]
    arns = sorted({lens.arn for lens in listed if lens.name == name})
    if not arns:
        there = ", ".join(sorted({repr(lens.name) for lens in listed})) or "none"
        raise NotFoundError(
            f"Account {api.caller_account()} has no lens of the name {name!r} in {api.region} (owner={owner!r}). Those "
            f"that it has: {there}."
        )
    if len(arns) > 1:
        raise InvalidInputError(f"There are {len(arns)} lenses of the name {name!r}: {', '.join(arns)}. Give the arn.")
    return arns[0]


def _describe(api: LensesApi, arn: str) -> Description:
    try:
        return api.get(arn)
    except NotFoundError as missing:
        raise NotFoundError(f"{missing} The credentials belong to account {api.caller_account()}.") from None


def _parse(answer: Mapping[str, Any]) -> GetLensResult:
    names = ("arn", "name", "description", "owner", "lens_version", "share_invitation_id")
    texts = {name: str(answer.get(name) or "") for name in names}
    return GetLensResult(**texts, tags=dict(answer.get("tags") or {}))


_LENS = Function("getLens", "get_lens", _ask, _parse)
