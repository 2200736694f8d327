"""See that the emulator's own listing holds exactly the shares whose IDs `make up` printed last.

make up | tee up.log && tail -n 1 up.log | python tools/confirm_shares.py
"""

from __future__ import annotations

import json
import sys

from wellarchitected_emulator import EmulatorClient, lens_arn

URL = "http://127.0.0.1:4747"
SAMPLE_ARN = lens_arn("Sample security lens", account="111122223333", region="us-east-1")


def main() -> int:
    """Compare, say so, and return an exit code."""
    printed: dict[str, str] = json.loads(sys.stdin.read())
    listed = {share.shared_with: share.share_id for share in EmulatorClient(URL).shares(SAMPLE_ARN)}
    if not printed or printed != listed:
        print(f"make up printed {printed}, and the emulator lists {listed}.", file=sys.stderr)
        return 1
    print(f"The emulator lists the {len(listed)} shares that make up printed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
