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

    def check(self, _olds: Props, news: Props) -> dict[str, str]:
        """Validate the settings and the inputs. Makes no API call. Returns a sentence for each malformed input."""
        self.process.check_settings()
        reasons = self.schema.check(news)
        refuse_secrets(self.schema, reasons, news)
        if key := self.schema.key(news):
            self.process.ownership.declare((self.schema.noun, key))
        return reasons

    def diff(self, id_: str, olds: Props, news: Props) -> Changes:
        """Compare the state with the inputs. Without a Region, the resource stays in the one that its ID names."""
        region = news.get("region")
        if region is not None and (is_unknown(region) or region != Place.parse(id_).region):
            return Changes(("region",))
        if self.process.ownership.is_declared((self.schema.noun, self.schema.key(news))):
            self.process.ownership.own(id_)
        changes = find_changes(self.schema, olds, news)
        return Changes((), (*changes.replaces, *changes.updates))

    def create(self, props: Props) -> Resource:
        """Change the settings that are different."""
        settings = self.process.global_settings(props.get("region") or self.process.default_region())
        with time_limit(self._timeout(props, "create")):
            place = settings.create(self.schema.managed(props))
        return Resource(str(place), self._state(place, props))

    def read(self, id_: str, props: Props) -> Resource:
        """Read the settings: in a refresh those that are managed, in a lookup all."""
        place = _parse_id(id_)
        with time_limit(_READ_SECONDS):
            found = self.process.global_settings(place.region).read(place)
        is_lookup = "account_id" not in props
        told = found if is_lookup else {name: found[name] for name in self.schema.managed(props)}
        return Resource(id_, {**self._state(place, props), **told})

    def update(self, id_: str, olds: Props, news: Props) -> dict[str, Any]:
        """Change the settings that are different. Makes no API call for inputs that AWS does not know."""
        place = Place.parse(id_)
        if not MEMBERS.keys().isdisjoint(find_changes(self.schema, olds, news).updates):
            self._change(place, news, self.schema.managed(news), "update")
        return self._state(place, news)

    def delete(self, id_: str, props: Props) -> None:
        """Forget the settings, or disable what is enabled where the inputs ask for that."""
        place = Place.parse(id_)
        enabled = [name for name, status in self.schema.managed(props).items() if status == ENABLED]
        if self.process.ownership.is_owned(id_) or not enabled:
            return  # another resource of this program has them now, or nothing is left behind
        if props.get("disable_on_destroy"):
            self._change(place, props, dict.fromkeys(enabled, DISABLED), "delete")
        else:
            self.process.messages.warn(_left_behind(place, enabled))

    def _change(self, place: Place, props: Props, wanted: dict[str, str], operation: str) -> None:
        with time_limit(self._timeout(props, operation)):
            self.process.global_settings(place.region).change(place, wanted)

    def _state(self, place: Place, given: Props) -> dict[str, Any]:
        return {**self.schema.given(given), "account_id": place.account}

    def _timeout(self, props: Props, operation: str) -> float:
        return self.schema.timeout(props, operation, _DEFAULT_TIMEOUT).total_seconds()


def _left_behind(place: Place, enabled: list[str]) -> str:
    options = " ".join(f"--{name.replace('_', '-')} {DISABLED}" for name in enabled)
    return (
        f"Pulumi only forgets the global settings of account {place.account} in {place.region}. Still {ENABLED}: "
        f"{', '.join(enabled)}. To disable that, run `aws wellarchitected update-global-settings --region "
        f"{place.region} {options}`."
    )


def _parse_id(text: str) -> Place:
    try:
        return Place.parse(text)
    except ValueError as bad:
        raise InvalidInputError(str(bad)) from None  # its sentence says it all
