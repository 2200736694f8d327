"""get_lens_shares and its `_output` form against the emulator, and as mocks answer them."""

from threading import Barrier, Thread

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi_wellarchitected.errors import NotFoundError
from pulumi_wellarchitected.program.functions.memory import Memory
from tests.unit.program.loops import run_in_new_loop

FIRST, SECOND = "444455556666", "777788889999"


def principals(found):
    return [share.shared_with for share in found.shares]


def test_shares_are_sorted_by_principal(lens, wellarchitected):
    for account in (SECOND, FIRST):
        wellarchitected.share(lens, account)

    assert [FIRST, SECOND] == principals(wa.get_lens_shares(lens))


def test_a_lens_without_shares_has_an_empty_list(lens):
    assert [] == wa.get_lens_shares(lens).shares


def test_every_page_is_read(lens, wellarchitected):
    accounts = [f"{number:012}" for number in range(1, 26)]
    for account in accounts:
        wellarchitected.share(lens, account)

    assert accounts == principals(wa.get_lens_shares(lens))


def test_statuses_and_the_prefix_select_shares(lens, wellarchitected):
    accepted, _ = (wellarchitected.share(lens, account) for account in (FIRST, SECOND))
    wellarchitected.accept(lens, getattr(accepted, "share_id", accepted))

    assert [FIRST] == principals(wa.get_lens_shares(lens, statuses=["ACCEPTED"]))
    assert [SECOND] == principals(wa.get_lens_shares(lens, shared_with_prefix="7777"))


def test_the_result_can_be_awaited(lens):
    async def program():
        found.append(await wa.get_lens_shares(lens))

    found = []
    run_in_new_loop(program())
    assert [[]] == [each.shares for each in found]


def test_a_malformed_arn_is_one_sentence_that_names_the_function(lens):
    with pytest.raises(pulumi.RunError, match=r"^InvalidInputError: get_lens_shares: 'lens' is not the ARN"):
        wa.get_lens_shares("lens")


def test_credentials_of_another_account_are_named(lens, as_account):
    as_account(SECOND)

    with pytest.raises(pulumi.RunError, match=f"credentials belong to account {SECOND}"):
        wa.get_lens_shares(lens)


def test_the_plain_form_sends_outputs_to_the_other_form(lens):
    async def program():
        wa.get_lens_shares(pulumi.Output.from_input(lens))

    with pytest.raises(pulumi.RunError, match=r"Use get_lens_shares_output\(\)"):
        run_in_new_loop(program())


def test_a_question_of_many_threads_is_asked_once():
    memory, start, asked, answers = Memory(), Barrier(20), [], []

    def ask():
        asked.append(1)
        return "answer"

    def run():
        start.wait()
        answers.append(memory.once("question", ask, keeps=True))

    threads = [Thread(target=run) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ([1], ["answer"] * 20) == (asked, answers)


def test_a_failure_is_not_kept():
    memory = Memory()

    def fail():
        raise NotFoundError("There is none.")

    with pytest.raises(NotFoundError):
        memory.once("question", fail, keeps=True)
    assert "answer" == memory.once("question", lambda: "answer", keeps=True)
