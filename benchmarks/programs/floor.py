"""The floor: the lean resource without calls to the service.

A create and a delete wait as long as a call takes, because no provider can avoid that time.
"""

import os
import time
import uuid
from functools import partial

from lean import LeanProvider, LeanShare  # type: ignore[import-not-found]  # beside this file, in every copy of it
from pulumi.dynamic import CreateResult

_CALL_SECONDS = float(os.environ.get("FLOOR_CALL_SECONDS", "0"))


class _Floor(LeanProvider):  # type: ignore[misc]
    def create(self, props: dict[str, str]) -> CreateResult:
        time.sleep(_CALL_SECONDS)
        share_id = uuid.uuid4().hex
        return CreateResult(share_id, {**props, "share_id": share_id, "status": "PENDING"})

    def delete(self, _id: str, _props: dict[str, str]) -> None:
        time.sleep(_CALL_SECONDS)


floor = _Floor()
Share = partial(LeanShare, floor)
