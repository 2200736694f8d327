"""Lens shares as rows, and the two changes that time makes to them: an invitation expires, an association settles.

A share that its owner deleted leaves its row, because a listing that lags still shows it. A status that was set from
outside (`pinned`) is left alone by time.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from wellarchitected_emulator.settings import Settings
    from wellarchitected_emulator.store import Store

DEAD = ("EXPIRED", "REJECTED", "REVOKED", "FAILED")
_DAY = 86_400
_COLUMN_OF_ECHO = {"as_given": "shared_with", "id": "shared_with_id", "arn": "shared_with_arn"}


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One share of a lens with one principal."""

    lens_arn: str
    shared_with: str
    shared_with_id: str
    shared_with_arn: str
    consumer: str | None
    """The account that is invited; None for an organization or OU."""
    status: str
    created_at: float
    updated_at: float
    status_message: str = ""
    outcome: str | None = None
    """What ASSOCIATING becomes."""
    outcome_message: str = ""
    pinned: bool = False
    omitted: tuple[str, ...] = ()
    """Members that listings leave out."""
    share_id: str = field(default_factory=lambda: uuid.uuid4().hex)
    seq: int = 0

    def echo(self, settings: Settings) -> str:
        """The principal as listings show it."""
        return str(getattr(self, _COLUMN_OF_ECHO[settings.organization_principal_echo]))


@dataclass(frozen=True, slots=True)
class View:
    """Which of a lens's shares a listing shows: as they were at `as_of`, behind the number `after`."""

    lens_arn: str
    prefix: str
    status: str | None
    as_of: float
    echo: str
    after: int
    limit: int


