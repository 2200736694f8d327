"""Many callers at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

ACCOUNTS = [f"{number:012d}" for number in range(60)]


def test_shares_created_at_once_are_all_there_and_each_once(wellarchitected, owner, lens):
    def create(account):
        return owner.create_lens_share(LensAlias=lens, SharedWith=account)["ShareId"]

    with ThreadPoolExecutor(8) as threads:
        created = dict(zip(threads.map(create, ACCOUNTS), ACCOUNTS, strict=True))
    assert created == {share.share_id: share.shared_with for share in wellarchitected.shares(lens)}
    assert len(ACCOUNTS) == len(wellarchitected.requests("CreateLensShare"))


def test_of_duplicates_at_once_one_wins(wellarchitected, owner, lens):
    def create(_):
        try:
            return owner.create_lens_share(LensAlias=lens, SharedWith="444455556666")["ShareId"]
        except owner.exceptions.ConflictException:
            return None

    with ThreadPoolExecutor(8) as threads:
        created = [share_id for share_id in threads.map(create, range(16)) if share_id]
    assert created == [share.share_id for share in wellarchitected.shares(lens)]
    assert 1 == len(created)


@pytest.mark.parametrize("_", range(2))
def test_each_test_begins_with_an_empty_service(wellarchitected, owner, _):
    assert [] == wellarchitected.requests()
    assert [] == owner.list_lenses()["LensSummaries"]
    wellarchitected.publish_lens("security")
