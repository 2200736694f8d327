"""Text from outside (messages, codes, statuses, IDs), cleaned before it is shown or stored.

A control character could change what the terminal shows, and a megabyte of message would hide everything else.
"""

from __future__ import annotations

import unicodedata

LONGEST = 500  # characters

_KEPT = frozenset("LMNPSZ")
"""The Unicode categories that print: letters, marks, numbers, punctuation, symbols and separators."""


def clean(text: object) -> str:
    """One printable line of at most 500 characters. Control, format and bidi characters become spaces."""
    start = str(text)[: 4 * LONGEST]  # a megabyte is not looked at
    printable = "".join(each if unicodedata.category(each)[0] in _KEPT else " " for each in start)
    line = " ".join(printable.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."
