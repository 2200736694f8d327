"""The least that a dynamic provider can be: a singleton that is pickled as its name, and makes no call.

Where a call to the service takes its time, a create and a delete take as long here, and do nothing else.
"""

import os
import time
import uuid
from typing import Any

from pulumi.dynamic import CreateResult, DiffResult, ResourceProvider

_CALL_SECONDS = float(os.environ.get("NO_OP_CALL_SECONDS", "0"))


class _NoOp(ResourceProvider):
    serialize_as_secret_always = False

    def __reduce__(self) -> str:
        return "no_op"

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        return DiffResult(changes=False)

    def create(self, props: dict[str, Any]) -> CreateResult:
        time.sleep(_CALL_SECONDS)
        share_id = uuid.uuid4().hex
        outputs = {"share_id": share_id, "status": "PENDING", "status_message": "", "region": "us-east-1"}
        return CreateResult(f"{props['lens_alias']},{share_id}", {**props, **outputs})

    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        time.sleep(_CALL_SECONDS)


no_op = _NoOp()
