"""get_lenses: the lenses that an account has."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from pulumi_wellarchitected.lenses.api import LensesApi
from pulumi_wellarchitected.program.functions.function import Function, find_region, require_choice
from pulumi_wellarchitected.program.functions.results import AwaitableResult, Row, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi
    from pulumi_wellarchitected.aws import Session

_TYPES = ("AWS_OFFICIAL", "CUSTOM_SELF", "CUSTOM_SHARED")
_STATUSES = ("ALL", "DRAFT", "PUBLISHED")


class GetLensesLensResult(Row):
    """A lens. It is also a dictionary, so that it can be exported."""

    arn = Text("The ARN.")
    alias = Text("The alias of an official lens. For a custom lens it is empty or the ARN.")
    name = Text("The name.")
    description = Text("The description. May be empty.")
    lens_type = Text("AWS_OFFICIAL, CUSTOM_SELF or CUSTOM_SHARED.")
    lens_version = Text("The version. Empty for a draft.")
    owner = Text("The account that owns the lens. Empty for an official lens.")
    status = Text("PUBLISHED or DRAFT.")


@dataclass(frozen=True)
class GetLensesResult:
    """What get_lenses returns."""

    lenses: list[GetLensesLensResult]
    """The lenses, sorted by ARN. Empty if there are none. With the status ALL, a lens may have a row for its draft."""
    arns: list[str]
    """The ARNs, each once, sorted."""


class AwaitableGetLensesResult(AwaitableResult, GetLensesResult):
    """The same, for programs that await it."""


def get_lenses(
    lens_type: Literal["AWS_OFFICIAL", "CUSTOM_SELF", "CUSTOM_SHARED"] | None = None,
    status: Literal["ALL", "DRAFT", "PUBLISHED"] | None = None,
    name_prefix: str | None = None,
    region: str | None = None,
    opts: pulumi.InvokeOptions | None = None,
) -> AwaitableGetLensesResult:
    """List the lenses that the caller's account has in a Region. Blocks until AWS answers.

    ```python
    import pulumi
    import pulumi_wellarchitected as wa

    pulumi.export("own_lenses", wa.get_lenses(lens_type="CUSTOM_SELF").arns)
    ```

    It runs in every preview and update, and sees the lenses before the program changes them.

    Args:
        lens_type: Only the account's own lenses (CUSTOM_SELF), those that are shared with it (CUSTOM_SHARED), or
            those of AWS (AWS_OFFICIAL). The default is all.
        status: Only lenses with this status. The default is PUBLISHED, as a share needs a published lens.
        name_prefix: Only lenses whose name begins with this text.
        region: The Region. The default is that of the provider.
        opts: The provider, or a parent that has one. The default is the stack's `aws:*` configuration.

    Raises:
        pulumi.RunError: An argument is malformed or not plain, or the call failed. It ends the program.

    Source: https://docs.aws.amazon.com/wellarchitected/latest/APIReference/API_ListLenses.html
    """
    found = _LENSES.call(_arguments(lens_type, status, name_prefix, region), opts)
    return AwaitableGetLensesResult(found.lenses, found.arns)


def get_lenses_output(
    lens_type: pulumi.Input[Literal["AWS_OFFICIAL", "CUSTOM_SELF", "CUSTOM_SHARED"] | None] = None,
    status: pulumi.Input[Literal["ALL", "DRAFT", "PUBLISHED"] | None] = None,
    name_prefix: pulumi.Input[str | None] = None,
    region: pulumi.Input[str | None] = None,
    opts: pulumi.InvokeOptions | None = None,
) -> pulumi.Output[GetLensesResult]:
    """List the lenses, as get_lenses does, when the arguments are known. They may be Outputs.

    If an argument is unknown in a preview, so is the result. If one is a secret, so is the result.
    """
    return _LENSES.call_later(_arguments(lens_type, status, name_prefix, region), opts)


def _arguments(lens_type: object, status: object, name_prefix: object, region: object) -> dict[str, Any]:
    return {"lens_type": lens_type, "status": status, "name_prefix": name_prefix, "region": region}


def _ask(session: Session, given: Mapping[str, Any]) -> Mapping[str, Any]:
    require_choice("lens_type", given.get("lens_type"), _TYPES)
    require_choice("status", given.get("status"), _STATUSES)
    api = LensesApi(session, find_region(session, given))
    listed = api.list_all(given.get("lens_type"), given.get("status", "PUBLISHED"))
    # What AWS compares a name with is not documented, so the prefix is compared here.
    found = [lens for lens in listed if lens.name.startswith(given.get("name_prefix", ""))]
    return {"lenses": [asdict(lens) for lens in sorted(found, key=lambda lens: (lens.arn, lens.status))]}


def _parse(answer: Mapping[str, Any]) -> GetLensesResult:
    lenses = [GetLensesLensResult(row) for row in answer.get("lenses") or []]
    return GetLensesResult(lenses, sorted({lens.arn for lens in lenses}))


_LENSES = Function("getLenses", "get_lenses", _ask, _parse)
