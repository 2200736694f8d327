"""The tables of custom lenses and their versions. Rows of deleted lenses stay, so that ARNs are not used again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from wellarchitected_emulator.state.store import Store

_LENS = """
SELECT lens.*, (SELECT version FROM lens_version AS v WHERE v.arn = lens.arn ORDER BY v.seq DESC LIMIT 1) AS version
FROM lens WHERE deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Lens:
    """A custom lens with its draft and its latest published version. Either may be missing."""

    arn: str
    account: str
    region: str
    name: str
    description: str | None
    tags: dict[str, str]
    draft: str | None
    created_at: float
    updated_at: float
    version: str | None = None
    seq: int = 0
    """The number of the row, assigned when the lens is added."""


class LensesTable:
    """Reads and writes lenses."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.connection

    def find(self, arn: str) -> Lens | None:
        """Find a lens that is not deleted."""
        row = self._db.execute(f"{_LENS} AND arn = ?", (arn,)).fetchone()
        return _read(row) if row else None

    def list_owned(self, account: str, region: str) -> list[Lens]:
        """An account's lenses in a Region, oldest first."""
        rows = self._db.execute(f"{_LENS} AND account = ? AND region = ? ORDER BY seq", (account, region))
        return [_read(row) for row in rows]

    def count_imports(self, account: str, region: str, name: str) -> int:
        """How many lenses were imported under this name, including deleted ones."""
        query = "SELECT count(*) FROM lens WHERE account = ? AND region = ? AND imported_name = ?"
        return int(self._db.execute(query, (account, region, name)).fetchone()[0])

    def add(self, lens: Lens) -> None:
        """Add a lens that has a draft and no version."""
        values = {**asdict(lens), "tags": json.dumps(lens.tags), "imported_name": lens.name}
        del values["seq"], values["version"]
        self._store.insert("lens", values)

    def set_draft(self, arn: str, draft: str | None, now: float) -> None:
        """Replace the draft."""
        self._db.execute("UPDATE lens SET draft = ?, updated_at = ? WHERE arn = ?", (draft, now, arn))

    def rename(self, arn: str, name: str, description: str | None) -> None:
        """Replace the name and the description."""
        self._db.execute("UPDATE lens SET name = ?, description = ? WHERE arn = ?", (name, description, arn))

    def add_version(self, arn: str, version: str, document: str, now: float) -> None:
        """Publish a document as a version."""
        values = {"arn": arn, "version": version, "document": document, "created_at": now}
        self._store.insert("lens_version", values)

    def find_document(self, arn: str, version: str) -> str | None:
        """The document that was published as this version."""
        query = "SELECT document FROM lens_version WHERE arn = ? AND version = ?"
        row = self._db.execute(query, (arn, version)).fetchone()
        return str(row["document"]) if row else None

    def delete_versions(self, arn: str) -> None:
        """Delete everything that was published."""
        self._db.execute("DELETE FROM lens_version WHERE arn = ?", (arn,))

    def delete(self, arn: str, now: float) -> None:
        """Delete the lens and its versions."""
        self.delete_versions(arn)
        self._db.execute("UPDATE lens SET deleted_at = ?, draft = NULL WHERE arn = ?", (now, arn))


_COLUMNS = tuple(field.name for field in fields(Lens))


def _read(row: sqlite3.Row) -> Lens:
    return Lens(**{**{name: row[name] for name in _COLUMNS}, "tags": json.loads(row["tags"])})
