"""The two forms in which a resource takes its arguments: as keywords, or as one object in their place."""

from __future__ import annotations

from typing import Any

import pulumi


def arguments_of(
    kind: type,
    args: object = None,
    opts: pulumi.ResourceOptions | None = None,
    **given: Any,  # noqa: ANN401 - the object's class types them
) -> tuple[dict[str, Any], pulumi.ResourceOptions]:
    """Tell the two forms apart; returns the arguments as keywords, and the options."""
    if isinstance(args, pulumi.ResourceOptions):
        args, opts = None, args
    opts = opts or pulumi.ResourceOptions()
    if args is None:
        return given, opts
    if not isinstance(args, kind):
        raise TypeError(f"Expected {kind.__name__} or pulumi.ResourceOptions after the name, and not {args!r}.")
    if given:
        raise TypeError(f"Give {', '.join(given)} in {kind.__name__} or as keywords, and not both at once.")
    return vars(args), opts
