"""After a killed run, `cancel` and one `up` that adopts make the state and AWS agree. KILLS=50 tries more kills."""

import os
import random
import signal
import time
from dataclasses import dataclass
from itertools import cycle, islice, product

import psutil
import pytest
from tests.support.processes import end_session, session_members
from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault

SHARES = """
for number in range(6):
    wa.LensShare(f"share-{{number}}", lens_alias=lens, shared_with=f"{}{{number:02}}")
"""
BEFORE, AFTER = "4444555566", "7777888899"
HELD_SECONDS = 1.5


@dataclass(frozen=True)
class Kill:
    """The process that is killed, and the request during which, or a moment after which, that happens."""

    verb: str
    victim: str
    operation: str
    number: int
    when: str
    pause: float

    def __str__(self) -> str:
        return f"{self.verb}-{self.victim}-{self.when}-{self.operation}-{self.number}-{self.pause}"

    def fault(self) -> Fault:
        """Hold the request, or those after it, so that the run is not over when the kill comes."""
        if self.when == "answered":
            return Fault(operation=self.operation, skip=self.number, latency=HELD_SECONDS, times=None)
        return Fault(operation=self.operation, skip=self.number - 1, latency=HELD_SECONDS, when=self.when)


OPERATIONS = {
    "up": ["CreateLensShare"],
    "replace": ["CreateLensShare", "DeleteLensShare"],
    "destroy": ["DeleteLensShare"],
}
VICTIMS = ["engine", "plugin", "both"]


def kills(count):
    chosen = random.Random(12)  # noqa: S311 - the same points in each run
    for verb, victim in islice(cycle(product(OPERATIONS, VICTIMS)), count):
        operation = chosen.choice(OPERATIONS[verb])
        when = chosen.choice(["before", "after", "answered"])
        yield Kill(verb, victim, operation, chosen.randint(1, 5), when, round(chosen.uniform(0, 0.3), 2))


def plugins(session):
    return [pid for pid in session_members(session) if "pulumi.dynamic" in psutil.Process(pid).cmdline()]


def end(process, victim):
    """Kill the engine, its plugins, or both. A killed plugin leaves an engine that ends by itself."""
    pids = plugins(process.pid) if victim != "engine" else []
    assert pids or victim == "engine"
    for pid in ([process.pid] if victim != "plugin" else []) + pids:
        os.kill(pid, signal.SIGKILL)
    process.wait(timeout=60)
    assert process.returncode != 0


@pytest.fixture
def killed(stack, wellarchitected, lens):
    """Runs a verb up to the kill. An orphaned plugin goes on until the test ends it."""
    sessions = []

    def run(kill):
        stack.declare(SHARES.format(BEFORE))
        if kill.verb != "up":
            stack.up()
        if kill.verb == "replace":
            stack.declare(SHARES.format(AFTER))
        wellarchitected.clear_requests()
        wellarchitected.inject(kill.fault())
        process = stack.start(*stack.command("destroy" if kill.verb == "destroy" else "up"))
        sessions.append(process)
        wait_until(lambda: reached(wellarchitected, kill))
        time.sleep(kill.pause)
        end(process, kill.victim)
        wellarchitected.clear_faults()
        return process

    yield run
    for process in sessions:
        end_session(process.pid)
        process.communicate()
    wait_until(lambda: not any(session_members(process.pid) for process in sessions))


def reached(wellarchitected, kill):
    requests = wellarchitected.requests(kill.operation)[: kill.number]
    return len(requests) == kill.number and (kill.when != "answered" or all(each.status for each in requests))


def wait_for_the_last_call(wellarchitected):
    """Wait for what an orphan, or the service on behalf of a dead client, still does."""
    time.sleep(HELD_SECONDS)
    seen = -1
    while seen != (seen := len(wellarchitected.requests())):
        time.sleep(0.3)


@pytest.mark.parametrize("kill", list(kills(int(os.environ.get("KILLS", "12")))), ids=str)
def test_after_a_kill_the_state_and_aws_agree_again(stack, wellarchitected, lens, killed, kill):
    process = killed(kill)
    if kill.victim != "plugin":  # the engine that outlives its plugin gives its lock back
        stack.run("cancel", "--yes", "--stack", stack.name)
    if kill.verb == "destroy":
        stack.destroy()
    else:
        stack.environment["PULUMI_WELLARCHITECTED_ADOPT_EXISTING"] = "true"
        stack.up()
        del stack.environment["PULUMI_WELLARCHITECTED_ADOPT_EXISTING"]
    wait_for_the_last_call(wellarchitected)
    end_session(process.pid)
    prefix = {"up": BEFORE, "replace": AFTER, "destroy": ""}[kill.verb]
    shares = wellarchitected.shares(lens)
    assert ([f"{prefix}{number:02}" for number in range(6)] if prefix else []) == sorted(
        share.shared_with for share in shares
    )
    assert sorted(share.share_id for share in shares) == sorted(
        resource["outputs"]["share_id"] for resource in stack.resources()
    )
    if prefix:
        stack.preview("--refresh", "--expect-no-changes")
