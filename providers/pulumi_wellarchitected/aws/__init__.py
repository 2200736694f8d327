"""Calls to AWS: settings, credentials, clients, and errors that say what a failed call means.

This is the only room that imports boto3 and botocore, and it does so at the first call.
"""

from __future__ import annotations

from pulumi_wellarchitected.aws.call import Call
from pulumi_wellarchitected.aws.session import Session
from pulumi_wellarchitected.aws.settings.settings import Settings

__all__ = ["Call", "Session", "Settings"]
