"""The benchmark's arithmetic, on made-up figures."""

import json
import runpy
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.conditions import Conditions
from benchmarks.contenders import FLOOR, NAIVE, OURS
from benchmarks.machine import busy_share
from benchmarks.measurements import Import, Machine, Measurement, Memory, Results
from benchmarks.phases import DESTROY, FIRST_PREVIEW, PHASES, UP
from benchmarks.plan import Plan, lens_count, shares_a_lens
from benchmarks.processes import Process, end_session, memory_of, session_members
from benchmarks.profiling import Span, read_spans, seconds_covered
from benchmarks.progress import Progress
from benchmarks.ratios import Figures
from benchmarks.report import MARKER, page
from benchmarks.rounds import commands_of, run_rounds
from benchmarks.service import running_service
from benchmarks.stack import reason_of
from benchmarks.startup import imported_in
from benchmarks.targets import Target, evaluate

PAGES = [file for file in (Path(__file__).parents[2] / "docs/benchmarks").glob("*.md") if file.stem != "profile"]


def measurement(contender="ours", shares=300, run=1, phase="up", **values):
    return Measurement(contender, shares, run, phase, **{"seconds": 1.0, "checkpoint_bytes": 1000, **values})


def rounds_of(own, floor, **values):
    """A measurement of ours and one of the floor for each pair of times."""
    pairs = enumerate(zip(own, floor, strict=True), start=1)
    return [
        each
        for run, (ours, floors) in pairs
        for each in (
            measurement("ours", run=run, seconds=ours, **values),
            measurement("floor", run=run, seconds=floors, **values),
        )
    ]


def results_of(*measurements, **values):
    usual = {
        "machine": Machine(2, "Linux x86_64", "3.11.7", "3.259.0", "3.272.0", "1.44.5", "2026-01-01"),
        "conditions": Conditions(),
        "busy": [0.01],
        "measurements": list(measurements),
        "imports": [],
        "single_create_calls": {},
    }
    return Results(**{**usual, **values})


def target(results, what):
    return next(each for each in evaluate(results) if each.what == what)


@pytest.mark.parametrize(("shares", "lenses"), [(1, 1), (50, 1), (300, 2), (1000, 4), (4499, 15), (4500, 15)])
def test_a_lens_has_room_for_one_share_more_where_the_account_has_room_for_lenses(shares, lenses):
    assert lenses == lens_count(shares)
    assert shares == sum(shares_a_lens(shares))
    assert max(shares_a_lens(shares)) <= 300


def test_a_ratio_is_the_median_of_the_pairs_and_not_the_ratio_of_the_medians():
    figures = Figures(rounds_of([10, 30, 22], [10, 20, 20]))

    ratio = figures.time_ratio("ours", 300, "up")

    assert (1.1, 1.0, 1.5, 3) == (ratio.median, ratio.lowest, ratio.highest, ratio.pairs)


def test_a_run_without_a_floor_is_in_no_ratio():
    assert 1 == Figures([*rounds_of([10], [10]), measurement(run=2)]).time_ratio("ours", 300, "up").pairs
    assert Figures([measurement()]).time_ratio("ours", 300, "up") is None


def test_a_failed_run_is_no_figure():
    figures = Figures([measurement(error="no"), measurement(run=2, seconds=3)])

    assert 3 == figures.seconds("ours", 300, "up")


def test_a_run_that_failed_misses_a_target_and_counts_for_none():
    results = results_of(*rounds_of([1, 1, 1], [1, 1, 1]), measurement(run=4, phase="refresh", error="no"))

    assert not target(results, "failures of refresh of 300 with LensShare, run 4").is_met
    assert 3 == results.runs(300)


def test_the_naive_program_may_fail():
    results = results_of(*rounds_of([1], [1]), measurement("naive", error="no"))

    assert all(each.is_met for each in evaluate(results))
    assert 1 == results.runs(300)


def test_a_time_is_held_against_the_floor():
    assert target(results_of(*rounds_of([11, 11, 11], [10, 10, 10])), "up of 300").is_met
    assert not target(results_of(*rounds_of([12, 12, 12], [10, 10, 10])), "up of 300").is_met


def test_the_floor_takes_as_long_for_a_create_and_a_delete_as_a_call_with_latency(monkeypatch):
    for name, value in Conditions(latency_ms=50).variables.items():
        monkeypatch.setenv(name, value)
    no_op = runpy.run_path(str(FLOOR.folder / "no_op.py"))["no_op"]
    props = {"lens_alias": "arn", "shared_with": "444455556666"}

    for verb in (lambda: no_op.create(props), lambda: no_op.delete("id", props)):
        began = time.monotonic()
        verb()
        assert time.monotonic() - began >= 0.05


