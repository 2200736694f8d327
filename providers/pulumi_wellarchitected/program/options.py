"""The options of a resource: unsupported options stop the program with an explanation, and its provider is found.

Pulumi gives an aws.Provider only to resources of its own package. It would ignore one that is given to a share, and
share from the account of the environment instead. So an aws.Provider becomes a provider of this package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pulumi
from pulumi_wellarchitected.dynamic import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable


def validate(label: str, opts: pulumi.ResourceOptions, import_advice: str, *, deletes_before_replacing: bool) -> None:
    """Raise pulumi.RunError for an unsupported option. It ends the program without a traceback."""
    for reason in _reasons(opts, import_advice, deletes_before_replacing=deletes_before_replacing):
        raise pulumi.RunError(f"{label}: {reason}")


def ignores(opts: pulumi.ResourceOptions, names: Iterable[str]) -> bool:
    """Whether ignore_changes covers one of these inputs."""
    return not {*names, "*"}.isdisjoint(opts.ignore_changes or ())


def with_provider(opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """Replace an aws.Provider of the resource or of a parent by ours."""
    given = find_provider(opts)
    if given is None or given.package != "aws":
        return opts
    from pulumi_wellarchitected.program.provider import Provider  # with all settings, which most programs do without

    # The aws.Provider stays in `providers`, for resources that have this one as their parent.
    return pulumi.ResourceOptions.merge(
        opts, pulumi.ResourceOptions(provider=Provider.from_aws(given), providers=[given])
    )


async def find_protection(label: str, resource: pulumi.Resource, opts: pulumi.ResourceOptions) -> bool | None:
    """Whether a resource is protected, by its options, a parent's or a transformation. None if it is not.

    Raises pulumi.RunError if a transformation has given the resource an aws.Provider. Await this among the inputs: they
    are sent after all transformations and before the engine acts. `opts` are the options before the transformations.
    """
    _refuse_added_provider(label, resource, opts)
    return vars(resource)["_protect"] or None


def _refuse_added_provider(label: str, resource: pulumi.Resource, opts: pulumi.ResourceOptions) -> None:
    aws_provider = resource.get_provider(_type_in("aws"))
    if aws_provider is None:
        return
    given = _listed(opts, "aws") or _inherited(opts, "aws")
    if aws_provider is not given or resource.get_provider(_type_in(PACKAGE)) is None:
        raise pulumi.RunError(
            f"{label}: a transformation gives it an aws.Provider. Pulumi would ignore it and could share from another "
            f"account. Give the provider in the options of the resource or of a parent, or let the transformation give "
            f"pulumi_wellarchitected.Provider.from_aws(...)."
        )


def _reasons(opts: pulumi.ResourceOptions, import_advice: str, *, deletes_before_replacing: bool) -> Iterator[str]:
    if opts.import_:
        yield (
            f"Pulumi cannot import a dynamic resource through ResourceOptions(import_=). Remove import_, and "
            f"{import_advice}."
        )
    if opts.delete_before_replace is False and deletes_before_replacing:
        yield (
            "delete_before_replace=False is not supported, because AWS accepts only one share with a principal. "
            "Remove the option."
        )
    given = find_provider(opts)
    if given and given.package not in (PACKAGE, "aws"):
        yield (
            f"A provider for {given.package!r} cannot manage Well-Architected resources. Give an aws.Provider or a "
            f"pulumi_wellarchitected.Provider."
        )


def find_provider(opts: pulumi.ResourceOptions) -> pulumi.ProviderResource | None:
    """Look for a provider in the order in which Pulumi does: the option, the providers, the parent's."""
    return (
        opts.provider
        or _listed(opts, PACKAGE)
        or _listed(opts, "aws")
        or _inherited(opts, PACKAGE)
        or _inherited(opts, "aws")
    )


def _listed(opts: pulumi.ResourceOptions, package: str) -> pulumi.ProviderResource | None:
    given = opts.providers or ()
    providers = given if isinstance(given, Mapping) else {each.package: each for each in given}
    return providers.get(package)


def _inherited(opts: pulumi.ResourceOptions, package: str) -> pulumi.ProviderResource | None:
    return opts.parent.get_provider(_type_in(package)) if opts.parent else None


def _type_in(package: str) -> str:
    return f"{package}:index:Resource"
