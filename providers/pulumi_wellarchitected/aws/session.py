"""The session of a plugin process: one client for each service and Region, shared by all threads.

boto3 takes more than a tenth of a second and 20 MB to import, so it is imported at the first call. A preview that makes
no call does not pay for it.
"""

from __future__ import annotations

import re
import time
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from pulumi_wellarchitected.aws.attempts import Pace, holding, pauses, remaining, within
from pulumi_wellarchitected.aws.call import Call
from pulumi_wellarchitected.errors import (
    ConfigurationError,
    InternalError,
    NotFoundError,
    OutcomeUnknownError,
    ThrottledError,
    UnreachableError,
    WrongAccountError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from boto3 import Session as Boto3Session
    from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
    from pulumi_wellarchitected.aws.settings.settings import Settings
    from pulumi_wellarchitected.errors import WellArchitectedError

_LEAST_SECONDS = 5.0
"""The time that a call gets in any case, so that a last look is possible at the end of an operation."""
_RESERVED = 0.2
"""The share of the time of an operation in which a change is not tried any more, but its outcome is looked for."""


class Session:
    """Makes calls with the configured credentials. Raises only errors of errors.py."""

    def __init__(self, settings: Settings, inform: Callable[[str], None] = lambda _line: None) -> None:
        self._settings = settings
        self._inform = inform
        # Two locks: a thread that asks for the account may wait for one that refreshes the credentials, and that one
        # needs a client.
        self._clients_lock = Lock()
        self._account_lock = Lock()
        self._botocore: BotocoreSession | None = None
        self._boto3: Boto3Session | None = None
        self._clients: dict[tuple[str, str], Any] = {}
        self._account: str | None = None
        self._answered = False
        self._pace = Pace()

    def call(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Make one call, and try it again while it may heal and the time is not over."""
        if self._settings.accounts:
            self._settings.accounts.require(self.caller_account(region), call.doing)
        return self._try_until_answered(call, region, parameters)

    def caller_account(self, region: str) -> str:
        """Ask STS for the account of the credentials, once a session. A failure is not remembered."""
        call = Call("GetCallerIdentity", "find out which AWS account the credentials belong to", "*", "sts")
        with holding(self._account_lock):
            if self._account is None:
                account = self._try_until_answered(call, region, {}).get("Account")
                if not isinstance(account, str) or not re.fullmatch("[0-9]{12}", account):
                    raise InternalError(f"Could not {call.doing}: the answer names no account.")
                self._account = account
            return self._account

    def require_account(self, account: str, region: str, doing: str, tie: str) -> None:
        """Raise WrongAccountError unless the credentials belong to an account.

        Another account sees everything as not found, so its answers say nothing. `tie` says what ties the resource to
        the account: `the lens belongs to`.
        """
        caller = self.caller_account(region)
        if caller != account:
            raise WrongAccountError(
                f"Could not {doing}: these credentials belong to account {caller}, but {tie} account {account}. Use "
                f"credentials of account {account}."
            )

    def default_region(self) -> str:
        """The Region of the settings, the environment or the profile, in this order. Raises ConfigurationError."""
        region = self.find_region()
        if not region:
            raise ConfigurationError(
                "No Region is set. Set region on the resource, aws:region in the stack's configuration, or AWS_REGION."
            )
        return region

    def find_region(self) -> str | None:
        """The Region of the settings, the environment or the profile, in this order. None if nothing names one."""
        return self._settings.region or self._find_region_of_profile()

    def _find_region_of_profile(self) -> str | None:
        from pulumi_wellarchitected.aws.botocore_session import BotocoreSession
        from pulumi_wellarchitected.aws.failures import RAISED_BY_BOTOCORE, explain

        try:
            region = BotocoreSession(self._settings, "").get_config_variable("region")
        except RAISED_BY_BOTOCORE as error:  # the profile or the file may be missing
            raise explain(Call("", "find out the Region", "*"), error) from None  # its sentence has the reason
        return str(region) if region else None

    def client(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes the class of a client at run time
        """Return the client of a service in a Region. It makes a single try a call."""
        from botocore.config import Config

        with self._clients_lock:
            if self._boto3 is None:
                self._boto3 = self._start(region)
            if (service, region) not in self._clients:
                single_try = Config(retries={"total_max_attempts": 1})
                self._clients[service, region] = self._boto3.client(service, region, config=single_try)
            return self._clients[service, region]

    def _start(self, region: str) -> Boto3Session:
        import boto3
        from pulumi_wellarchitected.aws.botocore_session import BotocoreSession

        self._botocore = BotocoreSession(self._settings, region)
        return boto3.Session(botocore_session=self._botocore)

    def _try_until_answered(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        from pulumi_wellarchitected.aws.failures import RAISED_BY_BOTOCORE, explain, may_heal

        ends = time.monotonic() + max(remaining() * (1 - _RESERVED if call.changes else 1), _LEAST_SECONDS)
        send = partial(self._send, call, region, parameters)
        lost: OutcomeUnknownError | None = None
        failure: WellArchitectedError
        for tries, pause in enumerate(pauses(), start=1):
            self._pace.wait(ends)
            try:
                answer = within(ends - time.monotonic(), send, partial(self._tell_silence, call))
            except TimeoutError:
                failure, heals = _no_answer(call), False
            except RAISED_BY_BOTOCORE as error:
                failure, heals = explain(call, error), may_heal(error, tries, answered=self._answered)
            else:
                self._answered = True
                return answer
            if not isinstance(failure, OutcomeUnknownError):
                raise _refused(call, lost, failure)
            lost = lost or failure
            if not heals or tries >= self._max_tries() or time.monotonic() + pause >= ends:
                raise failure
            if isinstance(failure, ThrottledError):
                self._pace.slow_down(pause)
            time.sleep(pause)
        raise AssertionError  # pauses() never ends

    def _send(self, call: Call, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        from botocore import xform_name
        from pulumi_wellarchitected.aws.failures import require_answer, unreadable

        method = getattr(self.client(call.service, region), xform_name(call.operation))
        with unreadable():
            answer: dict[str, Any] = method(**parameters)
        require_answer(call, answer)
        return answer

    def _max_tries(self) -> int:
        return int(self._botocore.get_config_variable("max_attempts")) if self._botocore else 1

    def _tell_silence(self, call: Call, seconds: float) -> None:
        self._inform(f"No answer from AWS for {seconds:.0f} s. Still trying to {call.doing}.")


def _refused(call: Call, lost: OutcomeUnknownError | None, refusal: WellArchitectedError) -> WellArchitectedError:
    """A change that was refused after a try without an answer may have taken effect in that try."""
    if lost is None or not call.changes or isinstance(refusal, NotFoundError):
        return refusal
    return type(lost)(f"{lost} A later try was refused: {refusal}")


def _no_answer(call: Call) -> UnreachableError:
    return UnreachableError(
        f"Could not {call.doing}: there was no answer within the time of the operation. Check the network, the proxy "
        f"and the endpoint, and run the command again. custom_timeouts gives a create or a delete more time."
    )
