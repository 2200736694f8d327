"""What a plugin process remembers: its configuration, the AWS session, and the shares of each target.

The engine starts one process for each provider instance (the default one, and each explicit one). dynamic.py constructs
this object and passes it to the verbs. Nothing in it outlives the command.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import Polling, Session, Settings
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.directory import Directory
from pulumi_wellarchitected.shares.lifecycle import ADOPT_ONCE, Shares
from pulumi_wellarchitected.shares.ownership import Ownership

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Messages
    from pulumi_wellarchitected.shares.kind import ShareKind


class Process:
    """The memory of one plugin process, for all its threads."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self._lock = Lock()
        self._begin({})

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take the configuration. Checks nothing and makes no API call.

        The SDK calls this once for each spelling of the pickled provider in a state, always with the same
        configuration. What the process remembers of the run has to survive the second call.
        """
        with self._lock:
            if dict(config) != self._config:
                self._begin(config)

    def adopts_existing(self) -> bool:
        """Whether this run adopts existing shares, whatever the program says."""
        return os.environ.get(ADOPT_ONCE, "").lower() in ("1", "true")

    def check_settings(self) -> None:
        """Raise ConfigurationError if a setting is malformed or not supported."""
        Settings.from_config(self._config)

    def shares(self, kind: ShareKind, target: Target) -> Shares:
        """Return the shares of a target, the same object to every thread."""
        with self._lock:
            if target not in self._shares:
                self._shares[target] = self._new_shares(kind, target)
            return self._shares[target]

    def _begin(self, config: Mapping[str, Any]) -> None:
        self._config = dict(config)
        self._session: Session | None = None
        self._shares: dict[Target, Shares] = {}
        self.ownership = Ownership()

    def _new_shares(self, kind: ShareKind, target: Target) -> Shares:
        self._session = self._session or Session(Settings.from_config(self._config), self.messages.inform)
        directory = Directory(SharesApi(self._session, kind, target))
        return Shares(kind, directory, self.ownership, Polling(), self.messages)
