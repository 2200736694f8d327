"""What a run measures: the programs, the commands, the sizes, and the conditions of the service and the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

_MOST_LENSES = 15  # AWS's quotas, in an account and Region
SHARES_A_LENS = 300
CALLS_A_SECOND = 10
"""What the service lets pass when it throttles."""


@dataclass(frozen=True, slots=True)
class Program:
    """A module of programs/, and the account that owns its lenses."""

    name: str
    title: str
    account: str
    makes_calls: bool = True
    declares_lists: bool = False
    """Whether it declares the shares of a lens as one resource."""

    def shares_a_lens(self, shares: int) -> list[int]:
        """How many shares each lens gets. Lenses with lists are full; others have room for one more share."""
        lenses = ceil(shares / SHARES_A_LENS) if self.declares_lists else shares // SHARES_A_LENS + 1
        lenses = min(lenses, _MOST_LENSES)
        return [shares // lenses + (number < shares % lenses) for number in range(lenses)]

    def resources(self, shares: int) -> int:
        """How many resources it declares."""
        return len(self.shares_a_lens(shares)) if self.declares_lists else shares


FLOOR = Program("floor", "the floor", "111111111111", makes_calls=False)
BARE = Program("bare_boto3", "bare boto3", "333333333333")
OURS = Program("ours", "LensShare", "222222222222")
EXCLUSIVE = Program("exclusive", "LensSharesExclusive", "444444444444", declares_lists=True)
PROGRAMS = {each.name: each for each in (FLOOR, BARE, OURS, EXCLUSIVE)}


@dataclass(frozen=True, slots=True)
class Phase:
    """A command of the CLI, and what its summary says of all resources when it has done its work."""

    name: str
    verb: str
    result: str
    options: tuple[str, ...] = ()


UP = Phase("up", "up", "created")
NO_CHANGE = Phase("no-change up", "up", "unchanged")
REFRESH = Phase("refresh", "refresh", "unchanged")
DESTROY = Phase("destroy", "destroy", "deleted")
PHASES = {
    each.name: each
    for each in (
        UP,
        NO_CHANGE,
        Phase("preview", "preview", "unchanged"),
        REFRESH,
        Phase("up --refresh", "up", "unchanged", ("--refresh",)),
        DESTROY,
    )
}


@dataclass(frozen=True, slots=True)
class Conditions:
    """The latency in milliseconds, whether the service throttles, and whether the engine skips checkpoints."""

    latency_ms: int = 0
    throttled: bool = False
    skips_checkpoints: bool = False

    @property
    def stated(self) -> dict[str, str]:
        """The unusual conditions: each as part of a file's name, and as a clause of a title."""
        ms = self.latency_ms
        latency = {f"latency-{ms}-ms": f"a call takes {ms} ms"} if ms else {}
        throttled = {"throttled": f"AWS accepts {CALLS_A_SECOND} calls a second"} if self.throttled else {}
        at_the_end = {"no-checkpoints": "the engine writes its state only at the end"} if self.skips_checkpoints else {}
        return latency | throttled | at_the_end

    @property
    def file_name(self) -> str:
        """The name of the files with the results."""
        return "-".join(self.stated) or "no-latency"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the engine and its plugins, the same for every program."""
        checkpoints = {"PULUMI_SKIP_CHECKPOINTS": "true"} if self.skips_checkpoints else {}
        return {"FLOOR_CALL_SECONDS": str(self.latency_ms / 1000), **checkpoints}


@dataclass(frozen=True, slots=True)
class Plan:
    """The options of a run."""

    sizes: Sequence[int] = (50, 300, 1000)
    runs: int = 3
    programs: Sequence[Program] = tuple(PROGRAMS.values())
    phases: Sequence[Phase] = tuple(PHASES.values())
    conditions: Conditions = field(default_factory=Conditions)


def limit_seconds(shares: int) -> float:
    """The time after which a command has failed. The work of the engine's checkpoints is quadratic."""
    return 300 + 500 * (shares / 1000) ** 2
