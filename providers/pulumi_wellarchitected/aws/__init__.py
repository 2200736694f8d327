"""Calls to AWS: settings, credentials, clients, answers, and errors that say what a failed call means.

This is the only room that imports boto3 and botocore, and it does so at the first call.
"""

from __future__ import annotations

from pulumi_wellarchitected.aws.answers import read_pages, read_rows, read_value, unreadable_answer
from pulumi_wellarchitected.aws.attempts import remaining, time_limit
from pulumi_wellarchitected.aws.call import Call
from pulumi_wellarchitected.aws.listing import LAG_SECONDS, Listing
from pulumi_wellarchitected.aws.polling import Messages, Polling
from pulumi_wellarchitected.aws.session import Session
from pulumi_wellarchitected.aws.settings.settings import Settings
from pulumi_wellarchitected.aws.settings.tags import Tags

__all__ = [
    "LAG_SECONDS",
    "Call",
    "Listing",
    "Messages",
    "Polling",
    "Session",
    "Settings",
    "Tags",
    "read_pages",
    "read_rows",
    "read_value",
    "remaining",
    "time_limit",
    "unreadable_answer",
]
