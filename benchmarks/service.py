"""The emulator in a process of its own, in the benchmark's terms."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.support.emulated import REGION, aws_config
from tests.support.stack import Stack
from wellarchitected_emulator import EmulatorClient, Fault
from wellarchitected_emulator.background import Background

from .plan import CALLS_A_SECOND, Conditions, Program

_PROGRAMS = Path(__file__).with_name("programs")


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls that were carried out, by operation, and the number of calls that were throttled."""

    answered: dict[str, int]
    throttled: int


@dataclass(frozen=True, slots=True)
class Service:
    """The service that the programs share lenses with."""

    client: EmulatorClient

    def renew(self, conditions: Conditions) -> None:
        """Forget everything, and behave as the conditions say from now on."""
        self.client.reset()
        if conditions.latency_ms:
            self.client.inject(Fault(latency=conditions.latency_ms / 1000, times=None))
        if conditions.throttled:
            self.client.inject(Fault.throttling(rate=CALLS_A_SECOND, burst=CALLS_A_SECOND))

    def publish_lenses(self, program: Program, shares: int) -> list[str]:
        """Publish the lenses for a number of shares; returns their ARNs."""
        names = [f"lens-{number}" for number in range(len(program.shares_a_lens(shares)))]
        return [self.client.publish_lens(name, account=program.account, region=REGION) for name in names]

    def new_stack(
        self, program: Program, lenses: list[str], shares: int, folder: Path, conditions: Conditions
    ) -> Stack:
        """Create a program's stack in a new folder."""
        shutil.copytree(_PROGRAMS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        what = {"program": program.name, "lenses": json.dumps(lenses), "shares": shares}
        stack = Stack.init(folder, folder.parent / "home", {**aws_config(self.client.url, program.account), **what})
        stack.environment |= {**self.client.environment(program.account, REGION), **conditions.variables}
        return stack

    def count_shares(self, lenses: list[str]) -> int:
        """How many shares the lenses have."""
        return sum(len(self.client.shares(lens)) for lens in lenses)

    def take_calls(self) -> Calls:
        """The calls since the last time."""
        requests = self.client.requests()
        self.client.clear_requests()
        answered = [each.operation for each in requests if each.status != HTTPStatus.TOO_MANY_REQUESTS]
        return Calls(dict(Counter(answered)), len(requests) - len(answered))


@contextmanager
def running_service(folder: Path) -> Iterator[Service]:
    """Start the emulator with its state in a folder, and stop it at the end."""
    background = Background(folder)
    record = background.start(port=0)
    try:
        yield Service(EmulatorClient(record.url))
    finally:
        background.stop()
