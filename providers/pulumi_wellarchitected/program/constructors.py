"""The two forms of a resource's constructor: the arguments as keywords, or as one object."""

from __future__ import annotations

import re
import sys
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, TypeVar

import pulumi

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T", bound="Callable[..., None]")


def with_keywords_of(kind: type) -> Callable[[_T], _T]:
    """Decorate a constructor, so that help() and inspect.signature() show the form with keywords."""
    shown = Signature(
        [
            Parameter("self", Parameter.POSITIONAL_OR_KEYWORD),
            Parameter("resource_name", Parameter.POSITIONAL_OR_KEYWORD, annotation="str"),
            Parameter(
                "opts", Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation="pulumi.ResourceOptions | None"
            ),
            *(
                each.replace(annotation=_spelled_out(kind, each.annotation))
                for each in signature(kind).parameters.values()
            ),
        ],
        return_annotation=None,
    )

    def decorate(constructor: _T) -> _T:
        vars(constructor)["__signature__"] = shown
        constructor.__doc__ = f"Declare the resource. {kind.__name__} holds the same arguments in one object."
        return constructor

    return decorate


def _spelled_out(kind: type, annotation: str) -> str:
    """Replace the aliases that only the module of a class knows."""
    return re.sub(r"\b_\w+", lambda alias: str(getattr(sys.modules[kind.__module__], alias[0])), annotation)


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
