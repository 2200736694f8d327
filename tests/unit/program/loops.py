"""Event loops of a test's own."""

import asyncio


def close(loop):
    while waiting := asyncio.all_tasks(loop):
        loop.run_until_complete(asyncio.wait(waiting))
    loop.close()


def run_in_new_loop(coroutine):
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(coroutine)
    finally:
        close(loop)
