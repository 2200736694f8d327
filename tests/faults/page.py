"""Writes docs/explanation/reliability.md from the rows of a run."""

from collections import Counter

KINDS = ("lost", "doubled", "deleted", "wrongly gone", "late", "unreadable", "not healed")
_HEAD = """\
# What holds when the network does not

A share is access to somebody's intellectual property. So no failure may leave one that nobody knows of, or remove one
that should live. `make faults` checks this, and wrote this page.

Each row of the run is one operation of the engine with one fault, once or at every call, in the connection between the
real plugin process and the emulator: errors of AWS before and after a change took effect, lost and cut connections,
silence, slow answers, proxies' pages, redirects, answers of the wrong form, endless listings, rejected credentials,
control characters and megabytes in every text. After each row a second plugin process without faults runs the
operation again, and has to reach exactly the wanted shares. The operations on shares of lenses meet every fault. Those
on shares of profiles, review templates and workloads run the same code, and meet a few. The update of a list
(LensSharesExclusive) removes one principal and adds two.

"""
_FOOT = """
| column | what it counts |
|---|---|
| lost | shares that neither the state nor the error message tells of |
| doubled | second shares with one principal |
| deleted | live shares that were deleted and should not be |
| wrongly gone | live shares that a refresh removed from the state |
| late | operations that took longer than their timeout and 15 s |
| unreadable | messages with a traceback, control characters, several lines or over 1,500 characters (a list: 3,000) |
| not healed | rows in which the second process did not reach the wanted shares |

## Kills

`make test` kills the engine, a plugin or both with SIGKILL at 12 seeded points of `up`, a replacement and `destroy`,
through the real CLI. `make test T=tests/e2e/interruptions/test_kills.py KILLS=50` does so at 50. After each,
`pulumi cancel` and one `up` (or `destroy`) have to reach exactly the wanted shares, each once: see
[After an interrupted run](../how-to/after-an-interrupted-run.md).

## What is not promised

- AWS does not publish whether it accepts a second share with the same principal. The emulator rejects it. If AWS
  accepts it, a create and somebody else's create at the same time can leave two.
- Two stacks that adopt the same share both manage it, and either can delete it. Each adoption leaves a warning.
- A share counts as gone or deleted after AWS has said "not found" twice. If AWS says so twice and is wrong, the share
  leaves the state. It goes on to exist, and the next `up` reports that it already exists.
- If a create fails with the message that a share may exist, nothing looks for it before the next run.
- A read that meets a silent peer waits for up to 3 minutes.
- The run uses an emulator. It shows how the provider behaves, and not how AWS behaves.
"""


def page(counts: list[Counter[str]], operations: list[str]) -> str:
    """The page for the counts of each row and the operation of each row."""
    sums: dict[str, Counter[str]] = {}
    for count, operation in zip(counts, operations, strict=True):
        sums[operation] = sums.get(operation, Counter()) + Counter(rows=1) + count
    sums["**all**"] = sum(sums.values(), Counter())
    columns = ("rows", "injected", *KINDS)
    table = [f"| operation | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    for operation, found in sums.items():
        table.append(f"| {operation} | {' | '.join(f'{found[column]:,}' for column in columns)} |")
    return _HEAD + "\n".join(table) + "\n" + _FOOT
