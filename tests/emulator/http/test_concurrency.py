"""Parallel requests."""

from concurrent.futures import ThreadPoolExecutor

import pytest

ACCOUNTS = [f"{number:012d}" for number in range(60)]


def test_parallel_creates_make_one_share_each(wellarchitected, owner, lens):
    def create(account):
        return owner.create_lens_share(LensAlias=lens, SharedWith=account)["ShareId"]

    with ThreadPoolExecutor(8) as threads:
        created = dict(zip(threads.map(create, ACCOUNTS), ACCOUNTS, strict=True))
    assert created == {share.share_id: share.shared_with for share in wellarchitected.shares(lens)}
    assert len(ACCOUNTS) == len(wellarchitected.requests("CreateLensShare"))


def test_parallel_duplicates_make_one_share(wellarchitected, owner, lens):
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
def test_each_test_starts_with_an_empty_service(wellarchitected, owner, _):
    assert [] == wellarchitected.requests()
    assert [] == owner.list_lenses()["LensSummaries"]
    wellarchitected.publish_lens("security")
