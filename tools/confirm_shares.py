"""Check that the emulator lists exactly the shares whose IDs `make up` printed last.

make up | tee up.log && tail -n 1 up.log | python tools/confirm_shares.py
"""

import json
import sys

from wellarchitected_emulator import EmulatorClient, lens_arn

SAMPLE_ARN = lens_arn("Sample security lens", account="111122223333", region="us-east-1")

printed = json.load(sys.stdin)
shares = EmulatorClient("http://127.0.0.1:4747").shares(SAMPLE_ARN)
listed = {share.shared_with: share.share_id for share in shares}
if not printed or printed != listed:
    sys.exit(f"make up printed {printed}, but the emulator lists {listed}.")
print(f"The emulator lists the {len(listed)} shares that make up printed.")
