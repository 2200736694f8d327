"""The commands that are measured, in their order, and what each has to have done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """One command of the CLI."""

    name: str
    arguments: tuple[str, ...]
    result: str
    """What the CLI says of all resources in the end: a run that did anything else is a failure, not a measurement."""
    weight: float
    """What it costs against others, for the estimate of the time that is left."""


_YES = ("--yes", "--skip-preview")

UP = Phase("up", ("up", *_YES), "created", 5)
NO_CHANGE_UP = Phase("no-change up", ("up", *_YES), "unchanged", 1)
PREVIEW = Phase("preview", ("preview",), "unchanged", 1)
REFRESH = Phase("refresh", ("refresh", *_YES), "unchanged", 0.5)
UP_REFRESH = Phase("up --refresh", ("up", "--refresh", *_YES), "unchanged", 1.2)
DESTROY = Phase("destroy", ("destroy", *_YES), "deleted", 4)

FIRST_PREVIEW = Phase("first preview", ("preview",), "to create", 1)
"""In place of all of them, for a program that is known to stop at such a size: it leaves nothing behind."""

PHASES = {each.name: each for each in (UP, NO_CHANGE_UP, PREVIEW, REFRESH, UP_REFRESH, DESTROY)}
