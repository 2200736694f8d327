"""The benchmark's arithmetic, on made-up results."""

import pytest
from benchmarks.plan import BARE, EXCLUSIVE, FLOOR, OURS, Conditions
from benchmarks.start_up import Import
from benchmarks.targets import Target, evaluate
from tests.benchmarks.made_up import find_target, measurement, results_from, rounds


@pytest.mark.parametrize(("shares", "lenses"), [(1, 1), (50, 1), (300, 2), (1000, 4), (4499, 15), (4500, 15)])
def test_a_lens_has_room_for_one_more_share_where_the_account_has_room_for_lenses(shares, lenses):
    assert lenses == len(OURS.shares_a_lens(shares))
    assert shares == sum(OURS.shares_a_lens(shares)) == OURS.resources(shares)
    assert max(OURS.shares_a_lens(shares)) <= 300


@pytest.mark.parametrize(("shares", "lists"), [(1, [1]), (300, [300]), (301, [151, 150]), (1000, [250] * 4)])
def test_a_list_fills_its_lens_and_is_one_resource(shares, lists):
    assert (lists, len(lists)) == (EXCLUSIVE.shares_a_lens(shares), EXCLUSIVE.resources(shares))


def test_a_ratio_is_the_median_of_the_pairs_and_not_the_ratio_of_the_medians():
    ratio = results_from(*rounds([10, 30, 22], [10, 20, 20])).time_ratio(OURS, FLOOR, 300, "up")
    assert (1.1, 1.0, 1.5) == (ratio.median, ratio.lowest, ratio.highest)


def test_a_run_without_its_base_or_with_an_error_has_no_ratio():
    results = results_from(*rounds([10], [10]), measurement(run=7), measurement(run=8, error="no"))
    assert 1 == len(results.pairs(OURS, FLOOR, 300, "up"))
    assert results.time_ratio(OURS, BARE, 300, "up") is None


@pytest.mark.parametrize(
    ("base", "phase", "limit"),
    [
        ("floor", "up", 1.15),
        ("floor", "destroy", 1.15),
        ("floor", "preview", 1.10),
        ("floor", "no-change up", 1.10),
        ("floor", "refresh", 1.30),
        ("bare_boto3", "up", 1.08),
        ("bare_boto3", "destroy", 1.08),
    ],
)
def test_a_time_is_compared_with_its_base(base, phase, limit):
    within, beyond = rounds([limit], [1.0], base, phase=phase), rounds([limit + 0.01], [1.0], base, phase=phase)
    assert find_target(results_from(*within), f"{phase} of 300", "x").is_met
    assert not find_target(results_from(*beyond), f"{phase} of 300", "x").is_met


@pytest.mark.parametrize(("phase", "limit"), [("up", 0.5), ("no-change up", 0.5), ("destroy", 0.4)])
def test_the_time_of_a_list_of_300_is_compared_with_the_floor(phase, limit):
    def target(seconds, **values):
        own, floor = measurement("exclusive", phase=phase, seconds=seconds), measurement("floor", phase=phase)
        return find_target(results_from(own, floor, **values), f"{phase} of a list of 300", "x")

    assert target(limit).is_met
    assert not target(limit + 0.01).is_met
    if phase != "destroy":
        assert target(limit, conditions=Conditions(latency_ms=50)).is_met


def test_a_list_makes_one_call_for_each_share_and_one_to_look():
    up = find_target(results_from(measurement("exclusive", calls={"CreateLensShare": 301})), "up of a list of 300 on 1")
    assert Target("up of a list of 300 on 1", 301, 301, "calls", exact=True) == up


def test_the_state_is_compared_with_the_floor():
    state = find_target(results_from(measurement(checkpoint_bytes=1101), measurement("floor")), "state of 300")
    assert (1.101, False) == (state.measured, state.is_met)


def test_a_refresh_with_latency_is_compared_with_the_floor_and_the_pages_of_a_lens():
    slow = rounds([3.9], [2.25], phase="refresh")  # 2 lenses of 15 pages, 50 ms each
    refresh = find_target(results_from(*slow, conditions=Conditions(latency_ms=50)), "refresh of 300", "x")
    assert (pytest.approx(1.3), "x the floor and listing") == (refresh.measured, refresh.unit)


@pytest.mark.parametrize("unusual", [Conditions(throttled=True), Conditions(skips_checkpoints=True)])
def test_times_have_no_targets_where_the_service_or_the_engine_is_unusual(unusual):
    results = results_from(*rounds([99], [1]), conditions=unusual)
    assert ["state of 300"] == [each.what for each in evaluate(results) if each.unit.startswith("x")]


def test_the_run_with_the_most_calls_counts_and_fewer_calls_than_exactly_so_many_miss_the_target():
    runs = [measurement(calls={"CreateLensShare": calls}, run=calls) for calls in (306, 307)]
    runs += [measurement(phase="refresh", calls={"ListLensShares": 29})]
    assert Target("up of 300 on 2", 306, 307, "calls") == find_target(results_from(*runs), "up of 300 on 2")
    refresh = find_target(results_from(*runs), "refresh of 300 on 2")
    assert Target("refresh of 300 on 2", 30, 29, "calls", exact=True) == refresh
    assert not refresh.is_met


def test_memory_has_a_limit_from_a_thousand_shares_on():
    results = results_from(measurement(shares=1000, peak_mb=121, growth_mb=9), measurement(peak_mb=500))
    assert [False, False] == [each.is_met for each in evaluate(results) if each.unit == "MB"]


def test_lens_share_must_not_import_boto3_before_its_first_call():
    imports = [Import("LensShare", True, 1.5, True), Import("boto3", False, 90.0, True)]  # noqa: FBT003
    assert [False] == [each.is_met for each in evaluate(results_from(imports=imports)) if "import" in each.what]


def test_a_run_that_failed_misses_a_target_and_its_round_does_not_count():
    results = results_from(*rounds([1, 1, 1], [1, 1, 1]), measurement(run=3, phase="refresh", error="no"))
    assert not find_target(results, "failures of refresh of 300 with LensShare, round 3").is_met
    assert 3 == results.rounds(300)
