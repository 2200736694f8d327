"""The report as tables for a terminal, and the bar that shows how far the listing is. Only this module imports rich.

Colors and the bar need a terminal. Without one, no line is wrapped, so that grep and awk work. Rich gets the text from
AWS as Text, in which it looks for no markup.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pulumi_wellarchitected.shares import statuses
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta

    from pulumi_wellarchitected.command_line.report import LensShares, ManagedShare, Report
    from pulumi_wellarchitected.shares.share import Share

_UNLIMITED = 100_000  # columns
_WIDE_ENOUGH = 60  # columns
"""A share ID stays in one piece, so that it can be copied. The other columns are wrapped."""
_STYLES = {
    **dict.fromkeys((statuses.ACCEPTED, statuses.ASSOCIATED), "green"),
    **dict.fromkeys((statuses.PENDING, statuses.ASSOCIATING), "yellow"),
    **dict.fromkeys(statuses.DEAD, "red"),
}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command, where rich would end the process with an error."""
        raise BrokenPipeError


def print_report(report: Report, now: datetime) -> None:
    """Print a table for each lens, with the number of shares by status."""
    console = _Console(highlight=False, width=None if sys.stdout.isatty() else _UNLIMITED)
    for number, lens in enumerate(report.lenses):
        if number:
            console.print()
        console.print(Text(f"{lens.name} ({lens.arn})" if lens.name else lens.arn, style="bold"), overflow="fold")
        if lens.shares:
            console.print(_table(lens, report, now, console.width))
        for line in _messages(lens):
            console.print(Text(line), overflow="fold")
        console.print(Text(_summary(lens)))
    if not report.lenses:
        console.print("There are no custom lenses.")


@contextmanager
def progress(lenses: int) -> Iterator[Callable[[str, int], None]]:
    """Show a bar on standard error. The function that is returned tells how many lenses are done."""
    console, columns = Console(stderr=True), (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=lenses if lenses > 1 else None)
        yield lambda doing, done: bar.update(task, description=doing, completed=done)


def _table(lens: LensShares, report: Report, now: datetime, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    with_stack = ("Age", "In the stack") if report.managed is not None else ()
    for heading in ("Principal", "Status", "Share ID", *with_stack):
        table.add_column(heading, overflow="fold", no_wrap=heading == "Share ID" and width >= _WIDE_ENOUGH)
    for share in lens.shares:
        cells = [Text(share.shared_with or "-"), _status(share), Text(share.share_id)]
        if report.managed is not None:
            cells += _state(report.managed_share(share), now)
        table.add_row(*cells)
    return table


def _status(share: Share) -> Text:
    return Text(share.status or "-", style=_STYLES.get(share.status, ""))


def _state(managed: ManagedShare | None, now: datetime) -> list[Text]:
    if managed is None:
        return [Text("-"), Text("no")]
    return [Text(_age(now - managed.sent_at) if managed.sent_at else "-"), Text(managed.name)]


def _age(age: timedelta) -> str:
    """An age in the largest unit that is not zero."""
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if number := int(age.total_seconds() // seconds if age.total_seconds() > 0 else 0):
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "0 minutes"


def _messages(lens: LensShares) -> list[str]:
    """What AWS says about a status. Below the table, because it would leave no room for the other columns."""
    return [
        f"{share.shared_with or share.share_id}: {share.status_message}"
        for share in lens.shares
        if share.status_message
    ]


def _summary(lens: LensShares) -> str:
    if not lens.shares:
        return "No shares."
    counts = Counter(share.status or "-" for share in lens.shares)
    number = len(lens.shares)
    noun = "share" if number == 1 else "shares"
    return f"{number} {noun}: {', '.join(f'{counts[status]} {status}' for status in sorted(counts))}"
