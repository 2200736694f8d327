"""An owner with a published lens, a consumer, and clients that do not retry, so that a test sees each answer."""

import pytest
from botocore.config import Config

OWNER = "111122223333"
CONSUMER = "444455556666"
ONCE = Config(retries={"total_max_attempts": 1})


@pytest.fixture
def client_of(wellarchitected):
    """A client of an account, in a Region."""

    def client_of(account, region="us-east-1", service="wellarchitected"):
        return wellarchitected.client(service, account=account, region=region, config=ONCE)

    return client_of


@pytest.fixture
def owner(client_of):
    return client_of(OWNER)


@pytest.fixture
def consumer(client_of):
    return client_of(CONSUMER)


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=OWNER, region="us-east-1")


@pytest.fixture
def share(owner, lens):
    """Share the lens with a principal; returns the share's ID."""

    def share(principal=CONSUMER):
        return owner.create_lens_share(LensAlias=lens, SharedWith=principal)["ShareId"]

    return share


@pytest.fixture
def listed(owner, lens):
    """What one page of the owner's listing shows."""

    def listed(**parameters):
        return owner.list_lens_shares(LensAlias=lens, **parameters)["LensShareSummaries"]

    return listed
