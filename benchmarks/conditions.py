"""The conditions of a run that are unusual: each is an option, and names the files, the page and the command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

CALLS_A_SECOND = 10


class Stated(NamedTuple):
    """One condition, where it stands in a file's name, in a title after "where", and on the command line."""

    file_name: str
    words: str
    option: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """How the service and the engine behave."""

    latency_ms: int = 0
    """What the service takes for each call, and the floor for a create and a delete."""
    throttled: bool = False
    """Whether it lets only CALLS_A_SECOND pass."""
    skips_checkpoints: bool = False
    """Whether the engine writes the state at the end of each command alone (PULUMI_SKIP_CHECKPOINTS)."""

    @property
    def stated(self) -> list[Stated]:
        """Those that are not as usual."""
        ms = self.latency_ms
        unusual = {
            Stated(f"latency-{ms}-ms", f"a call takes {ms} ms", f"--latency {ms}"): ms,
            Stated("throttled", f"AWS lets {CALLS_A_SECOND} calls a second pass", "--throttle"): self.throttled,
            Stated(
                "no-checkpoints", "the engine writes its state at the end alone", "--skip-checkpoints"
            ): self.skips_checkpoints,
        }
        return [condition for condition, holds in unusual.items() if holds]

    @property
    def file_name(self) -> str:
        """A run under other conditions stands beside the usual one, and does not replace it."""
        return "-".join(each.file_name for each in self.stated) or "no-latency"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the engine and all that it starts, the same for every program."""
        return {
            "NO_OP_CALL_SECONDS": str(self.latency_ms / 1000),  # for programs/floor
            **({"PULUMI_SKIP_CHECKPOINTS": "true"} if self.skips_checkpoints else {}),
        }
