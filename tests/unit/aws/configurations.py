"""Configurations of a stack, and what reading them gives."""

import pytest
from pulumi_wellarchitected.aws import Settings
from pulumi_wellarchitected.errors import ConfigurationError

URL = "http://127.0.0.1:4747"
ROLE = "arn:aws:iam::222233334444:role/step"
OWNER_ROLE = "arn:aws:iam::111122223333:role/owner"
GO_TOGETHER = {"accessKey": "AKIA", "secretKey": "secret"}


def read(given):
    """The settings of a stack's configuration."""
    return Settings.from_config({f"aws:{key}": value for key, value in given.items()})


def refusal(given):
    with pytest.raises(ConfigurationError) as caught:
        read(given)
    return str(caught.value)
