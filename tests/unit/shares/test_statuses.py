"""The statuses of a share, held against the service's own model."""

import botocore.loaders
import pytest
from pulumi_wellarchitected.shares import statuses


def test_the_service_model_names_the_same_statuses():
    model = botocore.loaders.Loader().load_service_model("wellarchitected", "service-2")

    assert sorted(model["shapes"]["ShareStatus"]["enum"]) == sorted(statuses.ALL)


@pytest.mark.parametrize("status", ["EXPIRED", "FAILED", "REJECTED", "REVOKED"])
def test_a_share_that_gives_nothing_any_more_is_not_live(status):
    assert not statuses.is_live(status)


@pytest.mark.parametrize("status", ["ACCEPTED", "ASSOCIATED", "ASSOCIATING", "PENDING", "DORMANT", ""])
def test_a_share_with_any_other_status_is_live_heard_of_or_not(status):
    assert statuses.is_live(status)


def test_a_share_is_sent_again_unless_the_consumer_rejected_it():
    assert {"REJECTED"} == statuses.DEAD - set(statuses.RESEND_ON)
