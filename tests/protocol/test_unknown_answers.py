"""AWS does not publish how the service behaves in these cases. The provider works with each possible behaviour.

test_waiting.py has the same for the settings organization_principal_echo and organization_accounts_skip_pending.
"""

from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from tests.support.emulated import only_share
from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault

ACCOUNT = "444455556666"
OTHER_ACCOUNTS = [f"{number:012d}" for number in range(12)]


@pytest.fixture
def inputs(lens):
    return {"lens_alias": lens, "shared_with": ACCOUNT}


@pytest.fixture
def create_too_late(plugin, wellarchitected, lens):
    """Create a share, and create another one with the same account after the provider has looked for one."""

    def create(inputs):
        wellarchitected.inject(Fault(operation="CreateLensShare", latency=1))
        with ThreadPoolExecutor(1) as threads:
            created = threads.submit(plugin.create, inputs)
            wait_until(lambda: wellarchitected.requests("CreateLensShare"))
            return wellarchitected.share(lens, ACCOUNT), created

    return create


def test_a_conflict_with_a_share_that_was_just_created_is_an_error(wellarchitected, lens, inputs, create_too_late):
    wellarchitected.configure(duplicate_shares_conflict=True)
    other, created = create_too_late(inputs)
    with pytest.raises(grpc.RpcError) as failure:
        created.result()
    assert f"Lens share with {ACCOUNT} already exists on {lens} (id {other}" in failure.value.details()
    assert other == only_share(wellarchitected, lens).share_id


def test_a_conflict_with_a_share_that_was_just_created_can_adopt_it(wellarchitected, lens, inputs, create_too_late):
    wellarchitected.configure(duplicate_shares_conflict=True)
    other, created = create_too_late({**inputs, "adopt_existing": True})
    assert f"{lens},{other}" == created.result()[0]
    assert other == only_share(wellarchitected, lens).share_id


def test_a_second_share_with_an_account_is_managed_on_its_own(
    plugin, plugins, wellarchitected, lens, inputs, create_too_late, aws_config
):
    wellarchitected.configure(duplicate_shares_conflict=False)
    other, created = create_too_late(inputs)
    id_, outputs = created.result()
    assert {other, outputs["share_id"]} == {share.share_id for share in wellarchitected.shares(lens)}
    wellarchitected.set_status(lens, other, "REVOKED")
    refreshed_id, refreshed, _ = plugin.refresh(id_, outputs)
    assert (id_, "PENDING") == (refreshed_id, refreshed["status"])
    with plugins.one() as later:
        later.configure(aws_config)
        later.delete(id_, outputs)
    assert other == only_share(wellarchitected, lens).share_id


@pytest.fixture
def _full_of_dead_shares(wellarchitected, lens):
    wellarchitected.configure(shares_per_lens=2)
    for account in OTHER_ACCOUNTS[:2]:
        wellarchitected.share(lens, account, status="REJECTED")


@pytest.mark.usefixtures("_full_of_dead_shares")
def test_dead_shares_that_count_towards_the_quota_are_an_error(plugin, wellarchitected, lens, inputs):
    wellarchitected.configure(dead_shares_count=True)
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create(inputs)
    assert "quota" in failure.value.details()
    assert OTHER_ACCOUNTS[:2] == [share.shared_with for share in wellarchitected.shares(lens)]


@pytest.mark.usefixtures("_full_of_dead_shares")
def test_dead_shares_that_do_not_count_leave_room_for_a_share(plugin, wellarchitected, lens, inputs):
    wellarchitected.configure(dead_shares_count=False)
    plugin.create(inputs)
    assert [*OTHER_ACCOUNTS[:2], ACCOUNT] == [share.shared_with for share in wellarchitected.shares(lens)]


@pytest.mark.parametrize("dead_shares_count", [True, False])
def test_a_dead_share_never_blocks_its_own_successor(plugin, wellarchitected, lens, inputs, dead_shares_count):
    wellarchitected.configure(shares_per_lens=1, dead_shares_count=dead_shares_count)
    wellarchitected.share(lens, ACCOUNT, status="EXPIRED")
    plugin.create(inputs)
    assert "PENDING" == only_share(wellarchitected, lens).status


@pytest.fixture(params=[{"page_size": 1}, {"empty_pages": 1}, {"page_size": 7, "empty_pages": 2}], ids=str)
def paged(request, wellarchitected, lens):
    """Share the lens with many accounts, and list it in unusual pages. Returns the IDs of the shares."""
    wellarchitected.configure(**request.param)
    return [wellarchitected.share(lens, account) for account in OTHER_ACCOUNTS]


def test_a_refresh_finds_every_share_whatever_the_pages(plugin, lens, paged):
    ids = [f"{lens},{share_id}" for share_id in paged]
    inputs = [{"lens_alias": lens, "shared_with": account} for account in OTHER_ACCOUNTS]
    read = [plugin.refresh(id_, {**props, "share_id": id_[-32:]}) for id_, props in zip(ids, inputs, strict=True)]
    assert ids == [id_ for id_, _, _ in read]
    assert {"PENDING"} == {outputs["status"] for _, outputs, _ in read}


def test_a_refresh_notices_a_missing_share_whatever_the_pages(plugin, wellarchitected, lens, paged):
    wellarchitected.remove_share(lens, paged[-1])
    outputs = {"lens_alias": lens, "shared_with": OTHER_ACCOUNTS[-1], "share_id": paged[-1]}
    assert "" == plugin.refresh(f"{lens},{paged[-1]}", outputs)[0]


def test_a_create_finds_an_existing_share_whatever_the_pages(plugin, lens, paged):
    with pytest.raises(grpc.RpcError) as failure:
        plugin.create({"lens_alias": lens, "shared_with": OTHER_ACCOUNTS[-1]})
    assert f"already exists on {lens} (id {paged[-1]}" in failure.value.details()
