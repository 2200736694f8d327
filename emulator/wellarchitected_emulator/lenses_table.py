"""Custom lenses and their versions, as rows. A deleted lens leaves its row, so that its name's next ARN is another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from wellarchitected_emulator.store import Store

_LENS = """
SELECT lens.*, (SELECT version FROM lens_version AS v WHERE v.arn = lens.arn ORDER BY v.seq DESC LIMIT 1) AS version
FROM lens WHERE deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Lens:
    """A custom lens: its draft, if there is one, and its latest published version, if there is one."""

    seq: int
    arn: str
    account: str
    region: str
    name: str
    description: str | None
    tags: dict[str, str]
    draft: str | None
    version: str | None
    created_at: float
    updated_at: float


class LensesTable:
    """Reads and writes lenses."""

    def __init__(self, store: Store) -> None:
        self._db = store.connection

    def find(self, arn: str) -> Lens | None:
        """The lens of this ARN, unless it is deleted."""
        row = self._db.execute(f"{_LENS} AND arn = ?", (arn,)).fetchone()
        return _lens(row) if row else None

    def of_account(self, account: str, region: str) -> list[Lens]:
        """An account's lenses in a Region, in the order of their import."""
        rows = self._db.execute(f"{_LENS} AND account = ? AND region = ? ORDER BY seq", (account, region))
        return [_lens(row) for row in rows]

    def times_imported(self, account: str, region: str, name: str) -> int:
        """How many lenses, deleted ones too, were imported under this name."""
        query = "SELECT count(*) FROM lens WHERE account = ? AND region = ? AND imported_name = ?"
        return int(self._db.execute(query, (account, region, name)).fetchone()[0])

    def add(self, lens: Lens) -> None:
        """A new lens, with its draft."""
        self._db.execute(
            "INSERT INTO lens (arn, account, region, imported_name, name, description, tags, draft, created_at,"
            " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                lens.arn,
                lens.account,
                lens.region,
                lens.name,
                lens.name,
                lens.description,
                json.dumps(lens.tags),
                lens.draft,
                lens.created_at,
                lens.updated_at,
            ),
        )

    def set_draft(self, arn: str, draft: str | None, now: float) -> None:
        """Its next draft, or None."""
        self._db.execute("UPDATE lens SET draft = ?, updated_at = ? WHERE arn = ?", (draft, now, arn))

    def rename(self, arn: str, name: str, description: str | None) -> None:
        """What a new draft changes of the lens itself."""
        self._db.execute("UPDATE lens SET name = ?, description = ? WHERE arn = ?", (name, description, arn))

    def add_version(self, arn: str, version: str, document: str, now: float) -> None:
        """Publish a document as a version."""
        query = "INSERT INTO lens_version (arn, version, document, created_at) VALUES (?, ?, ?, ?)"
        self._db.execute(query, (arn, version, document, now))

    def version_document(self, arn: str, version: str) -> str | None:
        """What was published as this version."""
        query = "SELECT document FROM lens_version WHERE arn = ? AND version = ?"
        row = self._db.execute(query, (arn, version)).fetchone()
        return str(row["document"]) if row else None

    def remove_versions(self, arn: str) -> None:
        """Nothing is published any more."""
        self._db.execute("DELETE FROM lens_version WHERE arn = ?", (arn,))

    def remove(self, arn: str, now: float) -> None:
        """The lens is gone."""
        self.remove_versions(arn)
        self._db.execute("UPDATE lens SET deleted_at = ?, draft = NULL WHERE arn = ?", (now, arn))


def _lens(row: sqlite3.Row) -> Lens:
    return Lens(
        seq=row["seq"],
        arn=row["arn"],
        account=row["account"],
        region=row["region"],
        name=row["name"],
        description=row["description"],
        tags=json.loads(row["tags"]),
        draft=row["draft"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
