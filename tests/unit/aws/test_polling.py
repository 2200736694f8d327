"""How often something is looked at again, by a clock that only sleeping moves."""

import itertools

import pytest
from tests.unit.fakes import Time


@pytest.fixture
def time():
    return Time()


def looks(time, seconds):
    return list(time.polling.attempts(seconds))


def test_the_first_look_is_at_once(time):
    assert 0.0 == next(iter(time.polling.attempts(180)))
    assert [] == time.pauses


def test_the_last_look_is_when_time_is_over_and_none_is_later(time):
    assert pytest.approx(180.0) == looks(time, 180)[-1]
    assert pytest.approx(180.0) == time.passed


def test_the_looks_come_in_the_order_of_time(time):
    passed = looks(time, 180)

    assert passed == sorted(passed)


def test_the_first_pause_is_half_a_second_and_its_jitter(time):
    looks(time, 180)

    assert 0.5 <= time.pauses[0] <= 1.0


def test_a_pause_doubles_and_ends_at_ten_seconds(time):
    looks(time, 180)

    doubled = [min(10.0, time.pauses[0] * 2**n) for n in range(len(time.pauses))]
    for pause, expected in itertools.islice(zip(time.pauses, doubled, strict=True), len(doubled) - 1):
        assert expected / 2 <= pause <= 10.0


def test_the_jitter_of_a_pause_is_half_a_second_at_most():
    seen = []
    for _ in range(50):
        time = Time()
        looks(time, 180)
        seen.append(time.pauses[:4])

    for pauses in zip(*seen, strict=True):
        assert 0.5 >= max(pauses) - min(pauses)


def test_the_jitter_keeps_two_waiters_apart():
    one, other = Time(), Time()
    looks(one, 180)
    looks(other, 180)

    assert one.pauses != other.pauses


def test_three_minutes_hold_about_twenty_looks(time):
    assert 20 <= len(looks(time, 180)) <= 24


def test_a_wait_of_hours_comes_to_its_end(time):
    assert pytest.approx(6 * 3600) == looks(time, 6 * 3600)[-1]


def test_zero_seconds_hold_one_look_and_no_pause(time):
    assert [0.0] == looks(time, 0)
    assert [] == time.pauses


def test_a_tenth_of_a_second_holds_a_look_at_once_and_one_at_its_end(time):
    assert pytest.approx([0.0, 0.1]) == looks(time, 0.1)


def test_a_look_that_takes_longer_than_there_is_time_is_not_followed_by_a_pause(time):
    attempts = time.polling.attempts(10)
    next(attempts)
    time.now += 60  # a slow answer

    assert 1 >= len([*attempts])
    assert all(pause >= 0 for pause in time.pauses)
