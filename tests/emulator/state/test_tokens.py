"""ClientRequestTokens: stored with their answers for a limited time."""

import json

import pytest
from wellarchitected_emulator.state.sample_lens import minimal_lens

OWNER = "111122223333"
CONSUMER = "444455556666"


def create(client, lens, token, principal=CONSUMER):
    return client.create_lens_share(LensAlias=lens, SharedWith=principal, ClientRequestToken=token)["ShareId"]


def test_the_same_token_gets_the_same_answer_and_has_no_effect(wellarchitected, owner, lens):
    first = create(owner, lens, "t")
    assert first == create(owner, lens, "t")
    assert [first] == [share.share_id for share in wellarchitected.shares(lens)]


def test_the_answer_is_returned_after_the_share_is_deleted(wellarchitected, owner, lens):
    first = create(owner, lens, "t")
    owner.delete_lens_share(LensAlias=lens, ShareId=first)
    assert first == create(owner, lens, "t")
    assert [] == wellarchitected.shares(lens)


def test_the_same_token_with_other_parameters_is_a_conflict(owner, lens):
    create(owner, lens, "t")
    with pytest.raises(owner.exceptions.ConflictException, match="other parameters"):
        create(owner, lens, "t", "777788889999")


def test_a_failure_is_not_stored(wellarchitected, owner, lens):
    wellarchitected.configure(shares_per_lens=0)
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException):
        create(owner, lens, "t")
    wellarchitected.configure(shares_per_lens=1)
    create(owner, lens, "t")


def test_a_token_expires_after_its_window(wellarchitected, owner, lens):
    wellarchitected.configure(token_window_seconds=60)
    create(owner, lens, "t")
    wellarchitected.advance(seconds=61)
    with pytest.raises(owner.exceptions.ConflictException, match="shared with"):
        create(owner, lens, "t")


def test_tokens_are_separate_by_account_region_and_operation(wellarchitected, client_for, owner, lens):
    first = create(owner, lens, "t")
    owner.delete_lens_share(LensAlias=lens, ShareId=first, ClientRequestToken="t")
    for account, region in ((CONSUMER, "us-east-1"), (OWNER, "eu-west-1")):
        other = wellarchitected.publish_lens("security", account=account, region=region)
        assert first != create(client_for(account, region), other, "t", "777788889999")


def test_deleting_again_with_the_same_token_succeeds(owner, lens):
    share_id = create(owner, lens, "t")
    for _ in range(2):
        owner.delete_lens_share(LensAlias=lens, ShareId=share_id, ClientRequestToken="u")
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.delete_lens_share(LensAlias=lens, ShareId=share_id, ClientRequestToken="v")


def test_importing_again_with_the_same_token_creates_one_lens(owner):
    text = json.dumps(minimal_lens("cost"))
    arns = {owner.import_lens(JSONString=text, ClientRequestToken="t")["LensArn"] for _ in range(2)}
    assert 1 == len(arns) == len(owner.list_lenses()["LensSummaries"])
