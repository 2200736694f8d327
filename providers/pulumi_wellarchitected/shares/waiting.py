"""Waiting for a new share to become what was asked for: associated, or with wait_for_acceptance accepted.

Once a share exists, nothing that goes wrong may keep its ID out of the state: it is returned as it was last seen, with
a warning. The one exception is a share that the service gave up, and that is deleted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.errors import WellArchitectedError, OutcomeUnknownError, ShareFailedError
from pulumi_wellarchitected.shares.api import ENABLE_ORGANIZATION

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.inputs import LensShareInputs
    from pulumi_wellarchitected.shares.lifecycle import LensShares
    from pulumi_wellarchitected.shares.api import Share
    from pulumi_wellarchitected.shares.polling import Polling

_PROGRESS_SECONDS = 60


class EngineLog(Protocol):
    """Where messages for the user go: engine_log.py, or a test's own."""

    def warn(self, message: str) -> None:
        """Show a warning."""

    def inform(self, message: str) -> None:
        """Show a line of information."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Waits for the shares of one lens."""

    shares: LensShares
    polling: Polling
    engine: EngineLog

    def wait_until_settled(self, share: Share, inputs: LensShareInputs) -> Share:
        """Look at a share until its status is a final one, or time is over."""
        share = self._watch(share, inputs)
        if share.status == statuses.FAILED:
            return self._clean_up(share, inputs)
        if share.status in statuses.DEAD:
            self.engine.warn(
                f"{_name(share, inputs)} is {share.status}{_because(share)}: {inputs.principal} has no access."
            )
        return share

    def _watch(self, share: Share, inputs: LensShareInputs) -> Share:
        if not _is_under_way(share, inputs):
            return share
        said = 0.0
        timeout = inputs.timeout("create").total_seconds()
        for passed in self.polling.attempts(timeout):
            try:
                # Absent right after the create is read-after-write lag, not a loss.
                share = self.shares.finding.find_by_id(share.share_id, inputs.principal) or share
            except OutcomeUnknownError:
                pass  # it may answer the next time
            except WellArchitectedError as failure:
                self.engine.warn(f"{_name(share, inputs)} was sent, but is not waited for any longer. {failure}")
                return share
            if not _is_under_way(share, inputs):
                return share
            if passed - said >= _PROGRESS_SECONDS:
                said = passed
                self.engine.inform(f"still {share.status} after {passed:.0f} s: {_missing(share, inputs)}")
        self.engine.warn(
            f"{_name(share, inputs)} is still {share.status} after {timeout:.0f} s: {_missing(share, inputs)}. It "
            f"stays in the state, and `pulumi refresh` reads its status; custom_timeouts gives it more time."
        )
        return share

    def _clean_up(self, share: Share, inputs: LensShareInputs) -> Share:
        sentence = f"{_name(share, inputs)} failed{_because(share)}."
        try:
            self.shares.withdraw(share.share_id, inputs.principal, inputs.timeout("delete"))
        except WellArchitectedError as failure:
            self.engine.warn(f"{sentence} It could not be deleted, and stays in the state. {failure}")
            return share
        raise ShareFailedError(f"{sentence} It was deleted again. {ENABLE_ORGANIZATION}")


def _is_under_way(share: Share, inputs: LensShareInputs) -> bool:
    match share.status:
        case statuses.ASSOCIATING:
            return True
        case statuses.PENDING:
            return inputs.wait_for_acceptance
        case _:
            return False


def _missing(share: Share, inputs: LensShareInputs) -> str:
    if share.status == statuses.PENDING:
        return f"{inputs.principal} has not accepted"
    return f"AWS has not associated {inputs.principal}"


def _because(share: Share) -> str:
    return f" ({share.status_message})" if share.status_message else ""


def _name(share: Share, inputs: LensShareInputs) -> str:
    return f"Lens share {share.share_id} of {inputs.lens} with {inputs.principal}"