def test_a_refresh_with_latency_is_held_against_the_floor_and_the_pages_of_a_lens_in_turn():
    slow = rounds_of([3.9], [2.25], phase="refresh", calls={"ListLensShares": 30})  # 2 lenses of 15 pages, 50 ms each

    reached = target(results_of(*slow, conditions=Conditions(latency_ms=50)), "refresh of 300")

    assert pytest.approx(1.3) == reached.measured
    assert reached.is_met


@pytest.mark.parametrize("unusual", [Conditions(throttled=True), Conditions(skips_checkpoints=True)])
def test_there_is_no_target_for_times_where_the_service_or_the_engine_is_unusual(unusual):
    results = results_of(*rounds_of([99], [1]), conditions=unusual)

    assert ["checkpoint of 300"] == [each.what for each in evaluate(results) if "floor" in each.unit]


def test_the_calls_of_a_refresh_are_the_pages_of_every_lens():
    refresh = measurement(phase="refresh", calls={"ListLensShares": 30})

    assert Target("refresh of 300 on 2", 30, 30, "calls", exact=True) == target(
        results_of(refresh), "refresh of 300 on 2"
    )


def test_fewer_calls_than_exactly_so_many_are_a_failure_too():
    assert not Target("destroy", 300, 299, exact=True).is_met


def test_the_run_with_the_most_calls_is_the_one_that_counts():
    runs = [measurement(calls={"CreateLensShare": 330}), measurement(run=2, calls={"CreateLensShare": 335})]

    assert not target(results_of(*runs), "up of 300 on 2").is_met


def test_memory_is_held_against_its_limit_from_a_thousand_shares_on():
    peaks = [measurement(shares=1000, memory=Memory(80, 1)), measurement(shares=1000, run=2, memory=Memory(121, 9))]
    results = results_of(*peaks)

    assert not target(results, "provider's process at 1,000").is_met
    assert not target(results, "its growth in the second half of up at 1,000").is_met
    assert not [each for each in evaluate(results_of(measurement(memory=Memory(500, 9)))) if each.unit == "MB"]


def test_growth_is_that_of_the_second_half():
    looks = [(0.0, 10.0), (1.0, 50.0), (2.0, 60.0), (3.0, 64.0), (4.0, 63.0)]

    assert Memory(64.5, 4.0) == memory_of(Process(1, "provider", peak_mb=64.5, memory=looks))
    assert memory_of(Process(1, "provider")) is None


def test_the_page_says_what_is_met_and_what_could_not_run():
    failed = measurement("naive", shares=1000, phase="first preview", error="RecursionError: too | deep")
    text = "\n".join(page(results_of(*rounds_of([12], [10]), failed), "benchmarks"))

    assert text.startswith(MARKER)
    assert "| up of 300 | 1.15 x floor | 1.20 | **no** |" in text
    assert "| naive dynamic provider, 1,000 | first preview | RecursionError: too   deep |" in text
    assert "do not cite" not in text


def test_the_page_says_that_the_machine_was_busy_and_the_runs_too_few():
    text = "\n".join(page(results_of(*rounds_of([1.0], [1.0]), busy=[0.0, 0.6]), "benchmarks"))

    assert "up to 60%" in text
    assert "Fewer than 3 runs of 300" in text


def test_the_page_says_under_which_conditions_it_was_measured():
    usual = "\n".join(page(results_of(measurement()), "no-latency"))
    unusual = Conditions(latency_ms=50, skips_checkpoints=True)
    other = "\n".join(page(results_of(measurement(), conditions=unusual), unusual.file_name))

    assert "\n# What a share costs\n" in usual
    assert "\n# What a share costs where a call takes 50 ms and the engine writes its state at the end alone\n" in other
    assert "with the file backend and PULUMI_SKIP_CHECKPOINTS, its SDK" in other
    command = "--latency 50 --skip-checkpoints --sizes 300 --runs 1 --programs ours --phases up"
    assert f'`make bench B="{command}"`' in other
    assert "A create and a delete of the floor take 50 ms as well" in other
    assert "of the floor take" not in usual


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_of_figures_is_what_its_measurements_make(file):
    results = Results.load(file.with_suffix(".json"))

    assert file.read_text().splitlines() == list(page(results, file.stem))


