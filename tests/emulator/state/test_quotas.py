"""Quotas: the shares of a lens, the lenses of an account in a Region."""

import pytest

OWNER = "111122223333"
FULL = [f"{number:012d}" for number in range(3)]


@pytest.fixture
def _full(wellarchitected, share):
    wellarchitected.configure(shares_per_lens=3)
    for account in FULL:
        share(account)


@pytest.mark.usefixtures("_full")
def test_exceeding_the_quota_of_shares_names_the_quota(owner, lens):
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException) as refused:
        owner.create_lens_share(LensAlias=lens, SharedWith="444455556666")
    answer = refused.value.response
    assert 402 == answer["ResponseMetadata"]["HTTPStatusCode"]
    assert ("SharesPerLens", "wellarchitected", lens, "LENS") == (
        answer["QuotaCode"],
        answer["ServiceCode"],
        answer["ResourceId"],
        answer["ResourceType"],
    )


def test_the_quotas_are_300_shares_and_15_lenses(wellarchitected):
    assert (300, 15) == (wellarchitected.settings.shares_per_lens, wellarchitected.settings.lenses_per_account)


@pytest.mark.usefixtures("_full")
@pytest.mark.parametrize("status", ["EXPIRED", "REJECTED", "REVOKED", "FAILED"])
def test_whether_dead_shares_count_is_a_setting(wellarchitected, owner, lens, share, status):
    wellarchitected.set_status(lens, wellarchitected.shares(lens)[0].share_id, status)
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException):
        share()
    wellarchitected.configure(dead_shares_count=False)
    share()


@pytest.mark.usefixtures("_full")
def test_a_deleted_share_makes_room(wellarchitected, owner, lens, share):
    owner.delete_lens_share(LensAlias=lens, ShareId=wellarchitected.shares(lens)[0].share_id)
    share()


def test_lenses_have_a_quota_by_account_and_region(wellarchitected, owner, lens):
    wellarchitected.configure(lenses_per_account=1)
    text = owner.export_lens(LensAlias=lens)["LensJSON"]
    with pytest.raises(owner.exceptions.ServiceQuotaExceededException, match="at most 1"):
        owner.import_lens(JSONString=text)
    owner.import_lens(LensAlias=lens, JSONString=text)
    wellarchitected.publish_lens("security", account=OWNER, region="eu-west-1")
    wellarchitected.publish_lens("security", account="444455556666")
