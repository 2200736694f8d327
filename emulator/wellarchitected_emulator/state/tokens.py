"""ClientRequestTokens and the answers that they were used for.

"If you retry a request with the same client request token and the same parameters after the original request has
completed successfully, the result of the original request is returned" (API reference, every operation with a token).
So failures are not stored, and a stored answer is returned even if its share or lens was deleted in the meantime.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from wellarchitected_emulator.wire.errors import ConflictError

if TYPE_CHECKING:
    from wellarchitected_emulator.state.store import Store
    from wellarchitected_emulator.wire.credentials import Caller


class TokensTable:
    """Stores answers by their tokens."""

    def __init__(self, store: Store) -> None:
        self._db = store.connection

    def find_answer(
        self, caller: Caller, operation: str, parameters: dict[str, Any], since: float
    ) -> dict[str, Any] | None:
        """Find the answer that was given to this request after `since`. Other parameters are a ConflictException."""
        token = parameters["ClientRequestToken"]
        row = self._db.execute(
            "SELECT fingerprint, answer FROM token"
            " WHERE account = ? AND region = ? AND operation = ? AND token = ? AND created_at >= ?",
            (caller.account, caller.region, operation, token, since),
        ).fetchone()
        if row is None:
            return None
        if row["fingerprint"] != _digest(parameters):
            raise ConflictError(
                "ClientRequestToken was already used with other parameters.", token, "ClientRequestToken"
            )
        answer: dict[str, Any] = json.loads(row["answer"])
        return answer

    def add_answer(
        self, caller: Caller, operation: str, parameters: dict[str, Any], answer: dict[str, Any], now: float
    ) -> None:
        """Store the answer to a request."""
        token = parameters["ClientRequestToken"]
        row = (caller.account, caller.region, operation, token, _digest(parameters), json.dumps(answer), now)
        self._db.execute("INSERT OR REPLACE INTO token VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _digest(parameters: dict[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(parameters, sort_keys=True).encode(), digest_size=16).hexdigest()
