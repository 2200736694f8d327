"""The resource options that a share cannot honour: each is refused with a sentence, when the resource is declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pulumi


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
    if _finds_only_aws_provider(opts):
        yield (
            "Pulumi would ignore the aws.Provider that is given to it or to a parent of it, and could share from "
            "another account. Give provider=pulumi.ProviderResource('pulumi-python', name, {'aws:profile': ...}) with "
            "the same settings."
        )


def _finds_only_aws_provider(opts: pulumi.ResourceOptions) -> bool:
    """Look where the SDK looks for a provider: the option, the providers, the parent's."""
    given = opts.providers or ()
    own = (opts.provider, *(given.values() if isinstance(given, Mapping) else given))
    packages = {provider.package for provider in own if provider}
    for package in ("pulumi-python", "aws"):
        if opts.parent and opts.parent.get_provider(f"{package}:index:Resource"):
            packages.add(package)
    return "aws" in packages and "pulumi-python" not in packages
