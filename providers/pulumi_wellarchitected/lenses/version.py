"""The names of lens versions. AWS documents a length of 1 to 32 and no characters."""

from __future__ import annotations

import re

from pulumi_wellarchitected.cleaning import clean

_VERSION = re.compile(r"[A-Za-z0-9_.]{1,32}")
_ACCEPTED = "1 to 32 letters, digits, underscores and dots, such as '1.0.0'"


def parse_version(value: object) -> str:
    """Parse the name of a version; raises ValueError with a sentence that says what is accepted."""
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    raise ValueError(_explain_text(value) if isinstance(value, str) else _explain_type(value))


def _explain_type(value: object) -> str:
    if value is None:
        return f"It is missing. Give {_ACCEPTED}."
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value!r} is a number, which loses zeros: 1.10 becomes 1.1. Quote it, as in lens_version='1.10'."
    return f"{clean(repr(value))} is not a string. Give {_ACCEPTED}."


def _explain_text(text: str) -> str:
    if not text:
        return f"It is empty. Give {_ACCEPTED}."
    if _VERSION.fullmatch(text.replace("-", "_")):
        return f"{text!r} has a hyphen, which AWS refuses. Write {text.replace('-', '_')} or {text.replace('-', '.')}."
    hint = " Remove the spaces around it." if text.strip() not in ("", text) else ""
    return f"{clean(repr(text))} is not a version name that AWS takes. Give {_ACCEPTED}.{hint}"
