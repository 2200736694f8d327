"""One share more on a lens that has 300: the calls it takes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .contenders import OURS
from .phases import UP

if TYPE_CHECKING:
    from .plan import Plan
    from .service import Service

_SHARES = 300


def count_calls(plan: Plan, service: Service) -> dict[str, int]:
    """The answered calls of an `up` with one share, by operation."""
    service.renew(plan.conditions)
    client = service.client
    client.configure(shares_per_lens=_SHARES + 1)
    (lens,) = service.publish_lenses(OURS, 1)
    for number in range(_SHARES):
        client.share(lens, str(300000000000 + number))
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        stack = service.new_stack(OURS, [lens], 1, Path(folder), {})
        service.take_calls()
        stack.engine(UP.arguments, plan.limit(1), f"2 {UP.result}")
        return service.take_calls().answered