class SharesTable:
    """Reads and writes shares."""

    def __init__(self, store: Store) -> None:
        self._db = store.connection

    def settle(self, now: float, settings: Settings) -> None:
        """Bring every share up to the time."""
        expired = now - settings.invitation_days * _DAY
        self._db.execute(
            "UPDATE share SET status = 'EXPIRED', updated_at = ? "
            "WHERE pinned = 0 AND status = 'PENDING' AND created_at <= ?",
            (now, expired),
        )
        self._db.execute(
            "UPDATE share SET status = outcome, status_message = outcome_message, updated_at = ? "
            "WHERE pinned = 0 AND status = 'ASSOCIATING' AND created_at <= ?",
            (now, now - settings.association_seconds),
        )

    def add(self, share: ShareRow) -> None:
        """A new share."""
        self._db.execute(
            "INSERT INTO share (share_id, lens_arn, shared_with, shared_with_id, shared_with_arn, consumer, status,"
            " status_message, outcome, outcome_message, pinned, omitted, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                share.share_id,
                share.lens_arn,
                share.shared_with,
                share.shared_with_id,
                share.shared_with_arn,
                share.consumer,
                share.status,
                share.status_message,
                share.outcome,
                share.outcome_message,
                share.pinned,
                json.dumps(share.omitted),
                share.created_at,
                share.updated_at,
            ),
        )

    def find(self, lens_arn: str, share_id: str) -> ShareRow | None:
        """A share of a lens."""
        query = "SELECT * FROM share WHERE share_id = ? AND lens_arn = ? AND deleted_at IS NULL"
        row = self._db.execute(query, (share_id, lens_arn)).fetchone()
        return _share(row) if row else None

    def find_invitation(self, share_id: str, consumer: str) -> ShareRow | None:
        """A share with this account, as its invitation."""
        query = "SELECT * FROM share WHERE share_id = ? AND consumer = ? AND deleted_at IS NULL"
        row = self._db.execute(query, (share_id, consumer)).fetchone()
        return _share(row) if row else None

    def of_lens(self, lens_arn: str) -> list[ShareRow]:
        """Every share of a lens, oldest first."""
        query = "SELECT * FROM share WHERE lens_arn = ? AND deleted_at IS NULL ORDER BY seq"
        return [_share(row) for row in self._db.execute(query, (lens_arn,))]

    def visible(self, view: View) -> list[ShareRow]:
        """What a listing shows, oldest first."""
        query = (
            "SELECT * FROM share WHERE lens_arn = :lens_arn AND seq > :after AND created_at <= :as_of"
            " AND (deleted_at IS NULL OR deleted_at > :as_of)"
            " AND substr(CASE :echo WHEN 'id' THEN shared_with_id WHEN 'arn' THEN shared_with_arn ELSE shared_with END,"
            " 1, length(:prefix)) = :prefix"
            " AND (:status IS NULL OR status = :status) ORDER BY seq LIMIT :limit"
        )
        return [_share(row) for row in self._db.execute(query, asdict(view))]

    def live_with(self, lens_arn: str, principal_id: str) -> ShareRow | None:
        """A share with this principal that is not dead."""
        query = (
            "SELECT * FROM share WHERE lens_arn = ? AND shared_with_id = ? AND deleted_at IS NULL"
            " AND status IN ('PENDING', 'ACCEPTED', 'ASSOCIATING', 'ASSOCIATED') LIMIT 1"
        )
        row = self._db.execute(query, (lens_arn, principal_id)).fetchone()
        return _share(row) if row else None

    def count(self, lens_arn: str, *, without: tuple[str, ...] = ()) -> int:
        """How many shares a lens has, those in some statuses left out."""
        marks = ", ".join("?" * len(without))
        query = f"SELECT count(*) FROM share WHERE lens_arn = ? AND deleted_at IS NULL AND status NOT IN ({marks})"  # noqa: S608
        return int(self._db.execute(query, (lens_arn, *without)).fetchone()[0])

    def invitations(self, consumer: str) -> list[ShareRow]:
        """Every share with this account, whatever its status."""
        query = "SELECT * FROM share WHERE consumer = ? AND deleted_at IS NULL ORDER BY seq"
        return [_share(row) for row in self._db.execute(query, (consumer,))]

    def associated(self) -> list[ShareRow]:
        """The shares that reach accounts without an invitation."""
        query = "SELECT * FROM share WHERE status = 'ASSOCIATED' AND deleted_at IS NULL ORDER BY seq"
        return [_share(row) for row in self._db.execute(query)]

    def update(self, share: ShareRow) -> None:
        """Write what may change of a share: its status, what goes with it, and what listings leave out."""
        self._db.execute(
            "UPDATE share SET status = ?, status_message = ?, pinned = ?, omitted = ?, updated_at = ?"
            " WHERE share_id = ?",
            (
                share.status,
                share.status_message,
                share.pinned,
                json.dumps(share.omitted),
                share.updated_at,
                share.share_id,
            ),
        )

    def delete(self, share_id: str, now: float) -> None:
        """As its owner does: gone at once, though a lagging listing still shows it."""
        self._db.execute("UPDATE share SET deleted_at = ? WHERE share_id = ?", (now, share_id))

    def delete_all(self, lens_arn: str, now: float) -> None:
        """As their lens is deleted."""
        self._db.execute("UPDATE share SET deleted_at = ? WHERE lens_arn = ? AND deleted_at IS NULL", (now, lens_arn))

    def purge(self, share_id: str) -> None:
        """Gone from every listing, lag or not."""
        self._db.execute("DELETE FROM share WHERE share_id = ?", (share_id,))


def _share(row: sqlite3.Row) -> ShareRow:
    return ShareRow(
        seq=row["seq"],
        share_id=row["share_id"],
        lens_arn=row["lens_arn"],
        shared_with=row["shared_with"],
        shared_with_id=row["shared_with_id"],
        shared_with_arn=row["shared_with_arn"],
        consumer=row["consumer"],
        status=row["status"],
        status_message=row["status_message"],
        outcome=row["outcome"],
        outcome_message=row["outcome_message"],
        pinned=bool(row["pinned"]),
        omitted=tuple(json.loads(row["omitted"])),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
