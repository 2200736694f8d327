"""List the shares that nobody can accept any more, as Markdown. Prints nothing if there are none.

pulumi stack export | python expired_shares.py
"""

import json
import sys
from typing import Any

LENS_SHARE = "pulumi-python:dynamic/wellarchitected:LensShare"
ENDED = {"EXPIRED", "FAILED", "REJECTED", "REVOKED"}


def describe(resource: dict[str, Any]) -> str:
    """One line about a share. Its ID is the ARN of the lens and the ID of the invitation."""
    name = resource["urn"].rpartition("::")[2]
    return f"- `{name}` is {resource['outputs']['status']}: `{resource['id']}`"


resources = json.load(sys.stdin)["deployment"].get("resources", [])
ended = [each for each in resources if each["type"] == LENS_SHARE and each["outputs"]["status"] in ENDED]
if ended:
    print(*map(describe, ended), sep="\n")
    print("\nThe workflow **Up** sends expired, failed and revoked shares again. If one was rejected, ask its account.")
