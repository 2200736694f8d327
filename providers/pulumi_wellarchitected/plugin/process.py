"""What a plugin process remembers: its configuration, the AWS session, and what is known of shares and lenses.

The engine starts one process for each provider instance (the default one, and each explicit one). dynamic.py constructs
this object and passes it to the verbs. Nothing in it outlives the command. A room is imported when a resource first
needs it.
"""

from __future__ import annotations

import os
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_wellarchitected.aws import Polling, Session, Settings
from pulumi_wellarchitected.ownership import ADOPT_ONCE, Ownership
from pulumi_wellarchitected.plugin.dead_shares import DeadShares

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.aws import Messages, Tags
    from pulumi_wellarchitected.global_settings.lifecycle import GlobalSettings
    from pulumi_wellarchitected.invitations.acceptance import Acceptances
    from pulumi_wellarchitected.lenses.lifecycle import Lenses
    from pulumi_wellarchitected.shares.kind import ShareKind
    from pulumi_wellarchitected.shares.lifecycle import Shares

_T = TypeVar("_T")


class Process:
    """The memory of one plugin process, for all its threads."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self._lock = RLock()  # what is made may need the session
        self._begin({})

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take the configuration. Checks nothing and makes no API call.

        The SDK calls this once for each spelling of the pickled provider in a state, always with the same
        configuration. What the process remembers of the run has to survive the second call.
        """
        with self._lock:
            if dict(config) != self._config:
                self._begin(config)

    def end(self) -> None:
        """Tell what is to be told once. Called when the process ends."""
        for line in self.dead_shares.lines():
            self.messages.warn(line)

    def adopts_existing(self) -> bool:
        """Whether this run adopts existing shares, whatever the program says."""
        return os.environ.get(ADOPT_ONCE, "").lower() in ("1", "true")

    def check_settings(self) -> None:
        """Raise ConfigurationError if a setting is malformed or not supported. Called for what a program declares."""
        self.has_program = True
        self._settings()

    def shares(self, kind: ShareKind, target: Target) -> Shares:
        """Return the shares of a target, the same object to every thread."""
        return self._remember((kind.noun, target), partial(self._new_shares, kind, target))

    def lenses(self, region: str) -> Lenses:
        """Return the custom lenses in a Region, the same object to every thread."""
        return self._remember(("lenses", region), partial(self._new_lenses, region))

    def default_region(self) -> str:
        """The Region of resources that name none. Raises ConfigurationError if nothing names one."""
        return self._session().default_region()

    def tags(self) -> Tags:
        """The settings for tags."""
        return self._settings().tags

    def acceptances(self, region: str) -> Acceptances:
        """Return what the caller's account has accepted in a Region, the same object to every thread."""
        return self._remember(("acceptances", region), partial(self._new_acceptances, region))

    def global_settings(self, region: str) -> GlobalSettings:
        """Return the global settings of the caller's account in a Region, the same object to every thread."""
        return self._remember(("global settings", region), partial(self._new_global_settings, region))

    def _begin(self, config: Mapping[str, Any]) -> None:
        self._config = dict(config)
        self._remembered: dict[Hashable, Any] = {}
        self.has_program = False  # in a refresh or a destroy, the engine asks for no check
        self.ownership = Ownership()
        self.dead_shares = DeadShares()

    def _settings(self) -> Settings:
        return self._remember("settings", lambda: Settings.from_config(self._config))

    def _session(self) -> Session:
        return self._remember("session", lambda: Session(self._settings(), self.messages.inform))

    def _new_shares(self, kind: ShareKind, target: Target) -> Shares:
        from pulumi_wellarchitected.shares.api import SharesApi
        from pulumi_wellarchitected.shares.directory import Directory
        from pulumi_wellarchitected.shares.lifecycle import Shares

        directory = Directory(SharesApi(self._session(), kind, target))
        return Shares(kind, directory, self.ownership, Polling(), self.messages)

    def _new_lenses(self, region: str) -> Lenses:
        from pulumi_wellarchitected.lenses.api import LensesApi
        from pulumi_wellarchitected.lenses.lifecycle import Lenses

        api = LensesApi(self._session(), region)
        return Lenses(api, self.tags(), self.ownership, Polling(), self.messages)

    def _new_acceptances(self, region: str) -> Acceptances:
        from pulumi_wellarchitected.invitations.acceptance import Acceptances
        from pulumi_wellarchitected.invitations.api import InvitationsApi
        from pulumi_wellarchitected.invitations.inbox import Inbox

        return Acceptances(Inbox(InvitationsApi(self._session(), region)), Polling(), self.messages)

    def _new_global_settings(self, region: str) -> GlobalSettings:
        from pulumi_wellarchitected.global_settings.api import GlobalSettingsApi
        from pulumi_wellarchitected.global_settings.lifecycle import GlobalSettings

        return GlobalSettings(GlobalSettingsApi(self._session(), region), self.ownership, Polling())

    def _remember(self, key: Hashable, make: Callable[[], _T]) -> _T:
        with self._lock:
            if key not in self._remembered:
                self._remembered[key] = make()
            remembered: _T = self._remembered[key]
            return remembered
