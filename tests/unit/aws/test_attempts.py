"""How long a call is waited for, and what its thread passes on."""

import threading
import time
from contextvars import ContextVar

import pytest
from pulumi_wellarchitected.aws import attempts
from pulumi_wellarchitected.aws.attempts import holding, pauses, remaining, time_limit, within
from pulumi_wellarchitected.errors import UnreachableError


def unheard(_seconds):
    raise AssertionError("there was no silence")


def test_without_a_limit_the_time_is_endless():
    assert float("inf") == remaining()


def test_an_inner_limit_does_not_extend_an_outer_one():
    with time_limit(5), time_limit(60):
        assert 4 < remaining() <= 5
    assert float("inf") == remaining()


def test_time_that_is_over_is_never_negative():
    with time_limit(-1):
        assert 0 == remaining()


def test_a_result_and_a_failure_come_back_from_the_thread():
    assert "answer" == within(5, lambda: "answer", unheard)
    with pytest.raises(KeyError, match="reason"):
        within(5, lambda: {}["reason"], unheard)


def test_a_function_that_hangs_is_left_behind_in_time():
    hangs = threading.Event()
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        within(0.2, hangs.wait, unheard)

    assert 0.2 <= time.monotonic() - began < 5
    hangs.set()


def test_nothing_is_called_where_there_is_no_time():
    with pytest.raises(TimeoutError):
        within(0, lambda: pytest.fail("called"), unheard)


def test_silence_is_told(monkeypatch):
    monkeypatch.setattr(attempts, "_SILENCE_SECONDS", 0.05)
    told = []
    with pytest.raises(TimeoutError):
        within(0.2, threading.Event().wait, told.append)
    assert 2 <= len(told) <= 4


def test_the_thread_sees_the_context_of_its_caller():
    value = ContextVar("value")
    value.set("of the caller")

    assert "of the caller" == within(5, value.get, unheard)


def test_a_lock_that_nobody_releases_is_waited_for_no_longer_than_there_is_time():
    lock = threading.Lock()
    with lock, time_limit(0.1), pytest.raises(UnreachableError), holding(lock):
        pytest.fail("it is held by another")
    with holding(lock):
        assert lock.locked()


def test_pauses_grow_up_to_a_bound_and_differ():
    found = [pause for pause, _ in zip(pauses(), range(25), strict=False)]

    assert 0.1 <= found[0] <= 0.2
    assert all(4 <= pause <= 8 for pause in found[6:])
    assert 25 == len(set(found))
