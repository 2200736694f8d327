"""What lives as long as the plugin's process: the AWS session and the lenses it has met.

There is one process for each provider instance (the default one, and each explicit one), and the engine configures it
once, so that module state is exactly as wide as it has to be. The dynamic provider itself, which travels pickled,
holds none.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.plugin import messages as engine_log
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.shares.ownership import Holdings
from pulumi_wellarchitected.shares.lifecycle import LensShares
from pulumi_wellarchitected.shares.api import LensSharesApi
from pulumi_wellarchitected.shares.polling import Polling
from pulumi_wellarchitected.shares.waiting import Settling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.arns import LensArn


class PluginProcess:
    """The configuration of a plugin process, and the shares of each lens that it works on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin({})

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take the configuration; nothing is checked and no call is made before it is needed.

        The SDK calls this once for each spelling of the pickled provider that it meets in a state, with the one
        configuration that the process has. What is remembered of the run has to outlive the second call.
        """
        with self._lock:
            if dict(config) != self._config:
                self._begin(config)

    def _begin(self, config: Mapping[str, Any]) -> None:
        self._config = dict(config)
        self._session: Session | None = None
        self._lenses: dict[LensArn, LensShares] = {}
        self._polling = Polling()
        self.holdings = Holdings()

    def check_settings(self) -> None:
        """Raise ConfigurationError where the configuration cannot be honoured."""
        Settings.from_config(self._config)

    def shares_of(self, lens: LensArn) -> LensShares:
        """Hand out the shares of a lens, the same to every thread."""
        with self._lock:
            if self._session is None:
                self._session = Session(Settings.from_config(self._config))
            if lens not in self._lenses:
                self._lenses[lens] = LensShares(LensSharesApi(self._session, lens), self._polling, self.holdings)
            return self._lenses[lens]

    def settling_of(self, lens: LensArn) -> Settling:
        """Hand out what waits for the shares of a lens."""
        return Settling(self.shares_of(lens), self._polling, engine_log)


process = PluginProcess()
