"""ClientRequestTokens and the answers they are remembered with.

"If you retry a request with the same client request token and the same parameters after the original request has
completed successfully, the result of the original request is returned" (API reference, every operation with a token).
So a failure is not remembered, and an answer is returned even when what it speaks of has been deleted since.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.errors import ConflictError

if TYPE_CHECKING:
    from wellarchitected_emulator.accounts import Caller
    from wellarchitected_emulator.store import Store


class TokensTable:
    """Remembers answers for a window of time."""

    def __init__(self, store: Store) -> None:
        self._db = store.connection

    def replay(self, caller: Caller, operation: str, parameters: dict[str, Any], since: float) -> dict[str, Any] | None:
        """The answer to this very request, if it was given after `since`; other parameters are a conflict."""
        token = parameters["ClientRequestToken"]
        row = self._db.execute(
            "SELECT fingerprint, answer FROM token"
            " WHERE account = ? AND region = ? AND operation = ? AND token = ? AND created_at >= ?",
            (caller.account, caller.region, operation, token, since),
        ).fetchone()
        if row is None:
            return None
        if row["fingerprint"] != _fingerprint(parameters):
            raise ConflictError("ClientRequestToken was used with other parameters.", token, "ClientRequestToken")
        answer: dict[str, Any] = json.loads(row["answer"])
        return answer

    def remember(
        self, caller: Caller, operation: str, parameters: dict[str, Any], answer: dict[str, Any], now: float
    ) -> None:
        """Keep the answer to a request."""
        token = parameters["ClientRequestToken"]
        row = (caller.account, caller.region, operation, token, _fingerprint(parameters), json.dumps(answer), now)
        self._db.execute("INSERT OR REPLACE INTO token VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _fingerprint(parameters: dict[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(parameters, sort_keys=True).encode(), digest_size=16).hexdigest()
