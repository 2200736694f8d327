"""The verbs of GlobalSettings. A setting that the program does not give is neither read nor changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws import time_limit
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.global_settings.settings import DISABLED, ENABLED, MEMBERS, Place
from pulumi_wellarchitected.plugin.changes import Changes, find_changes
from pulumi_wellarchitected.plugin.schema.inputs import is_unknown
from pulumi_wellarchitected.plugin.verbs.resource import Resource, refuse_secrets

if TYPE_CHECKING:
    from pulumi_wellarchitected.plugin.process import Process
    from pulumi_wellarchitected.plugin.schema.global_settings import GlobalSettingsSchema
    from pulumi_wellarchitected.plugin.schema.inputs import Props

_DEFAULT_TIMEOUT = timedelta(minutes=1)
_READ_SECONDS = 180.0  # as for every resource


class GlobalSettingsVerbs:
    """The verbs of the GlobalSettings resource."""

    def __init__(self, schema: GlobalSettingsSchema, process: Process) -> None:
        self.schema = schema
        self.process = process

    def check(self, olds: Props, news: Props) -> dict[str, str]:
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if not reasons and (key := self.schema.key(news)):
            self.process.ownership.declare((self.schema.noun, key))
            self._declare(olds, news.get("region"))
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. Without a Region, the resource stays in the one that its ID names.

        Raises AlreadyExistsError for what the program declares twice, and so never in a refresh or a destroy.
        """
        place, region = Place.parse(id_), news.get("region")
        if region is not None and (is_unknown(region) or region != place.region):
            return Changes(("region",))
        if self.process.ownership.is_declared((self.schema.noun, self.schema.key(news))):
            self.process.global_settings(place.region).declare(region)
            self._own(place, news)
        changes = find_changes(self.schema, olds, news)
        return Changes((), (*changes.replaces, *changes.updates))

    def create(self, props: Props) -> Resource:
        """Change the settings that are different."""
        settings = self.process.global_settings(props.get("region") or self.process.default_region())
        with time_limit(self._timeout(props, "create")):
            place = settings.create(self.schema.managed(props))
        self._own(place, props)
        return Resource(str(place), self._state(place, props))

    def read(self, id_: str, props: Props) -> Resource:
        """Read the settings: in a refresh those that are managed, in a lookup all.

        What was changed outside is an input from then on, so that ignore_changes leaves it as it is.
        """
        place = _parse_id(id_)
        with time_limit(_READ_SECONDS):
            found = self.process.global_settings(place.region).read(place)
        if "account_id" not in props:
            return Resource(id_, {**self._state(place, props), **found})
        seen = {name: found[name] for name in self.schema.managed(props)}
        inputs = None if seen == self.schema.managed(props) else {**self.schema.given(props), **seen}
        return Resource(id_, {**self._state(place, props), **seen}, inputs)

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Change the settings that are different. Makes no API call for inputs that AWS does not know."""
        place = Place.parse(id_)
        if not MEMBERS.keys().isdisjoint(find_changes(self.schema, olds, news).updates):
            self._change(place, news, self.schema.managed(news), "update")
        return self._state(place, news)

    def delete(self, id_: str, props: Props) -> None:
        """Forget the settings, or disable what is enabled where the inputs ask for that."""
        place = Place.parse(id_)
        if self.process.ownership.is_owned(id_):
            return  # another resource of this program has them now
        enabled = self._enabled(props)
        if props.get("disable_on_destroy"):
            self._disable(place, props, enabled)
        elif enabled:
            self.process.messages.warn(_left_behind(place, enabled))

    def _declare(self, olds: Props, region: str | None) -> None:
        """Record where a resource is. One that exists and names no Region stays where it is, which diff() knows."""
        if region or not self.schema.managed(olds):
            self.process.global_settings(region or self.process.default_region()).declare(region)

    def _own(self, place: Place, props: Props) -> None:
        self.process.ownership.own(str(place))
        for name in self._enabled(props):
            self.process.ownership.own(f"{place.account} {name}")

    def _needed_elsewhere(self, place: Place, names: list[str]) -> list[str]:
        """What the program enables in another Region as well. AWS does not say whether that is the same setting."""
        return [name for name in names if self.process.ownership.is_owned(f"{place.account} {name}")]

    def _enabled(self, props: Props) -> list[str]:
        return [name for name, status in self.schema.managed(props).items() if status == ENABLED]

    def _disable(self, place: Place, props: Props, enabled: list[str]) -> None:
        needed = self._needed_elsewhere(place, enabled)
        if needed:
            reason = " Another resource of this program needs them in another Region."
            self.process.messages.warn(_left_behind(place, needed, reason))
        if unneeded := [name for name in enabled if name not in needed]:
            self._change(place, props, dict.fromkeys(unneeded, DISABLED), "delete")

    def _change(self, place: Place, props: Props, wanted: dict[str, str], operation: str) -> None:
        with time_limit(self._timeout(props, operation)):
            self.process.global_settings(place.region).change(place, wanted)

    def _state(self, place: Place, given: Props) -> dict[str, Any]:
        return {**self.schema.given(given), "account_id": place.account}

    def _timeout(self, props: Props, operation: str) -> float:
        return self.schema.timeout(props, operation, _DEFAULT_TIMEOUT).total_seconds()


def _left_behind(place: Place, enabled: list[str], reason: str = "") -> str:
    options = " ".join(f"--{name.replace('_', '-')} {DISABLED}" for name in enabled)
    return (
        f"Pulumi only forgets the global settings of account {place.account} in {place.region}.{reason} Still "
        f"{ENABLED}: {', '.join(enabled)}. To disable that, run `aws wellarchitected update-global-settings --region "
        f"{place.region} {options}`."
    )


def _parse_id(text: str) -> Place:
    try:
        return Place.parse(text)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all
