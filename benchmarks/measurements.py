"""What a run saw, kept in a file, and its medians and ratios. A ratio compares commands of the same round."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from .machine import Machine
from .plan import UP, Conditions, Program
from .start_up import Import


@dataclass(frozen=True, slots=True)
class Measurement:
    """One command of one program in one round. A failed command has an error and no figures."""

    program: str
    shares: int
    run: int
    phase: str
    seconds: float = 0
    calls: dict[str, int] = field(default_factory=dict)
    """The calls that the service carried out, by operation."""
    throttled: int = 0
    checkpoint_bytes: int = 0
    peak_mb: float = 0
    """The most memory of the plugin; 0 if the command ended before the first look."""
    growth_mb: float = 0
    """By how much that memory grew in the second half of the time."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of a number of ratios, the lowest and the highest."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def from_values(cls, values: Iterable[float]) -> "Ratio | None":
        """Summarize ratios; None if there are none."""
        ratios = sorted(values)
        return cls(median(ratios), ratios[0], ratios[-1]) if ratios else None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a run saw."""

    arguments: str
    """The command line of the run."""
    machine: Machine
    conditions: Conditions
    busy: list[float]
    """The part of the processors that other work took before each round."""
    imports: list[Import]
    single_create_calls: dict[str, int]
    """The calls of one create on a full lens."""
    measurements: list[Measurement]

    @property
    def sizes(self) -> list[int]:
        """The measured sizes, in order."""
        return sorted({each.shares for each in self.measurements})

    @property
    def failures(self) -> list[Measurement]:
        """The commands that failed."""
        return [each for each in self.measurements if each.error]

    def rounds(self, shares: int) -> int:
        """How many rounds of a size had no failure."""
        failed = {each.run for each in self.failures if each.shares == shares}
        return len({each.run for each in self.measurements if each.shares == shares} - failed)

    def find(self, program: Program, shares: int, phase: str | None = None) -> list[Measurement]:
        """The measurements of a command, or of all commands, that have not failed."""
        of_size = [each for each in self.measurements if (each.program, each.shares) == (program.name, shares)]
        return [each for each in of_size if phase in (None, each.phase) and not each.error]

    def pairs(self, program: Program, base: Program, shares: int, phase: str) -> list[tuple[Measurement, Measurement]]:
        """The measurements of a command of two programs in the same rounds."""
        bases = {each.run: each for each in self.find(base, shares, phase)}
        return [(each, bases[each.run]) for each in self.find(program, shares, phase) if each.run in bases]

    def seconds(self, program: Program, shares: int, phase: str) -> float | None:
        """The median time of a command."""
        runs = [each.seconds for each in self.find(program, shares, phase)]
        return median(runs) if runs else None

    def time_ratio(
        self, program: Program, base: Program, shares: int, phase: str, base_waits: float = 0
    ) -> Ratio | None:
        """The time of a command, as a multiple of the base's time, to which some seconds may be added."""
        pairs = self.pairs(program, base, shares, phase)
        return Ratio.from_values(own.seconds / (other.seconds + base_waits) for own, other in pairs)

    def state_ratio(self, program: Program, base: Program, shares: int) -> Ratio | None:
        """The size of the state after `up`, as a multiple of the base's."""
        pairs = self.pairs(program, base, shares, UP.name)
        return Ratio.from_values(own.checkpoint_bytes / other.checkpoint_bytes for own, other in pairs)

    def most_calls(self, program: Program, shares: int, phase: str) -> dict[str, int] | None:
        """The calls of the run that made the most, by operation."""
        runs = [each.calls for each in self.find(program, shares, phase)]
        return max(runs, key=lambda calls: sum(calls.values()), default=None)

    def peak_mb(self, program: Program, shares: int) -> float:
        """The most memory of the plugin in any command."""
        return max((each.peak_mb for each in self.find(program, shares)), default=0)

    def growth_mb(self, program: Program, shares: int) -> float:
        """The most that the plugin grew in the second half of an `up`."""
        return max((each.growth_mb for each in self.find(program, shares, UP.name)), default=0)

    def save(self, file: Path) -> None:
        """Write the results as JSON Lines: a line for the run, and one for each measurement."""
        run = asdict(self)
        measurements = run.pop("measurements")
        file.write_text("".join(f"{json.dumps(each)}\n" for each in (run, *measurements)))

    @classmethod
    def load(cls, file: Path) -> "Results":
        """Read the results from a file that save() wrote."""
        run, *measurements = map(json.loads, file.read_text().splitlines())
        typed = {
            "machine": Machine(**run["machine"]),
            "conditions": Conditions(**run["conditions"]),
            "imports": [Import(**each) for each in run["imports"]],
            "measurements": [Measurement(**each) for each in measurements],
        }
        return cls(**{**run, **typed})
