"""A table in columns of plain text, which stay aligned for accounts, IDs and statuses."""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

from typing import TYPE_CHECKING

from wellarchitected_emulator.wire.messages import printable

if TYPE_CHECKING:
    from collections.abc import Sequence


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> None:
    """Print rows below titles, or a sentence if there are none. Cells get spaces for what could change a terminal."""
    if not rows:
        print(none)
        return
    cells = [[" ".join(printable(cell).split()) for cell in row] for row in (titles, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
