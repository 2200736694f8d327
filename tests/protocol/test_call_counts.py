"""What a run costs in calls, by the service's own log: one listing serves many."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import pytest


def calls(wellarchitected) -> Counter[str]:
    return Counter(request.operation for request in wellarchitected.requests())


def accounts(count: int) -> list[str]:
    return [f"{4444_0000_0000 + number}" for number in range(count)]


@pytest.fixture
def shared(wellarchitected):
    """Share a lens with many accounts out of band, and return the states of resources that own the shares."""

    def share_with_many(name: str, count: int):
        lens = wellarchitected.publish_lens(name, account="111122223333", region="us-east-1")
        inputs = [{"lens_alias": lens, "shared_with": account} for account in accounts(count)]
        ids = [wellarchitected.share(lens, each["shared_with"]) for each in inputs]
        return [(f"{lens},{id_}", {**each, "share_id": id_}) for id_, each in zip(ids, inputs, strict=True)]

    return share_with_many


def in_four_threads(verb, arguments):
    """As the engine does: it has more under way, but four threads serve them."""
    with ThreadPoolExecutor(4) as threads:
        return list(threads.map(lambda each: verb(*each), arguments))


def test_a_refresh_lists_each_lens_once(plugin, wellarchitected, shared):
    states = shared("one", 35) + shared("two", 11)
    read = in_four_threads(plugin.refresh, states)
    assert [id_ for id_, _ in states] == [id_ for id_, _, _ in read]
    assert {"ListLensShares": ceil(35 / 10) + ceil(11 / 10)} == calls(wellarchitected)


def test_a_share_that_is_missing_from_the_listing_is_asked_for_before_it_is_gone(plugin, wellarchitected, shared):
    states = shared("one", 35)
    lens, _, share_id = states[7][0].partition(",")
    wellarchitected.remove_share(lens, share_id)
    read = in_four_threads(plugin.refresh, states)
    assert [7] == [number for number, (id_, _, _) in enumerate(read) if not id_]
    assert {"ListLensShares": ceil(34 / 10) + 1, "GetCallerIdentity": 1} == calls(wellarchitected)


@pytest.mark.parametrize("there", [0, 25])
def test_many_creates_on_a_lens_look_at_it_once(plugin, wellarchitected, lens, there):
    for account in accounts(100)[-there:] if there else ():
        wellarchitected.share(lens, account)
    in_four_threads(plugin.create, [({"lens_alias": lens, "shared_with": account},) for account in accounts(30)])
    counted = calls(wellarchitected)
    assert 30 == counted["CreateLensShare"]
    assert ceil((30 + there) / 10) + 2 >= counted["ListLensShares"]
    assert 30 + there == len(wellarchitected.shares(lens))


@pytest.mark.parametrize(
    ("principal", "lists"),
    [
        ("999900001111", 1),
        ("ou-abcd-11111111", 2 + 1),  # it may be listed in two spellings; and then its association is waited for
    ],
)
def test_one_create_on_a_full_lens_takes_three_calls_at_most_before_it_waits(
    plugin, wellarchitected, lens, principal, lists
):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0, shares_per_lens=400)
    for account in accounts(300):
        wellarchitected.share(lens, account)
    plugin.create({"lens_alias": lens, "shared_with": principal})
    assert {"CreateLensShare": 1, "ListLensShares": lists} == calls(wellarchitected)


def test_whoever_waits_for_a_unit_looks_for_it_in_the_spelling_in_which_it_is_listed(plugin, wellarchitected, lens):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=2)
    plugin.create({"lens_alias": lens, "shared_with": "ou-abcd-11111111"})
    lists = [request for request in wellarchitected.requests() if request.operation == "ListLensShares"]
    prefixes = [request.parameters["SharedWithPrefix"] for request in lists]
    assert ["ou-abcd-11111111", "arn:aws:organizations::"] == prefixes[:2]
    assert len(prefixes[2:]) > 1
    assert {"ou-abcd-11111111"} == set(prefixes[2:])


def test_a_destroy_takes_one_call_a_share(plugin, wellarchitected, shared):
    in_four_threads(plugin.delete, shared("one", 25))
    assert {"DeleteLensShare": 25} == calls(wellarchitected)
