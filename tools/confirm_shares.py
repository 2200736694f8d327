"""Check that the emulator has the shares that `make up` made, and that both accounts have accepted them.

make outputs | python tools/confirm_shares.py
"""

import json
import sys

from wellarchitected_emulator import EmulatorClient

outputs = json.load(sys.stdin)
shares = EmulatorClient("http://127.0.0.1:4747").shares(outputs["lens"])
listed = {share.shared_with: share.share_id for share in shares}
if not listed or outputs["share_ids"] != listed:
    sys.exit(f"make up printed {outputs['share_ids']}, but the emulator lists {listed}.")
if {"ACCEPTED"} != {*outputs["accepted"].values(), *(share.status for share in shares)}:
    sys.exit(f"make up printed {outputs['accepted']}, but the emulator lists {shares}.")
print(f"The emulator lists the {len(listed)} shares that make up printed, and both accounts have accepted them.")
