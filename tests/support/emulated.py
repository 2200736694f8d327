"""The emulator as tests and benchmarks use it: the account that owns the lenses, and a stack's configuration."""

import json
from typing import Any

from wellarchitected_emulator import EmulatorClient, Share

OWNER = "111122223333"
REGION = "us-east-1"


def aws_config(url: str, account: str = OWNER) -> dict[str, Any]:
    """The `aws:*` settings that point a stack at the emulator, the same as for pulumi-aws and a local service."""
    return {
        "aws:region": REGION,
        "aws:accessKey": account,
        "aws:secretKey": "secret",
        "aws:endpoints": [{"wellarchitected": url, "sts": url}],
    }


def as_received(config: dict[str, Any]) -> dict[str, str]:
    """Configuration as the default provider receives it: strings, and structures as JSON."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in config.items()}


def only_share(emulator: EmulatorClient, lens: str) -> Share:
    """The share of a lens that has exactly one."""
    (share,) = emulator.shares(lens)
    return share
