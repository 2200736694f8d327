"""The table of shares, and the two changes that time makes: invitations expire, and associations complete.

The row of a deleted share stays, because a listing with read lag still shows it. Time does not change a share whose
status was set by the control API (`pinned`).
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from wellarchitected_emulator.state.settings import Settings
    from wellarchitected_emulator.state.store import Store

_DAY = 86_400
_ECHO_COLUMNS = {"as_given": "shared_with", "id": "shared_with_id", "arn": "shared_with_arn"}


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share of a lens, workload, profile or review template with a principal."""

    lens_arn: str
    """The ARN of what is shared, whatever its kind."""
    shared_with: str
    shared_with_id: str
    shared_with_arn: str
    consumer: str | None
    """The account that gets the invitation. None for an organization or OU."""
    status: str
    created_at: float
    updated_at: float
    status_message: str = ""
    outcome: str | None = None
    """The status that follows ASSOCIATING."""
    outcome_message: str = ""
    pinned: bool = False
    omitted: tuple[str, ...] = ()
    """The members that listings leave out."""
    permission: str = ""
    """What a share of a workload permits. Other shares have no permission."""
    share_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    seq: int = 0
    """The number of the row, assigned when the share is added."""

    def shown_principal(self, settings: Settings) -> str:
        """The principal as listings show it."""
        return str(getattr(self, _ECHO_COLUMNS[settings.organization_principal_echo]))


@dataclass(frozen=True, slots=True)
class View:
    """Which of a lens's shares a page of a listing contains."""

    lens_arn: str
    prefix: str
    status: str | None
    as_of: float
    """The time whose shares are shown."""
    after: int
    """The row number that the page starts behind."""
    limit: int


class SharesTable:
    """Reads and writes shares."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.connection

    def settle(self, now: float, settings: Settings) -> None:
        """Expire old invitations and complete associations."""
        self._db.execute(
            "UPDATE share SET status = 'EXPIRED', updated_at = ? "
            "WHERE pinned = 0 AND status = 'PENDING' AND created_at <= ?",
            (now, now - settings.invitation_days * _DAY),
        )
        self._db.execute(
            "UPDATE share SET status = outcome, status_message = outcome_message, updated_at = ? "
            "WHERE pinned = 0 AND status = 'ASSOCIATING' AND created_at <= ?",
            (now, now - settings.association_seconds),
        )

    def add(self, share: ShareRow) -> None:
        """Add a share."""
        values = {**asdict(share), "omitted": json.dumps(share.omitted)}
        del values["seq"]
        self._store.insert("share", values)

    def find(self, lens_arn: str, share_id: str) -> ShareRow | None:
        """Find a share of a lens."""
        return self._find("share_id = ? AND lens_arn = ?", share_id, lens_arn)

    def find_invitation(self, share_id: str, consumer: str) -> ShareRow | None:
        """Find a share that invites an account."""
        return self._find("share_id = ? AND consumer = ?", share_id, consumer)

    def find_live(self, lens_arn: str, principal_id: str) -> ShareRow | None:
        """Find a share with a principal that is pending or in effect."""
        live = "status IN ('PENDING', 'ACCEPTED', 'ASSOCIATING', 'ASSOCIATED')"
        return self._find(f"lens_arn = ? AND shared_with_id = ? AND {live}", lens_arn, principal_id)

    def list_all(self) -> list[ShareRow]:
        """The shares of all lenses, oldest first."""
        return self._select("1")

    def list_by_lens(self, lens_arn: str) -> list[ShareRow]:
        """All shares of a lens, oldest first."""
        return self._select("lens_arn = ?", lens_arn)

    def list_by_consumer(self, consumer: str) -> list[ShareRow]:
        """All shares that invite an account, oldest first."""
        return self._select("consumer = ?", consumer)

    def list_associated(self) -> list[ShareRow]:
        """All shares that take effect without an invitation, oldest first."""
        return self._select("status = 'ASSOCIATED'")

    def list_visible(self, view: View, settings: Settings) -> list[ShareRow]:
        """The shares that a listing shows, oldest first."""
        column = _ECHO_COLUMNS[settings.organization_principal_echo]
        query = (  # the column is one of our own
            "SELECT * FROM share WHERE lens_arn = :lens_arn AND seq > :after AND created_at <= :as_of"  # noqa: S608
            " AND (deleted_at IS NULL OR deleted_at > :as_of)"
            f" AND substr({column}, 1, length(:prefix)) = :prefix"
            " AND (:status IS NULL OR status = :status) ORDER BY seq LIMIT :limit"
        )
        return [_read(row) for row in self._db.execute(query, asdict(view))]

    def count(self, lens_arn: str, settings: Settings) -> int:
        """How many shares of a lens count towards the quota."""
        query = "SELECT count(*) FROM share WHERE lens_arn = ? AND deleted_at IS NULL"
        if not settings.dead_shares_count:
            query += " AND status NOT IN ('EXPIRED', 'REJECTED', 'REVOKED', 'FAILED')"
        return int(self._db.execute(query, (lens_arn,)).fetchone()[0])

    def update(self, share: ShareRow) -> None:
        """Store a share's status, message, permission, `pinned` and `omitted`."""
        self._db.execute(
            "UPDATE share SET status = :status, status_message = :status_message, pinned = :pinned,"
            " omitted = :omitted, permission = :permission, updated_at = :updated_at WHERE share_id = :share_id",
            {**asdict(share), "omitted": json.dumps(share.omitted)},
        )

    def delete(self, share_id: str, now: float) -> None:
        """Delete a share. Listings with read lag still show it."""
        self._db.execute("UPDATE share SET deleted_at = ? WHERE share_id = ?", (now, share_id))

    def delete_by_lens(self, lens_arn: str, now: float) -> None:
        """Delete all shares of a lens."""
        self._db.execute("UPDATE share SET deleted_at = ? WHERE lens_arn = ? AND deleted_at IS NULL", (now, lens_arn))

    def purge(self, share_id: str) -> None:
        """Remove a share from every listing at once."""
        self._db.execute("DELETE FROM share WHERE share_id = ?", (share_id,))

    def _select(self, condition: str, *values: str) -> list[ShareRow]:
        query = f"SELECT * FROM share WHERE deleted_at IS NULL AND {condition} ORDER BY seq"  # noqa: S608  # our own
        return [_read(row) for row in self._db.execute(query, values)]

    def _find(self, condition: str, *values: str) -> ShareRow | None:
        return next(iter(self._select(condition, *values)), None)


_COLUMNS = tuple(field.name for field in fields(ShareRow))


def _read(row: sqlite3.Row) -> ShareRow:
    values = {name: row[name] for name in _COLUMNS}
    return ShareRow(**{**values, "pinned": bool(row["pinned"]), "omitted": tuple(json.loads(row["omitted"]))})
