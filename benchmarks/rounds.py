"""Rounds: each program runs the same command before the next command starts.

So the commands that are compared run one after the other on the same machine. Each round changes the programs' order.
"""

import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.support.processes import finish
from tests.support.stack import Stack

from .measurements import Measurement
from .memory import MemoryWatch
from .plan import DESTROY, OURS, SHARES_A_LENS, UP, Conditions, Phase, Plan, Program, limit_seconds
from .service import Service


class CommandError(Exception):
    """A command of the CLI failed, or did not do its work."""


def run_rounds(
    plan: Plan, service: Service, say: Callable[[str], None], before_round: Callable[[], None]
) -> Iterator[list[Measurement]]:
    """Run the rounds of a plan; yields the measurements of each."""
    for shares in sorted(plan.sizes):
        for run in range(1, plan.runs + 1):
            before_round()
            service.renew(plan.conditions)
            with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
                yield list(Round(plan.conditions, service, shares, run, Path(folder)).measure(plan, say))


@dataclass(slots=True)
class Round:
    """One round, and the programs that have failed in it."""

    conditions: Conditions
    service: Service
    shares: int
    run: int
    folder: Path
    _stacks: dict[str, tuple[Stack, list[str]]] = field(default_factory=dict)

    def measure(self, plan: Plan, say: Callable[[str], None]) -> Iterator[Measurement]:
        """Measure all commands. A program that failed runs no more commands."""
        failed = set()
        for program, phase in commands(plan, self.run):
            if program not in failed:
                measured = self._measure(program, phase)
                if measured.error:
                    failed.add(program)
                result = measured.error or f"{measured.seconds:.1f} s"
                say(f"{self.shares} shares, round {self.run}: {phase.name} of {program.title}: {result}")
                yield measured

    def _measure(self, program: Program, phase: Phase) -> Measurement:
        nothing = Measurement(program.name, self.shares, self.run, phase.name)
        try:
            stack, lenses = self._stack(program)
            self.service.take_calls()
            figures = run_command(stack, phase, program.resources(self.shares))
            calls = self.service.take_calls()
            if program.makes_calls and phase in (UP, DESTROY):
                self._check_shares(lenses, self.shares if phase is UP else 0)
        except (CommandError, subprocess.TimeoutExpired) as error:
            return replace(nothing, error=str(error))
        size = checkpoint(stack).stat().st_size
        return replace(nothing, **figures, calls=calls.answered, throttled=calls.throttled, checkpoint_bytes=size)

    def _stack(self, program: Program) -> tuple[Stack, list[str]]:
        if program.name not in self._stacks:
            lenses = self.service.publish_lenses(program, self.shares)
            folder = self.folder / program.name
            stack = self.service.new_stack(program, lenses, self.shares, folder, self.conditions)
            self._stacks[program.name] = stack, lenses
        return self._stacks[program.name]

    def _check_shares(self, lenses: list[str], expected: int) -> None:
        there = self.service.count_shares(lenses)
        if there != expected:
            raise CommandError(f"The service has {there} shares instead of {expected}")


def commands(plan: Plan, run: int) -> list[tuple[Program, Phase]]:
    """The commands of a round, in their order."""
    turn = (run - 1) % len(plan.programs)
    programs = [*plan.programs[turn:], *plan.programs[:turn]]
    return [(program, phase) for phase in plan.phases for program in programs]


def run_command(stack: Stack, phase: Phase, resources: int) -> dict[str, Any]:
    """Run a command to its end; returns its time, and the memory of the provider's process."""
    began = time.monotonic()
    with stack.start(*stack.command(phase.verb, *phase.options)) as process, MemoryWatch(process.pid) as watch:
        output = finish(process, limit_seconds(resources))
        seconds = time.monotonic() - began
    if process.returncode:
        raise CommandError(f"`pulumi {phase.verb}` failed: {reason(output)}")
    if f"{resources + 1} {phase.result}" not in output:
        end = output.strip()[-200:]
        raise CommandError(f"`pulumi {phase.verb}` has not {phase.result} {resources} resources: {end}")
    return {"seconds": round(seconds, 3), "peak_mb": watch.peak_mb, "growth_mb": watch.growth_mb}


def reason(output: str) -> str:
    """The last line of a traceback, else the first error of the CLI."""
    exceptions = re.findall(r"^ *([\w.]+(?:Error|Exception): .+)", output, re.MULTILINE)
    errors = re.findall(r"^ *(error: .+)", output, re.MULTILINE)
    return str([*exceptions[-1:], *errors, output.strip()][0])[:300]


def checkpoint(stack: Stack) -> Path:
    """The file of the backend that contains the state."""
    state = stack.folder.with_name(f"{stack.folder.name}-state")
    return state / ".pulumi" / "stacks" / stack.project / f"{stack.name}.json"


def count_calls_of_single_create(service: Service, conditions: Conditions) -> dict[str, int]:
    """The calls of one more create on a lens that is full of shares, by operation."""
    service.renew(conditions)
    service.client.configure(shares_per_lens=SHARES_A_LENS + 1)
    lenses = service.publish_lenses(OURS, 1)
    for number in range(SHARES_A_LENS):
        service.client.share(lenses[0], str(300000000000 + number))
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        stack = service.new_stack(OURS, lenses, 1, Path(folder) / OURS.name, conditions)
        service.take_calls()
        run_command(stack, UP, 1)
        return service.take_calls().answered
