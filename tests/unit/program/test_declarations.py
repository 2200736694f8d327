"""The check for two resources of one thing: what counts as one run of a program."""

import asyncio
from contextvars import copy_context

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.runtime import mocks, reset_options, run_in_stack
from pulumi.runtime.settings import SETTINGS
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from tests.unit.program.loops import close, run_in_new_loop


class Echo(mocks.Mocks):
    def new_resource(self, args):
        return f"{args.name}_id", args.inputs

    def call(self, _args):
        return {}


def share(name, lens=EXAMPLE_LENS_ARN):
    return wa.LensShare(name, lens_alias=lens, shared_with="444455556666")


def share_later(name):
    return share(name, pulumi.Output.from_input(EXAMPLE_LENS_ARN))


@pytest.fixture
def once_a_module():
    mocks.set_mocks(Echo())


@pytest.fixture
def new_loop():
    """An event loop for this test, which runs after it."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield
    close(loop)
    asyncio.set_event_loop(asyncio.new_event_loop())


@pytest.mark.parametrize("declare", [share, share_later])
def test_two_tests_of_one_module_may_declare_the_same_share(once_a_module, declare):
    mocks.test(lambda: declare("first"))()
    mocks.test(lambda: declare("second"))()


@pytest.mark.parametrize("declare", [share, share_later])
def test_one_test_may_not_declare_a_share_twice(once_a_module, declare):
    mocks.test(lambda: declare("first"))()

    with pytest.raises(pulumi.RunError, match="'third' declares the same share as 'second'"):
        mocks.test(lambda: [declare("second"), declare("third")][:0])()


def test_asynchronous_tests_may_declare_the_same_share(once_a_module):
    for name in ["first", "second"]:
        run_in_new_loop(declaring(name))


def test_an_asynchronous_test_may_not_declare_a_share_twice(once_a_module):
    with pytest.raises(pulumi.RunError, match="'second' declares the same share as 'first'"):
        run_in_new_loop(declaring("first", "second"))


async def declaring(*names):
    for name in names:
        await share(name).urn.future()


def test_setting_the_mocks_anew_begins_a_run():
    async def program():
        for name in ["first", "second"]:
            mocks.set_mocks(Echo())
            await share(name).urn.future()

    run_in_new_loop(program())


def test_plain_functions_that_await_nothing_may_declare_the_same_share(once_a_module, new_loop):
    assert {"first", "second"} == {share(name)._name for name in ["first", "second"]}  # noqa: SLF001 - it has no other


def test_each_inline_program_of_the_automation_api_is_a_run():
    names = [["first"], ["second"], ["third", "fourth"]]
    programs = [start_inline_program(*each) for each in names]  # they run at once, as the API does in threads

    outcomes = [finish() for finish in programs]

    assert [None, None] == outcomes[:2]
    assert "LensShare 'fourth' declares the same share as 'third'." in str(outcomes[2])


def start_inline_program(*names):
    """Begin a program in a context and an event loop of its own. The result goes on with it to its end."""
    context, loop, half = copy_context(), asyncio.new_event_loop(), asyncio.Event()

    async def program():
        share(names[0])
        half.set()
        await asyncio.sleep(0)
        for name in names[1:]:
            share(name)

    def start():
        reset_options(project="project", stack=names[0])
        SETTINGS.monitor = mocks.MockMonitor(Echo())
        task = loop.create_task(run_in_stack(program))
        loop.run_until_complete(half.wait())
        return task

    def finish(task):
        try:
            loop.run_until_complete(task)
        except pulumi.RunError as refusal:
            return refusal
        finally:
            close(loop)
        return None

    task = context.run(start)
    return lambda: context.run(finish, task)
