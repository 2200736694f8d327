"""The table with what a stack's state says."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from pulumi_wellarchitected.command_line.report import LensShares, ManagedShare, Report
from pulumi_wellarchitected.command_line.table import print_report
from pulumi_wellarchitected.shares.share import Share

NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
URN = "urn:pulumi:test::project::pulumi-python:dynamic/wellarchitected:LensShare::security"
MANAGED = Share("0" * 32, "444455556666", "PENDING")
FOREIGN = Share("1" * 32, "", "")


def rows(sent_at, capsys):
    report = Report((LensShares("ARN", None, (MANAGED, FOREIGN)),), {MANAGED.share_id: ManagedShare(URN, sent_at)})
    print_report(report, NOW)
    return [re.split(r"  +", line.rstrip()) for line in capsys.readouterr().out.splitlines()[1:-1]]


def test_a_stack_adds_the_age_and_the_resource(capsys):
    assert [
        ["Principal", "Status", "Share ID", "Age", "In the stack"],
        ["444455556666", "PENDING", MANAGED.share_id, "5 days", "security"],
        ["-", "-", FOREIGN.share_id, "-", "no"],
    ] == rows(NOW - timedelta(days=5, hours=23), capsys)


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (timedelta(days=1), "1 day"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "0 minutes"),
        (timedelta(hours=-2), "0 minutes"),
    ],
    ids=str,
)
def test_an_age_is_in_its_largest_unit(capsys, age, shown):
    assert shown == rows(NOW - age, capsys)[1][3]


def test_a_share_that_pulumi_did_not_send_has_no_age(capsys):
    assert ["-", "security"] == rows(None, capsys)[1][3:]


def test_a_share_id_stays_in_one_piece_beside_the_columns_of_a_stack(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    shown = rows(NOW - timedelta(days=40), capsys)
    assert [MANAGED.share_id, FOREIGN.share_id] == [cell for line in shown for cell in line if len(cell) == 32]