def test_there_is_a_page_for_each_condition_that_was_to_be_measured():
    assert {"latency-200-ms", "latency-50-ms", "no-checkpoints", "no-latency", "throttled"} <= {
        file.stem for file in PAGES
    }


def test_results_are_read_as_they_were_written(tmp_path):
    results = results_of(measurement(memory=Memory(1, 2)), imports=[Import("botocore", 1.5, has_botocore=True)])
    results.save(tmp_path / "results.json")

    assert results == Results.load(tmp_path / "results.json")


def test_the_programs_run_in_turn_command_by_command_and_change_their_order():
    plan = Plan(contenders=[FLOOR, OURS], phases=[UP, DESTROY])

    assert [(FLOOR, UP), (OURS, UP), (FLOOR, DESTROY), (OURS, DESTROY)] == commands_of(plan, 300, 1)
    assert [(OURS, UP), (FLOOR, UP), (OURS, DESTROY), (FLOOR, DESTROY)] == commands_of(plan, 300, 2)


def test_the_naive_program_is_tried_with_a_preview_where_it_is_known_to_stop():
    plan = Plan(contenders=[NAIVE])

    assert [(NAIVE, phase) for phase in PHASES.values()] == commands_of(plan, 300, 1)
    assert [(NAIVE, FIRST_PREVIEW)] == commands_of(plan, 1000, 1)
    assert [] == commands_of(plan, 300, 2)


def test_the_reason_of_a_failure_is_the_last_line_of_its_traceback():
    assert "RecursionError: too deep" == reason_of(
        "error: program failed:\n  Traceback:\n    RecursionError: too deep\n"
    )
    assert "error: no such stack" == reason_of("Updating\nerror: no such stack\n")


def test_the_time_of_an_import_counts_what_it_imports_once():
    report = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       100 |        100 |   json.decoder\n"
        "import time:       200 |        300 | json\n"
        "import time:      1700 |       1700 | ssl\n"
    )

    assert 2.0 == imported_in(report)


def test_seconds_in_which_calls_overlap_are_covered_once():
    assert 5 == seconds_covered([Span("a", 0, 3), Span("b", 1, 2), Span("c", 2, 4), Span("d", 6, 7)])


def test_only_what_the_cli_itself_has_traced_is_read():
    def line(service):
        span = {"name": "up", "startTimeUnixNano": "1000000000", "endTimeUnixNano": "3000000000"}
        attributes = [{"key": "service.name", "value": {"stringValue": service}}]
        resource = {"resource": {"attributes": attributes}, "scopeSpans": [{"spans": [span]}]}
        return json.dumps({"resourceSpans": [resource]})

    assert [Span("up", 1, 3)] == read_spans([line("pulumi-cli"), line("pulumi-language-host")])


def test_progress_tells_what_is_done_and_left():
    said = []
    progress = Progress(2, weight=4, say=said.append)

    progress.skip(1, weight=1)
    progress.tell(measurement(seconds=2), weight=3)

    assert said[0].startswith("[1/1] 300 shares, run 1, ours: up 2.0 s (")
    assert said[0].endswith("about 0 s left)")


def test_what_is_left_of_a_session_is_ended():
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True) as process:
        assert [process.pid] == session_members(process.pid)
        assert 1 == end_session(process.pid)
        assert 0 != process.wait(10)


def test_the_busy_share_is_a_share():
    assert 0 <= busy_share() <= 1


@pytest.mark.skipif(not shutil.which("pulumi"), reason="There is no pulumi on PATH: run the tests with `make test`.")
def test_a_round_measures_two_programs_for_real(tmp_path):
    plan = Plan(sizes=[2], runs=1, contenders=[FLOOR, OURS], phases=[UP, DESTROY])
    said, begun = [], []

    with running_service(tmp_path / "service") as service:
        (measured,) = run_rounds(plan, service, said.append, lambda: begun.append(1))

    assert ["", "", "", ""] == [each.error for each in measured]
    assert ["floor", "ours", "floor", "ours"] == [each.contender for each in measured]
    assert [{}, 2, {}, {"DeleteLensShare": 2}] == [each.calls.get("CreateLensShare", each.calls) for each in measured]
    assert all(each.memory.peak_mb > 10 for each in measured if each.phase == "up")
    assert all(each.seconds > 0 for each in measured)
    assert (4, 1) == (len(said), len(begun))
