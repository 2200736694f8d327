"""Pages: at most ten shares, none lost or repeated, and tokens that are valid for one listing."""

import re
from itertools import chain

import pytest

OWNER = "111122223333"
ACCOUNTS = [f"{number:012d}" for number in range(23)]


@pytest.fixture
def many(wellarchitected, lens):
    for account in ACCOUNTS:
        wellarchitected.share(lens, account)


def pages(client, lens, **parameters):
    found = []
    while True:
        answer = client.list_lens_shares(LensAlias=lens, **parameters)
        found.append([share["SharedWith"] for share in answer["LensShareSummaries"]])
        if "NextToken" not in answer:
            return found
        assert re.fullmatch(r"[A-Za-z0-9+/=_-]+", answer["NextToken"])
        parameters["NextToken"] = answer["NextToken"]


@pytest.mark.usefixtures("many")
def test_a_page_has_ten_shares(owner, lens):
    assert [10, 10, 3] == [len(page) for page in pages(owner, lens)]


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_pages_neither_lose_nor_repeat_shares(wellarchitected, owner, lens, size):
    wellarchitected.configure(page_size=size)
    found = pages(owner, lens)
    assert ACCOUNTS == list(chain(*found))
    assert -(-len(ACCOUNTS) // size) == len(found)


@pytest.mark.usefixtures("many")
def test_max_results_makes_pages_smaller(owner, lens):
    assert [4, 4, 4, 4, 4, 3] == [len(page) for page in pages(owner, lens, MaxResults=4)]


@pytest.mark.usefixtures("many")
def test_a_full_last_page_has_no_token(owner, lens):
    assert [1] == [len(page) for page in pages(owner, lens, SharedWithPrefix=ACCOUNTS[5])]
    assert [10] == [len(page) for page in pages(owner, lens, SharedWithPrefix="00000000000")]


@pytest.mark.parametrize("size", [11, 50, 51])
def test_more_than_ten_results_are_refused_although_the_model_allows_them(owner, lens, size):
    with pytest.raises(owner.exceptions.ValidationException, match="MaxResults"):
        owner.list_lens_shares(LensAlias=lens, MaxResults=size)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("empty", [1, 2])
def test_empty_pages_precede_each_page_and_lose_nothing(wellarchitected, owner, lens, empty):
    wellarchitected.configure(empty_pages=empty)
    found = pages(owner, lens)
    assert ACCOUNTS == list(chain(*found))
    assert ([0] * empty + [10]) * 2 + [0] * empty + [3] == [len(page) for page in found]


def test_an_empty_listing_has_no_token(wellarchitected, owner, lens):
    wellarchitected.configure(empty_pages=1)
    assert [[]] == pages(owner, lens)


@pytest.mark.usefixtures("many")
def test_changes_between_two_pages_shift_nothing(wellarchitected, owner, lens):
    first = owner.list_lens_shares(LensAlias=lens)
    wellarchitected.remove_share(lens, first["LensShareSummaries"][0]["ShareId"])
    wellarchitected.share(lens, "999999999999")
    rest = pages(owner, lens, NextToken=first["NextToken"])
    assert [*ACCOUNTS[10:], "999999999999"] == list(chain(*rest))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("token", ["garbage", "AAAA", "====", "eyJ9", "W10=", "MQ=="])
def test_a_made_up_token_is_refused(owner, lens, token):
    with pytest.raises(owner.exceptions.ValidationException, match="NextToken"):
        owner.list_lens_shares(LensAlias=lens, NextToken=token)


@pytest.mark.usefixtures("many")
def test_a_token_is_valid_only_for_its_listing(wellarchitected, owner, lens):
    token = owner.list_lens_shares(LensAlias=lens)["NextToken"]
    with pytest.raises(owner.exceptions.ValidationException, match="NextToken"):
        owner.list_lens_shares(LensAlias=lens, NextToken=token, Status="PENDING")
    with pytest.raises(owner.exceptions.ValidationException, match="NextToken"):
        owner.list_lens_shares(LensAlias=wellarchitected.publish_lens("cost"), NextToken=token)
    owner.list_lens_shares(LensAlias=lens, NextToken=token, MaxResults=3)


def test_lenses_are_paged(wellarchitected, owner):
    wellarchitected.configure(page_size=2)
    for number in range(5):
        wellarchitected.publish_lens(f"lens {number}")
    names, parameters = [], {}
    for _ in range(3):
        answer = owner.list_lenses(**parameters)
        names += [lens["LensName"] for lens in answer["LensSummaries"]]
        parameters = {"NextToken": answer.get("NextToken")}
    assert [f"lens {number}" for number in range(5)] == names
    assert parameters == {"NextToken": None}


def test_invitations_are_paged(wellarchitected, consumer):
    for number in range(3):
        wellarchitected.share(wellarchitected.publish_lens(f"lens {number}"), "444455556666")
    first = consumer.list_share_invitations(MaxResults=2)
    second = consumer.list_share_invitations(MaxResults=2, NextToken=first["NextToken"])
    shown = first["ShareInvitationSummaries"] + second["ShareInvitationSummaries"]
    assert ["lens 0", "lens 1", "lens 2"] == [invitation["LensName"] for invitation in shown]
    assert "NextToken" not in second
