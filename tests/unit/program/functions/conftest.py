"""A program whose configuration leads to the emulator. No engine is needed: a function does not call it."""

import pytest
from pulumi.runtime import settings
from pulumi.runtime.config import set_all_config
from tests.support import emulated


class Monitor:
    """Stands for the engine."""


@pytest.fixture
def as_account(wellarchitected):
    """Runs the program with the credentials of an account."""

    def configure(account):
        set_all_config(emulated.as_received(emulated.aws_config(wellarchitected.url, account)))
        settings.configure(settings.Settings("project", "stack", monitor=Monitor(), dry_run=True))

    configure(emulated.OWNER)
    yield configure
    set_all_config({})


@pytest.fixture
def lens(wellarchitected, as_account):
    return wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)
