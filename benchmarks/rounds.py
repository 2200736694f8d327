"""Rounds: in each, every program runs each command once, one program after the other, before the next command comes.

So the commands that are compared run one right after the other, on the same machine in the same mood, and each round
turns the order of the programs by one.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .measurements import Measurement
from .phases import DESTROY, FIRST_PREVIEW, UP
from .processes import PROVIDER, memory_of
from .progress import Progress
from .stack import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .contenders import Contender
    from .phases import Phase
    from .plan import Plan
    from .service import Service
    from .stack import Stack

_QUADRATIC_FROM = 600  # from about so many resources on, rewriting the checkpoint takes most of the time


def run_rounds(
    plan: Plan, service: Service, say: Callable[[str], None], before_round: Callable[[], None]
) -> Iterator[list[Measurement]]:
    """Run all rounds of a plan; yields what each has measured."""
    rounds = [(shares, run) for shares in sorted(plan.sizes) for run in range(1, plan.runs + 1)]
    weights = [_weight(*command, shares) for shares, run in rounds for command in commands_of(plan, shares, run)]
    progress = Progress(len(weights), sum(weights), say)
    for shares, run in rounds:
        before_round()
        service.renew(plan.conditions)
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            yield list(Round(plan, service, shares, run, Path(folder)).run_all(progress))


class Round:
    """One round: the stacks of its programs, and which of them have failed."""

    def __init__(self, plan: Plan, service: Service, shares: int, run: int, folder: Path) -> None:
        self._plan = plan
        self._service = service
        self._shares = shares
        self._run = run
        self._folder = folder
        self._lenses: dict[Contender, list[str]] = {}
        self._stacks: dict[Contender, Stack] = {}
        self._failed: set[Contender] = set()

    def run_all(self, progress: Progress) -> Iterator[Measurement]:
        """Run every command of the round."""
        for contender, phase in commands_of(self._plan, self._shares, self._run):
            weight = _weight(contender, phase, self._shares)
            if contender in self._failed:
                progress.skip(1, weight)
                continue
            measured = self._measure(contender, phase)
            progress.tell(measured, weight)
            yield measured

    def _measure(self, contender: Contender, phase: Phase) -> Measurement:
        nothing = Measurement(contender.name, self._shares, self._run, phase.name)
        try:
            stack = self._stack(contender)
            self._service.take_calls()
            command = stack.engine(
                phase.arguments, self._plan.limit(self._shares), f"{self._shares + 1} {phase.result}"
            )
            calls = self._service.take_calls()
            self._check_shares(contender, phase)
        except CommandError as error:
            self._failed.add(contender)
            return replace(nothing, error=str(error))
        providers = command.watch.of(PROVIDER)
        return replace(
            nothing,
            seconds=round(command.seconds, 3),
            calls=calls.answered,
            throttled=calls.throttled,
            checkpoint_bytes=stack.checkpoint_bytes,
            memory=memory_of(max(providers, key=lambda each: each.peak_mb)) if providers else None,
            cpu_seconds={role: round(seconds, 2) for role, seconds in command.watch.cpu_seconds().items()},
        )

    def _stack(self, contender: Contender) -> Stack:
        if contender not in self._stacks:
            folder = self._folder / contender.name
            folder.mkdir()
            self._lenses[contender] = self._service.publish_lenses(contender, self._shares)
            self._stacks[contender] = self._service.new_stack(
                contender, self._lenses[contender], self._shares, folder, self._plan.conditions.variables
            )
        return self._stacks[contender]

    def _check_shares(self, contender: Contender, phase: Phase) -> None:
        """See in the service that the command has done all of what it was measured for."""
        if contender.makes_calls and phase in (UP, DESTROY):
            there = self._service.count_shares(self._lenses[contender])
            if there != (self._shares if phase is UP else 0):
                raise CommandError(f"{phase.name} left {there} shares")


def commands_of(plan: Plan, shares: int, run: int) -> list[tuple[Contender, Phase]]:
    """The commands of a round, in their order."""
    runners = [each for each in plan.contenders if run <= (each.most_runs or run)]
    turn = (run - 1) % len(runners) if runners else 0
    runners = runners[turn:] + runners[:turn]
    beyond = [each for each in runners if each.most_shares and shares > each.most_shares]
    able = [each for each in runners if each not in beyond]
    return [*((each, FIRST_PREVIEW) for each in beyond), *((each, phase) for phase in plan.phases for each in able)]


def _weight(contender: Contender, phase: Phase, shares: int) -> float:
    quadratic = 1 + shares / _QUADRATIC_FROM if phase in (UP, DESTROY) else 1
    return phase.weight * (30 + shares) * quadratic * (1 if contender.most_shares is None else 3)
