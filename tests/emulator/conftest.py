"""An owner with a published lens, a consumer, and clients without retries, so that a test sees each answer."""

import pytest
from botocore.config import Config

OWNER = "111122223333"
CONSUMER = "444455556666"
ONCE = Config(retries={"total_max_attempts": 1})


@pytest.fixture
def client_for(wellarchitected):
    """Create a client for an account in a Region."""

    def client_for(account, region="us-east-1", service="wellarchitected"):
        return wellarchitected.client(service, account=account, region=region, config=ONCE)

    return client_for


@pytest.fixture
def owner(client_for):
    return client_for(OWNER)


@pytest.fixture
def consumer(client_for):
    return client_for(CONSUMER)


@pytest.fixture
def lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=OWNER, region="us-east-1")


@pytest.fixture
def share(owner, lens):
    """Share the lens with a principal. Returns the ID of the share."""

    def share(principal=CONSUMER):
        return owner.create_lens_share(LensAlias=lens, SharedWith=principal)["ShareId"]

    return share


@pytest.fixture
def listed(owner, lens):
    """List one page of shares as the owner."""

    def listed(**parameters):
        return owner.list_lens_shares(LensAlias=lens, **parameters)["LensShareSummaries"]

    return listed
