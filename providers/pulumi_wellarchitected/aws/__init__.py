"""The AWS session: settings, credentials, clients, and what their failures mean. Nothing else here imports botocore."""

from __future__ import annotations

from pulumi_wellarchitected.aws.session import Call, Session
from pulumi_wellarchitected.aws.settings.settings import Settings

__all__ = ["Call", "Session", "Settings"]
