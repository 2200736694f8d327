"""What was seen: one Measurement for each command of each program, and the whole of a run as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from .conditions import Conditions
from .contenders import CONTENDERS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of the provider's process during one command."""

    peak_mb: float
    """The most it ever had resident, by the kernel's own count."""
    growth_mb: float
    """By how much it still grew in the second half of the time for which it was seen."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One command of one program in one run; where it failed, `error` says why, and the figures are none."""

    contender: str
    shares: int
    run: int
    phase: str
    seconds: float = 0
    calls: dict[str, int] = field(default_factory=dict)
    throttled: dict[str, int] = field(default_factory=dict)
    checkpoint_bytes: int = 0
    memory: Memory | None = None
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    error: str = ""

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Measurement:
        """Read one that was written as JSON."""
        memory = values.pop("memory")
        return cls(**values, memory=Memory(**memory) if memory else None)


@dataclass(frozen=True, slots=True)
class Import:
    """What importing a package takes a new interpreter."""

    what: str
    milliseconds: float
    has_botocore: bool
    is_to_do_without: bool = False
    """Whether it is a target that botocore is not imported there."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What it was measured on."""

    cores: int
    system: str
    python: str
    pulumi_cli: str
    pulumi_sdk: str
    botocore: str
    date: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a run has seen."""

    machine: Machine
    conditions: Conditions
    busy: list[float]
    """The share of the processors that others took before each round, for a second: 0 is an idle machine."""
    measurements: list[Measurement]
    imports: list[Import]
    single_create_calls: dict[str, int]
    """The calls of one create on a lens that has 300 shares."""

    @property
    def sizes(self) -> list[int]:
        """The sizes that were measured, in order."""
        return sorted({each.shares for each in self.measurements})

    def runs(self, shares: int) -> int:
        """How many rounds of a size ended well for the programs that are compared with one another in all of them."""
        failed = {each.run for each in self.of_every_round(shares) if each.error}
        return len({each.run for each in self.of_every_round(shares)} - failed)

    def of_every_round(self, shares: int | None = None) -> list[Measurement]:
        """What was measured of the programs that run in every round, of one size or of all."""
        regular = [each for each in self.measurements if CONTENDERS[each.contender].most_runs is None]
        return [each for each in regular if shares in (None, each.shares)]

    def save(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n")

    @classmethod
    def load(cls, file: Path) -> Results:
        """Read what save() has written."""
        values = json.loads(file.read_text())
        return cls(
            **{
                **values,
                "machine": Machine(**values["machine"]),
                "conditions": Conditions(**values["conditions"]),
                "measurements": [Measurement.from_json(each) for each in values["measurements"]],
                "imports": [Import(**each) for each in values["imports"]],
            }
        )
