"""The table of workloads, profiles and review templates: bare rows, which tests make so that they can be shared."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellarchitected_emulator.state.store import Store


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A workload, a profile or a review template."""

    arn: str
    kind: str
    """WORKLOAD, PROFILE or TEMPLATE, as ShareResourceType has it."""
    name: str
    account: str
    region: str

    @property
    def id(self) -> str:
        """The last part of the ARN."""
        return self.arn.rpartition("/")[2]


class ResourcesTable:
    """Reads and writes workloads, profiles and review templates."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._db = store.connection

    def add(self, resource: ResourceRow) -> None:
        """Add a resource."""
        self._store.insert("resource", asdict(resource))

    def find(self, arn: str) -> ResourceRow | None:
        """Find a resource by its ARN."""
        return self._find("arn = ?", arn)

    def find_by_id(self, kind: str, id_: str, account: str, region: str) -> ResourceRow | None:
        """Find a resource of an account in a Region by the last part of its ARN."""
        return self._find("kind = ? AND arn LIKE ? AND account = ? AND region = ?", kind, f"%/{id_}", account, region)

    def delete(self, arn: str) -> None:
        """Delete a resource."""
        self._db.execute("DELETE FROM resource WHERE arn = ?", (arn,))

    def _find(self, condition: str, *values: str) -> ResourceRow | None:
        row = self._db.execute(f"SELECT * FROM resource WHERE {condition}", values).fetchone()  # noqa: S608  # our own
        return ResourceRow(**{name: row[name] for name in _COLUMNS}) if row else None


_COLUMNS = tuple(field.name for field in fields(ResourceRow))


def make_id() -> str:
    """An ID as the live service gives it: 32 hexadecimal digits."""
    return uuid.uuid4().hex
