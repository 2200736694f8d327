"""The two forms of a resource's constructor: the arguments as keywords, or as one object."""

from __future__ import annotations

from typing import Any

import pulumi


def arguments_of(
    kind: type,
    args: object = None,
    opts: pulumi.ResourceOptions | None = None,
    **given: Any,  # noqa: ANN401 - the object's class types them
) -> tuple[dict[str, Any], pulumi.ResourceOptions]:
    """Return the arguments as keywords, and the options, for either form."""
    if isinstance(args, pulumi.ResourceOptions):
        args, opts = None, args
    opts = opts or pulumi.ResourceOptions()
    if args is None:
        return given, opts
    if not isinstance(args, kind):
        raise TypeError(f"Expected {kind.__name__} or pulumi.ResourceOptions after the name, got {args!r}.")
    if given:
        raise TypeError(f"Give {', '.join(given)} in {kind.__name__} or as keywords, not both.")
    return vars(args), opts
