"""The tables of custom lenses and their versions. Rows of deleted lenses stay, so that ARNs are not used again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from wellarchitected_emulator.state.store import Store

_LATEST = "FROM lens_version AS v WHERE v.arn = lens.arn ORDER BY v.seq DESC LIMIT 1"
_LENS = f"""
SELECT lens.*, importing IS NOT NULL AS is_importing,
    (SELECT version {_LATEST}) AS version, (SELECT created_at {_LATEST}) AS published_at
FROM lens WHERE deleted_at IS NULL
"""  # noqa: S608  # our own text
_COMPUTED = ("version", "published_at", "is_importing", "seq")


@dataclass(frozen=True, slots=True)
class LensRow:
    """A custom lens with its draft and its latest published version. Either may be missing."""

    arn: str
    account: str
    region: str
    name: str
    tags: dict[str, str]
    created_at: float
    updated_at: float
    """When the draft was imported or deleted."""
    draft: str | None = None
    is_importing: bool = False
    """Whether the next draft waits until its import is done."""
    version: str | None = None
    published_at: float | None = None
    seq: int = 0
    """The number of the row, assigned when the lens is added."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A published version of a lens."""

    version: str
    is_major: bool
    document: str
    created_at: float


class LensesTable:
    """Reads and writes lenses."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.connection

    def settle(self, now: float) -> None:
        """Complete imports whose time has come."""
        self._db.execute(
            "UPDATE lens SET draft = importing, updated_at = import_done_at, importing = NULL"
            " WHERE importing IS NOT NULL AND import_done_at <= ?",
            (now,),
        )

    def find(self, arn: str) -> LensRow | None:
        """Find a lens that is not deleted."""
        row = self._db.execute(f"{_LENS} AND arn = ?", (arn,)).fetchone()
        return _read(row) if row else None

    def list_owned(self, account: str, region: str) -> list[LensRow]:
        """An account's lenses in a Region, oldest first."""
        rows = self._db.execute(f"{_LENS} AND account = ? AND region = ? ORDER BY seq", (account, region))
        return [_read(row) for row in rows]

    def list_names(self, account: str, region: str, since: float) -> list[tuple[str, str]]:
        """The ARNs and names of an account's lenses in a Region, including those that were deleted after `since`."""
        query = "SELECT arn, name FROM lens WHERE account = ? AND region = ? AND (deleted_at IS NULL OR deleted_at > ?)"
        return [(row["arn"], row["name"]) for row in self._db.execute(query, (account, region, since))]

    def count_imports(self, account: str, region: str, name: str) -> int:
        """How many lenses were imported under this name, including deleted ones."""
        query = "SELECT count(*) FROM lens WHERE account = ? AND region = ? AND imported_name = ?"
        return int(self._db.execute(query, (account, region, name)).fetchone()[0])

    def add(self, lens: LensRow) -> None:
        """Add a lens without a version."""
        values = {**asdict(lens), "tags": json.dumps(lens.tags), "imported_name": lens.name}
        self._store.insert("lens", {name: value for name, value in values.items() if name not in _COMPUTED})

    def set_draft(self, arn: str, name: str, draft: str, now: float) -> None:
        """Replace the draft, and the name with it."""
        query = "UPDATE lens SET name = ?, draft = ?, importing = NULL, updated_at = ? WHERE arn = ?"
        self._db.execute(query, (name, draft, now, arn))

    def begin_import(self, arn: str, name: str, document: str, done_at: float) -> None:
        """Replace the draft at a later time, and the name at once."""
        query = "UPDATE lens SET name = ?, importing = ?, import_done_at = ? WHERE arn = ?"
        self._db.execute(query, (name, document, done_at, arn))

    def delete_draft(self, arn: str, now: float) -> None:
        """Delete the draft, and the import that would replace it."""
        self._db.execute("UPDATE lens SET draft = NULL, importing = NULL, updated_at = ? WHERE arn = ?", (now, arn))

    def set_tags(self, arn: str, tags: dict[str, str]) -> None:
        """Replace the tags."""
        self._db.execute("UPDATE lens SET tags = ? WHERE arn = ?", (json.dumps(tags), arn))

    def publish(self, lens: LensRow, version: str, *, is_major: bool, now: float) -> None:
        """Turn the draft into a version."""
        values = {"arn": lens.arn, "version": version, "is_major": is_major, "document": lens.draft, "created_at": now}
        self._store.insert("lens_version", values)
        self._db.execute("UPDATE lens SET draft = NULL WHERE arn = ?", (lens.arn,))

    def list_versions(self, arn: str) -> list[VersionRow]:
        """The published versions, oldest first."""
        query = "SELECT version, is_major, document, created_at FROM lens_version WHERE arn = ? ORDER BY seq"
        return [VersionRow(**{**row, "is_major": bool(row["is_major"])}) for row in self._db.execute(query, (arn,))]

    def find_document(self, arn: str, version: str) -> str | None:
        """The document that was published as this version."""
        query = "SELECT document FROM lens_version WHERE arn = ? AND version = ?"
        row = self._db.execute(query, (arn, version)).fetchone()
        return str(row["document"]) if row else None

    def delete_versions(self, arn: str) -> None:
        """Delete everything that was published."""
        self._db.execute("DELETE FROM lens_version WHERE arn = ?", (arn,))

    def delete(self, arn: str, now: float) -> None:
        """Delete the lens, its draft and its versions."""
        self.delete_versions(arn)
        self.delete_draft(arn, now)
        self._db.execute("UPDATE lens SET deleted_at = ? WHERE arn = ?", (now, arn))


_COLUMNS = tuple(field.name for field in fields(LensRow))


def _read(row: sqlite3.Row) -> LensRow:
    values = {name: row[name] for name in _COLUMNS}
    return LensRow(**{**values, "tags": json.loads(row["tags"]), "is_importing": bool(row["is_importing"])})
