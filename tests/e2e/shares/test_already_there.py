"""Shares that were there before: taken over, cleaned away, told apart, or only looked up."""

import pytest

ACCOUNTS = ("444455556666", "777788889999", "999988887777", "012345678901")
UNIT = "ou-abcd-11111111"
UNIT_ARN = f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{UNIT}"
USER = "arn:aws:iam::444455556666:user/rev"
LONG_USER = f"arn:aws:iam::444455556666:user/{'team/' * 20}"


def shares_with(principals, more=""):
    return "".join(
        f"wa.LensShare('share-{number}', lens_alias=lens, shared_with='{principal}'{more})\n"
        for number, principal in enumerate(principals)
    )


def there(wellarchitected, lens):
    return {share.shared_with: (share.share_id, share.status) for share in wellarchitected.shares(lens)}


def in_state(stack):
    return {
        each["outputs"]["shared_with"]: (each["outputs"]["share_id"], each["outputs"]["status"])
        for each in stack.resources()
    }


def writes(wellarchitected):
    """What was asked of AWS, the listings left out."""
    return [each.operation for each in wellarchitected.requests() if each.operation != "ListLensShares"]


def test_a_live_share_is_adopted_whatever_its_status_and_deleted_by_destroy(stack, wellarchitected, lens):
    statuses = ("PENDING", "ACCEPTED", "ASSOCIATED", "UNHEARD_OF")
    for account, status in zip(ACCOUNTS, statuses, strict=True):
        wellarchitected.share(lens, account, status=status)
    before = there(wellarchitected, lens)
    stack.declare(shares_with(ACCOUNTS, ", adopt_existing=True"))
    stack.up()
    assert [] == writes(wellarchitected)
    assert before == there(wellarchitected, lens) == in_state(stack)
    stack.up("--refresh", "--expect-no-changes")
    stack.destroy()
    assert {} == there(wellarchitected, lens)


@pytest.mark.parametrize("status", ["ACCEPTED", "UNHEARD_OF"])
def test_a_live_share_is_told_of_with_its_status_and_the_ways_out(stack, wellarchitected, lens, snapshot, status):
    wellarchitected.share(lens, ACCOUNTS[0], status=status)
    before = there(wellarchitected, lens)
    assert snapshot == stack.up(fails=True).diagnostics
    assert before == there(wellarchitected, lens)
    assert [] == writes(wellarchitected)


def test_a_dead_share_is_cleaned_away_first_whatever_its_status(stack, wellarchitected, lens):
    for account, status in zip(ACCOUNTS, ("EXPIRED", "REJECTED", "REVOKED", "FAILED"), strict=True):
        wellarchitected.share(lens, account, status=status)
    wellarchitected.configure(shares_per_lens=len(ACCOUNTS))  # where dead rows count, there is no room beside them
    stack.declare(shares_with(ACCOUNTS))
    stack.up()
    assert {"PENDING"} == {status for _, status in there(wellarchitected, lens).values()}
    assert 4 == len(wellarchitected.shares(lens))
    assert there(wellarchitected, lens) == in_state(stack)


def test_a_live_share_beside_a_dead_one_is_the_one_that_counts(stack, wellarchitected, lens, snapshot):
    dead = wellarchitected.share(lens, "444455556666", status="EXPIRED")
    live = wellarchitected.share(lens, "444455556666", status="ACCEPTED")
    assert snapshot == stack.up(fails=True).diagnostics
    stack.declare(shares_with(["444455556666"], ", adopt_existing=True"))
    stack.up()
    assert {"444455556666": (live, "ACCEPTED")} == in_state(stack)
    assert live in {share.share_id for share in wellarchitected.shares(lens)}
    stack.destroy()
    assert {share.share_id for share in wellarchitected.shares(lens)} <= {dead}


def test_users_whose_names_begin_alike_are_told_apart(stack, wellarchitected, lens):
    others = [f"{USER}iewer", f"{LONG_USER}b", f"{USER[:-1]}"]
    for principal in others:
        wellarchitected.share(lens, principal)
    before = there(wellarchitected, lens)
    stack.declare(shares_with([USER, f"{LONG_USER}a"]))
    stack.up()
    assert {USER, f"{LONG_USER}a", *others} == set(there(wellarchitected, lens))
    stack.declare(shares_with([USER, f"{LONG_USER}a", *others], ", adopt_existing=True"))
    stack.up()
    assert there(wellarchitected, lens) == in_state(stack)
    assert before.items() <= in_state(stack).items()
    stack.destroy()
    assert {} == there(wellarchitected, lens)


@pytest.mark.parametrize(
    ("configured", "echo"), [(UNIT_ARN, "id"), (UNIT, "arn")], ids=["arn-listed-as-id", "id-listed-as-arn"]
)
def test_a_unit_is_found_by_either_of_its_names(stack, wellarchitected, lens, configured, echo):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0, organization_principal_echo=echo)
    wellarchitected.share(lens, f"{UNIT}2")  # another unit, whose ID begins alike
    share_id = wellarchitected.share(lens, UNIT_ARN if configured == UNIT else UNIT)
    stack.declare(shares_with([configured]))
    assert f"(id {share_id}, ASSOCIATED)" in stack.up(fails=True).output
    stack.declare(shares_with([configured], ", adopt_existing=True"))
    stack.up()
    assert {configured: (share_id, "ASSOCIATED")} == in_state(stack)
    stack.destroy("--refresh")
    assert [f"{UNIT}2"] == [share.shared_with for share in wellarchitected.shares(lens)]


def test_a_share_is_looked_up_by_its_id_and_by_its_principal_and_left_alone(stack, wellarchitected, lens):
    share_id = wellarchitected.share(lens, "444455556666")
    stack.declare(f"""
        by_id = wa.LensShare.get("by-id", f"{{lens}},{share_id}")
        by_principal = wa.LensShare.get("by-principal", f"{{lens}},444455556666")
        pulumi.export("shared_with", by_id.shared_with)
        pulumi.export("share_id", by_principal.share_id)
    """)
    stack.preview()
    stack.up()
    assert {"shared_with": "444455556666", "share_id": share_id} == stack.outputs()
    assert {f"{lens},{share_id}"} == {resource["id"] for resource in stack.resources()}
    stack.destroy()
    assert {"444455556666": (share_id, "PENDING")} == there(wellarchitected, lens)
    assert [] == writes(wellarchitected)


@pytest.mark.parametrize("share", ["0" * 32, "444455556666", "nobody"], ids=["share-id", "principal", "nonsense"])
def test_a_share_that_is_not_there_cannot_be_looked_up(stack, lens, snapshot, share):
    stack.declare(f'wa.LensShare.get("missing", f"{{lens}},{share}")')
    assert snapshot == stack.up(fails=True).diagnostics
    assert [] == stack.resources()


def test_a_share_that_was_looked_up_can_be_managed_afterwards(stack, wellarchitected, lens):
    share_id = wellarchitected.share(lens, "444455556666")
    stack.declare(f'wa.LensShare.get("share-0", f"{{lens}},{share_id}")')
    stack.up()
    stack.declare(shares_with(["444455556666"], ", adopt_existing=True"))
    stack.up()
    assert {"444455556666": (share_id, "PENDING")} == in_state(stack) == there(wellarchitected, lens)
