"""The two API operations on the global settings of the caller's account in one Region.

UpdateGlobalSettings answers nothing, and changes only the settings that it is given. It has no token and needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import Call
from pulumi_wellarchitected.cleaning import clean
from pulumi_wellarchitected.global_settings.settings import DISABLED, MEMBERS, ORGANIZATION_SHARING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulumi_wellarchitected.aws import Session
    from pulumi_wellarchitected.global_settings.settings import Place

_ANY = "*"  # the settings have no ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/


class GlobalSettingsApi:
    """Reads and changes the global settings."""

    def __init__(self, session: Session, region: str) -> None:
        self.region = region
        self._session = session

    def caller_account(self) -> str:
        """The account of the credentials."""
        return self._session.caller_account(self.region)

    def read(self, place: Place) -> dict[str, str]:
        """Read all settings. Counts one that AWS leaves out as disabled: every member of the answer is optional."""
        doing = f"read the global settings {place}"
        self._require(place, doing)
        answer = self._session.call(Call("GetGlobalSettings", doing, _ANY), self.region, {})
        return {name: clean(answer.get(member) or DISABLED) for name, member in MEMBERS.items()}

    def update(self, place: Place, settings: Mapping[str, str]) -> None:
        """Change some settings."""
        changes = " and ".join(f"{name} to {status}" for name, status in settings.items())
        doing = f"set {changes} in {place}"
        self._require(place, doing)
        call = Call("UpdateGlobalSettings", doing, _ANY, changes=True, advice=_advice(place, settings))
        self._session.call(call, self.region, {MEMBERS[name]: status for name, status in settings.items()})

    def _require(self, place: Place, doing: str) -> None:
        """Raise WrongAccountError unless the credentials belong to the account. Another one has settings as well."""
        self._session.require_account(place.account, self.region, doing, "the global settings belong to")


def _advice(place: Place, settings: Mapping[str, str]) -> dict[str, str]:
    if ORGANIZATION_SHARING not in settings:
        return {}
    denied = (
        f"Only the management account of the organization decides about sharing, and the credentials belong to account "
        f"{place.account}. If it is the management account, allow the action wellarchitected:UpdateGlobalSettings in "
        f"the caller's policies."
    )
    return dict.fromkeys(("AccessDenied", "AccessDeniedException"), denied)
