"""The shares of a lens in memory, and a clock that only sleeping moves.

They are for orders of events that no server can be made to produce: a share that becomes live between a conflict and
the listing after it, or a status that changes while somebody waits. The other tests use the emulator, over HTTP.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import replace

from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN, parse_lens_arn
from pulumi_wellarchitected.aws import Polling
from pulumi_wellarchitected.errors import NotFoundError, WrongAccountError
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE
from pulumi_wellarchitected.shares.directory import Directory
from pulumi_wellarchitected.shares.kind import LENS as LENS_KIND
from pulumi_wellarchitected.shares.lifecycle import Shares
from pulumi_wellarchitected.shares.share import Share

ACCOUNT = "444455556666"
UNIT = "ou-abcd-11111111"
LENS = parse_lens_arn(EXAMPLE_LENS_ARN)


def share_request(shared_with=ACCOUNT, **given):
    return LENS_SHARE.request({"lens_alias": EXAMPLE_LENS_ARN, "shared_with": shared_with, **given})


def row(number, status, shared_with=ACCOUNT, status_message=""):
    return Share(f"{number:032x}", shared_with, status, status_message)


def raising(error: Exception) -> Callable[[], None]:
    def event():
        raise error

    return event


class SharesInMemory:
    """The calls on one lens. An event queued for an operation happens when that is called, and may raise."""

    target = LENS

    def __init__(self, *rows: Share) -> None:
        self.rows = list(rows)
        self.calls: list[str] = []
        self.tokens: list[str] = []
        self.events: defaultdict[str, deque[Callable[[], object]]] = defaultdict(deque)
        self.lost_answers: deque[Exception] = deque()
        """What is raised after a create or an update that took effect."""
        self.hidden: set[str] = set()
        """IDs of shares that the listing does not show yet."""
        self.names_principals = True
        """Whether a listing tells whom a share is with; the service selects by it all the same."""
        self.account = LENS.account
        """Whose the credentials are."""
        self.first_status = "PENDING"
        self._answered: dict[str, Share] = {}

    def at_next(self, operation: str, *events: Callable[[], object]) -> None:
        self.events[operation].extend(events)

    def create(self, principal, token, permission=""):
        self._called("create", principal)
        if token not in self._answered:
            self.tokens.append(token)
            sent = row(0xC0 + len(self.tokens), self.first_status, principal.text)
            self._answered[token] = replace(sent, permission=permission)
            self.rows.append(self._answered[token])
        if self.lost_answers:
            raise self.lost_answers.popleft()
        return self._answered[token].share_id

    def list(self, prefix=""):
        self._called("list", prefix)
        listed = [share for share in self.rows if share.share_id not in self.hidden]
        selected = [share for share in listed if share.shared_with.startswith(prefix)]
        return iter(selected if self.names_principals else [replace(share, shared_with="") for share in selected])

    def require_owner(self, doing):
        if self.account != self.target.account:
            raise WrongAccountError(f"Could not {doing}: the credentials belong to account {self.account}.")

    def delete(self, share_id, token):
        self._called("delete", int(share_id, 16))
        self.tokens.append(token)
        kept = [share for share in self.rows if share.share_id != share_id]
        if kept == self.rows:
            raise NotFoundError(f"no share {share_id}")
        self.rows = kept

    def update(self, share_id, permission):
        self._called("update", f"{int(share_id, 16)} {permission}")
        if share_id not in [share.share_id for share in self.rows]:
            raise NotFoundError(f"no share {share_id}")
        self.rows = [
            replace(share, permission=permission) if share.share_id == share_id else share for share in self.rows
        ]
        if self.lost_answers:
            raise self.lost_answers.popleft()

    def turn(self, status: str, status_message: str = "") -> None:
        """Give every row another status."""
        self.rows = [replace(share, status=status, status_message=status_message) for share in self.rows]

    def _called(self, operation: str, what: object) -> None:
        self.calls.append(f"{operation} {what}".strip())
        if self.events[operation]:
            self.events[operation].popleft()()


class Time:
    """Seconds that pass only where somebody sleeps, and events at given times."""

    def __init__(self) -> None:
        self.now = 0.0  # from 0 on, since floats are exact enough there for the shortest of sleeps
        self.pauses: list[float] = []
        self.events: list[tuple[float, Callable[[], object]]] = []

    def at(self, second: float, event: Callable[[], object]) -> None:
        self.events.append((second, event))

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        due = [event for second, event in self.events if second <= self.now]
        self.events = [(second, event) for second, event in self.events if second > self.now]
        for event in due:
            event()

    @property
    def passed(self) -> float:
        return self.now

    @property
    def polling(self) -> Polling:
        return Polling(self.clock, self.sleep)


class EngineLines:
    """What the user would be shown."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.information: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def inform(self, message: str) -> None:
        self.information.append(message)


def shares_of(api, time, ownership, messages=None):
    """The object that the verbs talk to, on shares in memory."""
    return Shares(LENS_KIND, Directory(api, time.clock), ownership, time.polling, messages or EngineLines())
