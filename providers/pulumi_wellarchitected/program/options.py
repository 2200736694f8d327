"""The resource options of a share: those that it cannot honour are refused with a sentence, and its provider is found.

Pulumi hands an aws.Provider to resources of its own package only, and a share is none: without what is done here, it
would be ignored, and the share made from whatever account the environment leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pulumi

from pulumi_wellarchitected.program.provider import PACKAGE, Provider


def refuse(resource_name: str, opts: pulumi.ResourceOptions) -> None:
    """Raise pulumi.RunError, which ends the program without a traceback, for the first option that cannot be meant."""
    for reason in _reasons(opts):
        raise pulumi.RunError(f"LensShare {resource_name!r}: {reason}")


def _reasons(opts: pulumi.ResourceOptions) -> Iterator[str]:
    if opts.import_:
        yield (
            "Pulumi cannot import a dynamic resource through ResourceOptions(import_=). Remove import_, and set "
            "adopt_existing=True to take over the share, or use `python -m pulumi_wellarchitected import-file`."
        )
    if opts.delete_before_replace is False:
        yield (
            "delete_before_replace=False cannot be honoured, since AWS takes no second share of a lens with the same "
            "principal. Remove the option."
        )
    given = _given(opts)
    if given and given.package not in (PACKAGE, "aws"):
        yield (
            f"A provider for {given.package!r} cannot share a lens. Give an aws.Provider or a "
            f"pulumi_wellarchitected.Provider."
        )


def with_provider(opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
    """The options, with an aws.Provider that is given to the share or to a parent of it turned into ours."""
    given = _given(opts)
    if given is None or given.package != "aws":
        return opts
    # The aws.Provider stays among the providers, for resources whose parent the share is.
    return pulumi.ResourceOptions.merge(
        opts, pulumi.ResourceOptions(provider=Provider.from_aws(given), providers=[given])
    )


async def refuse_added_provider(resource_name: str, resource: pulumi.Resource, opts: pulumi.ResourceOptions) -> None:
    """Raise pulumi.RunError where a transformation gives the resource an aws.Provider after all.

    To be awaited among the inputs: they are sent when all transformations have run, and before the engine acts. `opts`
    are the options as they were before.
    """
    aws_provider = resource.get_provider(_type_of("aws"))
    if aws_provider is None:
        return
    given = _listed(opts, "aws") or _inherited(opts, "aws")
    if aws_provider is not given or resource.get_provider(_type_of(PACKAGE)) is None:
        raise pulumi.RunError(
            f"LensShare {resource_name!r}: a transformation gives it an aws.Provider, which Pulumi would ignore, and "
            f"could share from another account. Give the provider in the options of the resource or of a parent of it, "
            f"or let the transformation give pulumi_wellarchitected.Provider.from_aws(...)."
        )


def _given(opts: pulumi.ResourceOptions) -> pulumi.ProviderResource | None:
    """Look where Pulumi looks for a provider, and in its order: the option, the providers, the parent's."""
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
    return opts.parent.get_provider(_type_of(package)) if opts.parent else None


def _type_of(package: str) -> str:
    return f"{package}:index:Resource"
