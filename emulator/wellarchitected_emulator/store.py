"""The state in SQLite: the connection, the schema, transactions, and named values.

The tables' own files (lenses_table.py, shares_table.py, tokens_table.py) say what is in them. One thread uses a store:
the server's event loop, which carries out one operation at a time.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS lens (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT UNIQUE NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL,
    imported_name TEXT NOT NULL, name TEXT NOT NULL, description TEXT, tags TEXT NOT NULL, draft TEXT,
    created_at REAL NOT NULL, updated_at REAL NOT NULL, deleted_at REAL
);
CREATE INDEX IF NOT EXISTS lens_of_account ON lens (account, region);
CREATE TABLE IF NOT EXISTS lens_version (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL, version TEXT NOT NULL, document TEXT NOT NULL,
    created_at REAL NOT NULL, UNIQUE (arn, version)
);
CREATE TABLE IF NOT EXISTS share (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, share_id TEXT UNIQUE NOT NULL, lens_arn TEXT NOT NULL,
    shared_with TEXT NOT NULL, shared_with_id TEXT NOT NULL, shared_with_arn TEXT NOT NULL, consumer TEXT,
    status TEXT NOT NULL, status_message TEXT NOT NULL, outcome TEXT, outcome_message TEXT NOT NULL,
    pinned INTEGER NOT NULL, omitted TEXT NOT NULL,
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
_TABLES = ("lens", "lens_version", "share", "token", "value")


class Store:
    """A SQLite database, in a file that outlives the process or in memory."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self.connection.row_factory = sqlite3.Row
        # Lost at a power cut at worst: an emulator's state is worth the speed more.
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;" + _SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what happens inside."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def value(self, name: str) -> Any:  # noqa: ANN401  # JSON
        """What was kept under a name; None where nothing was."""
        row = self.connection.execute("SELECT value FROM value WHERE name = ?", (name,)).fetchone()
        return json.loads(row["value"]) if row else None

    def keep(self, name: str, value: object) -> None:
        """Keep a value under a name."""
        self.connection.execute("INSERT OR REPLACE INTO value VALUES (?, ?)", (name, json.dumps(value)))

    def clear(self) -> None:
        """Empty every table."""
        with self.transaction():
            for table in _TABLES:
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
