"""The command `shares`: who has access to a lens, or to every lens of the account in a Region."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.report import LensShares, Report
from pulumi_wellarchitected.command_line.stack import Stack
from pulumi_wellarchitected.lenses.api import LensesApi
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import ModuleType

    Progress = Callable[[int], AbstractContextManager[Callable[[str, int], None]]]


def show_shares(given: argparse.Namespace) -> None:
    """Print the shares as tables or JSON."""
    table = None if given.json else _import_table()
    report = _report(given, table.progress if table else _without_progress)
    if table:
        table.print_report(report, datetime.now(timezone.utc))
    else:
        print(json.dumps(report.as_json(), indent=2))


def _import_table() -> ModuleType:
    try:
        from pulumi_wellarchitected.command_line import table
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "rich":
            raise
        raise CommandError(
            "The table needs the package rich. Install it (pip install rich), or use --json."
        ) from None  # its sentence says it all
    return table


@contextmanager
def _without_progress(_lenses: int) -> Iterator[Callable[[str, int], None]]:
    yield lambda _doing, _done: None


def _report(given: argparse.Namespace, progress: Progress) -> Report:
    stack = None if given.stack is None else Stack(given.stack)
    session = Session(_settings(given, stack))
    lenses = _own_lenses(session) if given.all else [LensShares(given.lens_arn.text, None, ())]
    managed = stack.managed_shares() if stack else None
    return Report(tuple(_with_shares(session, lenses, progress)), managed)


def _settings(given: argparse.Namespace, stack: Stack | None) -> Settings:
    """A profile replaces the whole configuration of the stack: its keys and roles lead to another account."""
    if stack and not given.profile:
        settings = Settings.from_config(stack.configuration())
    else:
        settings = Settings(profile=given.profile)
    return replace(settings, region=given.region or settings.region)


def _own_lenses(session: Session) -> list[LensShares]:
    """List the published lenses of the account. A lens without a published version cannot be shared."""
    region = session.find_region()
    if not region:
        raise CommandError("No Region is set. Give --region, or set AWS_REGION, or the Region of the profile.")
    found = [LensShares(lens.arn, lens.name, ()) for lens in LensesApi(session, region).list() if lens.published]
    return sorted(found, key=lambda lens: (lens.name or "", lens.arn))


def _with_shares(session: Session, lenses: Sequence[LensShares], progress: Progress) -> Iterator[LensShares]:
    with progress(len(lenses)) as tell:
        for done, lens in enumerate(lenses):
            tell(f"Listing the shares of {lens.name}" if lens.name else "Listing the shares", done)
            shares = SharesApi(session, LENS, parse_lens_arn(lens.arn)).list()
            yield replace(lens, shares=tuple(sorted(shares, key=lambda share: (share.shared_with, share.share_id))))
