"""Changes the global settings of an account in a Region, and waits until AWS shows the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import remaining
from pulumi_wellarchitected.errors import AlreadyExistsError, ConflictError, InternalError, OutcomeUnknownError
from pulumi_wellarchitected.global_settings.settings import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws import Polling
    from pulumi_wellarchitected.errors import ServiceError
    from pulumi_wellarchitected.global_settings.api import GlobalSettingsApi
    from pulumi_wellarchitected.ownership import Ownership


class GlobalSettings:
    """The global settings of the caller's account in one Region."""

    def __init__(self, api: GlobalSettingsApi, ownership: Ownership, polling: Polling) -> None:
        self._api = api
        self._ownership = ownership
        self._polling = polling
        self._declared: set[str | None] = set()

    def declare(self, region: str | None) -> None:
        """Record that the program declares these settings, and with which Region: the one that it gives, or None.

        The engine may ask about one resource several times, and the program's side refuses two that give the same
        Region. So two resources are seen here by their different answers. Raises AlreadyExistsError for the second.
        """
        self._declared.add(region)
        if len(self._declared) > 1:
            raise AlreadyExistsError(
                f"Two resources of this program are for the global settings in {self._api.region}: one names the "
                f"Region, and the other has it from its provider or from its state. Remove one of the two."
            )

    def create(self, wanted: Mapping[str, str]) -> Place:
        """Change the settings for a new resource. Returns whose they are."""
        place = Place(self._api.caller_account(), self._api.region)
        if self._ownership.is_owned(str(place)):
            raise AlreadyExistsError(
                f"Another resource of this program has the global settings of account {place.account} in "
                f"{place.region}. Remove one of the two."
            )
        self._ownership.own(str(place))
        self.change(place, wanted)
        return place

    def read(self, place: Place) -> dict[str, str]:
        """Read all settings."""
        return self._api.read(place)

    def change(self, place: Place, wanted: Mapping[str, str]) -> None:
        """Change what is different, and wait until AWS shows it or the time is over."""
        different = self._find_differences(place, wanted)
        if not different:
            return
        failure = self._try_to_update(place, different)
        for _ in self._polling.attempts(remaining()):
            different = self._find_differences(place, wanted)
            if not different:
                return
            if failure:
                failure = self._try_to_update(place, different)
        raise failure or InternalError(
            f"Changed {', '.join(different)} in {place}, but AWS does not show it yet. Run the command again in a "
            f"minute: what has taken effect by then is left as it is."
        )

    def _find_differences(self, place: Place, wanted: Mapping[str, str]) -> dict[str, str]:
        found = self._api.read(place)
        return {name: status for name, status in wanted.items() if found[name] != status}

    def _try_to_update(self, place: Place, settings: Mapping[str, str]) -> ServiceError | None:
        """Return a failure after which the change may have taken effect or may heal, and raise any other."""
        try:
            self._api.update(place, settings)
        except (ConflictError, OutcomeUnknownError) as failure:
            return failure
        return None
