"""How a failure reaches the terminal: an expected one as one line, a bug with its whole traceback."""

import gc
import sys
import threading
import traceback

import pytest
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.plugin.tracebacks import entry_point

SENTENCE = "Lens share with 444455556666 already exists. Delete it first."


@entry_point
def verb(outcome):
    """Do as it is told."""
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def failed():
    """Fail as expected, and hand out the failure while it is on its way."""
    try:
        verb(errors.AlreadySharedError(SENTENCE))
    except Exception as failure:  # noqa: BLE001 - as the servicer does
        return failure


@pytest.fixture(autouse=True)
def _limit_of_others():
    """Start without a limit, and leave the one that was there."""
    before = vars(sys).pop("tracebacklimit", None)
    yield
    vars(sys).pop("tracebacklimit", None)
    if before is not None:
        sys.tracebacklimit = before


def test_an_expected_failure_leaves_as_one_line():
    try:
        verb(errors.AlreadySharedError(SENTENCE))
    except Exception:  # noqa: BLE001 - as the servicer does
        text = traceback.format_exc()

    assert f"AlreadySharedError: {SENTENCE}\n" == text


def test_an_expected_failure_that_was_chained_leaves_as_one_line():
    @entry_point
    def chained(_props):
        try:
            {}["what botocore had to say"]
        except KeyError as cause:
            raise errors.InternalError(SENTENCE) from cause

    try:
        chained({})
    except Exception:  # noqa: BLE001 - as the servicer does
        text = traceback.format_exc()

    assert f"InternalError: {SENTENCE}\n" == text


def test_tracebacks_are_on_again_when_the_failure_is_dead():
    failure = failed()
    assert 0 == sys.tracebacklimit

    del failure

    assert not hasattr(sys, "tracebacklimit")


@pytest.mark.parametrize("limit", [0, 5, None])
def test_a_limit_that_somebody_has_set_is_put_back(limit):
    sys.tracebacklimit = limit
    failure = failed()
    assert 0 == sys.tracebacklimit

    del failure

    assert limit == sys.tracebacklimit


def test_tracebacks_stay_off_until_the_last_of_several_failures_is_dead():
    one, other = failed(), failed()

    del one
    assert 0 == sys.tracebacklimit

    del other
    assert not hasattr(sys, "tracebacklimit")


def test_a_failure_that_only_the_garbage_collector_finds_turns_tracebacks_on_again():
    failure = failed()
    failure.itself = failure

    del failure
    gc.collect()

    assert not hasattr(sys, "tracebacklimit")


def test_failures_of_many_threads_leave_tracebacks_on():
    def fail_often():
        for _ in range(200):
            failed()

    running = [threading.Thread(target=fail_often) for _ in range(8)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()

    assert not hasattr(sys, "tracebacklimit")


def test_failures_of_many_threads_are_one_line_each():
    texts = []
    start = threading.Barrier(8)

    def fail_once():
        try:
            verb(errors.AlreadySharedError(SENTENCE))
        except Exception:  # noqa: BLE001 - as the servicer does
            texts.append(traceback.format_exc())

    def fail():
        start.wait()
        for _ in range(50):
            fail_once()

    running = [threading.Thread(target=fail) for _ in range(8)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()

    assert {f"AlreadySharedError: {SENTENCE}\n"} == set(texts)


def test_a_bug_keeps_its_type_and_its_whole_traceback():
    try:
        verb(KeyError("a bug"))
    except KeyError:
        text = traceback.format_exc()

    assert text.startswith("Traceback (most recent call last):")
    assert "in verb" in text


def test_a_bug_after_an_expected_failure_keeps_its_whole_traceback():
    failed()
    try:
        verb(KeyError("a bug"))
    except KeyError:
        text = traceback.format_exc()

    assert "in verb" in text


@pytest.mark.parametrize("stop", [SystemExit(3), KeyboardInterrupt(), GeneratorExit()], ids=repr)
def test_what_would_kill_the_serving_thread_becomes_an_error_that_says_so(stop):
    with pytest.raises(RuntimeError, match=r"^verb was stopped by ") as caught:
        verb(stop)

    assert stop is caught.value.__cause__


def test_an_outcome_goes_through():
    assert "an outcome" == verb("an outcome")


def test_the_verb_keeps_its_name_and_its_words():
    assert ("verb", "Do as it is told.") == (verb.__name__, verb.__doc__)
