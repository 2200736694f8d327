"""The SQLite database: connection, schema, transactions and named values.

lenses.py, shares.py and tokens.py read and write the tables. Only one thread uses a store: the thread of the server's
event loop, which executes one operation at a time.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS lens (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT UNIQUE NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL,
    imported_name TEXT NOT NULL, name TEXT NOT NULL, tags TEXT NOT NULL,
    draft TEXT, importing TEXT, import_done_at REAL,
    created_at REAL NOT NULL, updated_at REAL NOT NULL, deleted_at REAL
);
CREATE INDEX IF NOT EXISTS lens_of_account ON lens (account, region);
CREATE TABLE IF NOT EXISTS lens_version (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL, version TEXT NOT NULL, document TEXT NOT NULL,
    is_major INTEGER NOT NULL, created_at REAL NOT NULL, UNIQUE (arn, version)
);
CREATE TABLE IF NOT EXISTS resource (
    arn TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS share (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, share_id TEXT UNIQUE NOT NULL, lens_arn TEXT NOT NULL,
    shared_with TEXT NOT NULL, shared_with_id TEXT NOT NULL, shared_with_arn TEXT NOT NULL, consumer TEXT,
    status TEXT NOT NULL, status_message TEXT NOT NULL, outcome TEXT, outcome_message TEXT NOT NULL,
    pinned INTEGER NOT NULL, omitted TEXT NOT NULL, permission TEXT NOT NULL DEFAULT '',
    created_at REAL NOT NULL, updated_at REAL NOT NULL, deleted_at REAL
);
CREATE INDEX IF NOT EXISTS share_of_lens ON share (lens_arn, seq);
CREATE INDEX IF NOT EXISTS share_with ON share (lens_arn, shared_with_id);
CREATE INDEX IF NOT EXISTS share_of_consumer ON share (consumer) WHERE consumer IS NOT NULL;
CREATE INDEX IF NOT EXISTS unsettled_share ON share (status, created_at) WHERE pinned = 0;
CREATE TABLE IF NOT EXISTS token (
    account TEXT NOT NULL, region TEXT NOT NULL, operation TEXT NOT NULL, token TEXT NOT NULL,
    fingerprint TEXT NOT NULL, answer TEXT NOT NULL, created_at REAL NOT NULL,
    PRIMARY KEY (account, region, operation, token)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
# The columns that older state files lack.
_ADDED_COLUMNS = (
    ("lens", "importing", "TEXT"),
    ("lens", "import_done_at", "REAL"),
    ("lens_version", "is_major", "INTEGER NOT NULL DEFAULT 0"),
    ("share", "permission", "TEXT NOT NULL DEFAULT ''"),
)
_TABLES = ("lens", "lens_version", "resource", "share", "token", "value")


class Store:
    """A SQLite database in a file, or in memory if `path` is None."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        # Without synchronous writes, a power cut can lose data. For an emulator, speed matters more.
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + _SCHEMA)
        self._add_missing_columns()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end, or roll back after an exception."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def insert(self, table: str, values: Mapping[str, object]) -> None:
        """Add a row; `values` has its columns."""
        query = f"INSERT INTO {table} ({', '.join(values)}) VALUES (:{', :'.join(values)})"  # noqa: S608  # our own names
        self.connection.execute(query, values)

    def value(self, name: str) -> Any:  # noqa: ANN401  # JSON
        """A named value. Returns None if it was never set."""
        row = self.connection.execute("SELECT value FROM value WHERE name = ?", (name,)).fetchone()
        return json.loads(row["value"]) if row else None

    def set_value(self, name: str, value: object) -> None:
        """Store a named value."""
        self.connection.execute("INSERT OR REPLACE INTO value VALUES (?, ?)", (name, json.dumps(value)))

    def clear(self) -> None:
        """Empty every table."""
        with self.transaction():
            for table in _TABLES:
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names

    def _add_missing_columns(self) -> None:
        for table, column, kind in _ADDED_COLUMNS:
            if column not in {row["name"] for row in self.connection.execute(f"PRAGMA table_info({table})")}:
                self.connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
