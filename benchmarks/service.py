"""The emulator in a process of its own: its lenses, its faults, and the calls that it has seen."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from wellarchitected_emulator import EmulatorClient, Fault
from wellarchitected_emulator.background import Background

from .conditions import CALLS_A_SECOND, Conditions
from .environment import clean_environment
from .plan import lens_count
from .stack import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .contenders import Contender

REGION = "us-east-1"
_START_SECONDS = 30
_STOP_SECONDS = 10


class ServiceError(Exception):
    """The emulator did not start."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls by operation: those that were carried out, and those that were throttled."""

    answered: dict[str, int]
    throttled: dict[str, int]


@dataclass(frozen=True, slots=True)
class Service:
    """The emulator's API, in the benchmark's terms."""

    client: EmulatorClient

    def renew(self, conditions: Conditions) -> None:
        """Forget everything, and behave as the conditions say from now on."""
        self.client.reset()
        if conditions.latency_ms:
            self.client.inject(Fault(latency=conditions.latency_ms / 1000, times=None))
        if conditions.throttled:
            self.client.inject(Fault.throttling(rate=CALLS_A_SECOND, burst=CALLS_A_SECOND))

    def publish_lenses(self, contender: Contender, shares: int) -> list[str]:
        """Publish the lenses that so many shares take; returns their ARNs."""
        numbers = range(lens_count(shares))
        return [self.client.publish_lens(f"lens-{n}", account=contender.account, region=REGION) for n in numbers]

    def new_stack(
        self, contender: Contender, lenses: list[str], shares: int, folder: Path, variables: Mapping[str, str]
    ) -> Stack:
        """Make a program's stack below a folder, configured for the emulator, with further variables around it."""
        url = self.client.url
        config = {
            "lenses": json.dumps(lenses),
            "shares": str(shares),
            "aws:region": REGION,
            "aws:accessKey": contender.account,
            "aws:secretKey": "secret",
            "aws:endpoints": json.dumps([{"wellarchitected": url, "sts": url}]),
        }
        environment = {**self.client.environment(contender.account, REGION), **variables}
        return Stack.init(contender.folder, folder, config, environment)

    def count_shares(self, lenses: list[str]) -> int:
        """How many shares the lenses have."""
        return sum(len(self.client.shares(lens)) for lens in lenses)

    def take_calls(self) -> Calls:
        """The calls since they were taken last."""
        answered, throttled = Counter[str](), Counter[str]()
        for request in self.client.requests():
            refused = request.status == HTTPStatus.TOO_MANY_REQUESTS
            (throttled if refused else answered)[request.operation] += 1
        self.client.clear_requests()
        return Calls(dict(answered), dict(throttled))


@contextmanager
def running_service(folder: Path) -> Iterator[Service]:
    """Start the emulator, and stop it in the end."""
    folder.mkdir()
    command = [sys.executable, "-m", "wellarchitected_emulator", "serve", "--port", "0", "--state", str(folder)]
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own emulator
            command, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield Service(_wait_until_answering(folder, process))
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_answering(folder: Path, process: subprocess.Popen[bytes]) -> EmulatorClient:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        record = Background(folder).running()
        if record:
            return EmulatorClient(record.url)
        time.sleep(0.05)
    raise ServiceError(f"The emulator did not start: {(folder / 'output.log').read_text().strip()[-500:]}")
