"""The rounds, some of them for real."""

import runpy
import shutil
import subprocess
import sys
import time

import pytest
from benchmarks.machine import busy_part
from benchmarks.memory import growth
from benchmarks.plan import BARE, DESTROY, EXCLUSIVE, FLOOR, OURS, REFRESH, UP, Conditions, Plan
from benchmarks.rounds import commands, reason, run_rounds
from benchmarks.service import running_service
from tests.support.processes import ROOT, end_session, session_members


def test_the_programs_run_in_turn_command_by_command_and_change_their_order():
    plan = Plan(programs=[FLOOR, OURS], phases=[UP, DESTROY])
    assert [(FLOOR, UP), (OURS, UP), (FLOOR, DESTROY), (OURS, DESTROY)] == commands(plan, 1)
    assert [(OURS, UP), (FLOOR, UP), (OURS, DESTROY), (FLOOR, DESTROY)] == commands(plan, 2)


def test_the_floor_waits_as_long_for_a_create_and_a_delete_as_a_call_takes(monkeypatch):
    for name, value in Conditions(latency_ms=50).variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.syspath_prepend(ROOT / "benchmarks/programs")
    floor = runpy.run_path(str(ROOT / "benchmarks/programs/floor.py"))["floor"]
    for verb in (lambda: floor.create({}), lambda: floor.delete("id", {})):
        began = time.monotonic()
        verb()
        assert time.monotonic() - began >= 0.05


def test_the_reason_of_a_failure_is_the_last_line_of_its_traceback():
    output = "error: program failed:\n  Traceback:\n    RecursionError: too deep\n"
    assert "RecursionError: too deep" == reason(output)
    assert "error: no such stack" == reason("Updating\nerror: no such stack\n")


def test_growth_is_that_of_the_second_half():
    assert 4.0 == growth([(0.0, 10.0), (1.0, 50.0), (2.0, 60.0), (3.0, 64.0), (4.0, 63.0)])
    assert 0 == growth([])


def test_what_is_left_of_a_session_is_ended():
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True) as process:
        assert [process.pid] == session_members(process.pid)
        assert 1 == end_session(process.pid)
        assert 0 != process.wait(10)


def test_the_busy_part_is_a_part():
    assert 0 <= busy_part() <= 1


@pytest.mark.skipif(not shutil.which("pulumi"), reason="There is no pulumi on PATH: run the tests with `make test`.")
@pytest.mark.slow
def test_a_round_measures_the_programs_for_real(tmp_path):
    plan = Plan(sizes=[2], runs=1, programs=[FLOOR, BARE, OURS, EXCLUSIVE], phases=[UP, REFRESH, DESTROY])
    said, begun = [], []
    with running_service(tmp_path / "service") as service:
        (measured,) = run_rounds(plan, service, said.append, lambda: begun.append(1))
    assert [""] * 12 == [each.error for each in measured]
    assert ["floor", "bare_boto3", "ours", "exclusive"] * 3 == [each.program for each in measured]
    assert [None, 2, 2, 2] == [each.calls.get("CreateLensShare") for each in measured[:4]]
    assert [{}, *[{"ListLensShares": 1}] * 3] == [each.calls for each in measured[4:8]]
    assert [{}, *[{"DeleteLensShare": 2}] * 3] == [each.calls for each in measured[8:]]
    assert all(each.peak_mb > 10 for each in measured if each.phase == "up")
    assert all(each.seconds > 0 for each in measured)
    assert (12, 1) == (len(said), len(begun))
