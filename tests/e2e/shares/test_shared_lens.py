"""SharedLens with the real CLI: what a changed list does, options that reach the shares, and shares that move in."""

from datetime import timedelta

from tests.support import emulated

PAYMENTS, SEARCH, MOBILE = "444455556666", "777788889999", "012345678901"
SHARED = """
wa.SharedLens("security", {options}lens_alias=lens, principals={principals!r}{more})
"""


def declare(stack, principals, more="", options=""):
    stack.declare(SHARED.format(principals=principals, more=more, options=options))


def shares(wellarchitected, lens):
    return {share.shared_with: share.share_id for share in wellarchitected.shares(lens)}


def component(stack):
    (found,) = stack.resources("wellarchitected:index:SharedLens")
    return found


def test_only_what_is_added_or_removed_changes(stack, wellarchitected, lens):
    declare(stack, [PAYMENTS, SEARCH])
    stack.up()
    before = shares(wellarchitected, lens)
    assert {PAYMENTS, SEARCH} == before.keys()
    assert before == component(stack)["outputs"]["share_ids"]

    declare(stack, [SEARCH, PAYMENTS])
    stack.up("--expect-no-changes")

    declare(stack, [MOBILE, SEARCH])
    preview = stack.preview()
    assert "+ 1 to create" in preview.output
    assert "- 1 to delete" in preview.output
    stack.up()
    after = shares(wellarchitected, lens)
    assert {MOBILE, SEARCH} == after.keys()
    assert before[SEARCH] == after[SEARCH]

    declare(stack, [])
    stack.up()
    assert {} == shares(wellarchitected, lens)
    assert [] == stack.resources()


def test_a_key_keeps_its_share_when_it_is_renamed_and_gets_another_for_another_account(stack, wellarchitected, lens):
    declare(stack, {"payments": PAYMENTS})
    stack.up()
    before = shares(wellarchitected, lens)

    declare(stack, {"billing": PAYMENTS}, ", old_names={'billing': 'security-payments'}")
    stack.preview("--expect-no-changes")
    stack.up()
    assert before == shares(wellarchitected, lens)

    declare(stack, {"billing": SEARCH})
    assert "+-1 to replace" in stack.preview().output
    stack.up()
    assert {SEARCH} == shares(wellarchitected, lens).keys()


def test_shares_move_in_with_a_clean_preview(stack, wellarchitected, lens):
    stack.declare(f"""
    wa.LensShare("security-{PAYMENTS}", lens_alias=lens, shared_with="{PAYMENTS}")
    wa.LensShare("search-team", lens_alias=lens, shared_with="{SEARCH}")
    """)
    stack.up()
    before = shares(wellarchitected, lens)

    moved = f", aliased_from='root', old_names={{'{SEARCH}': 'search-team'}}"
    declare(stack, [PAYMENTS, SEARCH], moved)
    assert "+ 1 to create\n    3 unchanged" in stack.preview().output  # the component, and the stack with both shares
    stack.up()
    assert before == shares(wellarchitected, lens)

    declare(stack, [PAYMENTS, SEARCH])
    stack.up("--expect-no-changes")


def test_a_renamed_component_keeps_its_shares(stack, wellarchitected, lens):
    declare(stack, [PAYMENTS])
    stack.up()
    before = shares(wellarchitected, lens)
    stack.declare(f"""
    options = pulumi.ResourceOptions(aliases=[pulumi.Alias(name="security")])
    wa.SharedLens("reviews", options, lens_alias=lens, principals=["{PAYMENTS}"])
    """)
    stack.preview("--expect-no-changes")
    stack.up()
    assert before == shares(wellarchitected, lens)


def test_the_shares_inherit_the_protection_and_the_provider_of_the_component(stack, wellarchitected, lens):
    stack.declare(f"""
    owner = wa.Provider(
        "owner", access_key="{emulated.OWNER}", secret_key="secret",
        endpoints=[dict(wellarchitected="{wellarchitected.url}", sts="{wellarchitected.url}")],
    )
    options = pulumi.ResourceOptions(provider=owner, protect=True)
    wa.SharedLens("security", options, lens_alias=lens, principals=["{PAYMENTS}"])
    """)
    stack.up()
    (share,) = stack.resources()
    assert share["protect"]
    assert "::owner::" in share["provider"]
    assert {PAYMENTS} == shares(wellarchitected, lens).keys()


def test_the_shares_wait_for_what_the_component_depends_on(stack, wellarchitected):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=1)
    stack.declare(f"""
    unit = wa.LensShare("unit", lens_alias=lens, shared_with="ou-abcd-11111111")
    wa.SharedLens("security", pulumi.ResourceOptions(depends_on=[unit]), lens_alias=lens, principals=["{PAYMENTS}"])
    """)
    stack.up()
    unit, payments = wellarchitected.requests("CreateLensShare")
    assert PAYMENTS == payments.parameters["SharedWith"]
    assert payments.time - unit.time >= timedelta(seconds=1)


def test_a_refresh_updates_the_outputs(stack, wellarchitected, lens):
    declare(stack, {"payments": PAYMENTS, "search": SEARCH})
    stack.up()
    before = shares(wellarchitected, lens)
    wellarchitected.client("wellarchitected", account=PAYMENTS).update_share_invitation(
        ShareInvitationId=before[PAYMENTS], ShareInvitationAction="ACCEPT"
    )
    stack.up("--refresh")
    assert ["search"] == component(stack)["outputs"]["not_accepted"]
    assert {"payments": "ACCEPTED", "search": "PENDING"} == component(stack)["outputs"]["statuses"]


def test_two_components_share_one_lens_with_different_principals_only(stack, wellarchitected, lens):
    two = """
    wa.SharedLens("first", lens_alias=lens, principals=["{first}"])
    wa.SharedLens("second", lens_alias=lens, principals=["{second}"])
    """
    stack.declare(two.format(first=PAYMENTS, second=SEARCH))
    stack.up()
    assert {PAYMENTS, SEARCH} == shares(wellarchitected, lens).keys()
    stack.declare(two.format(first=PAYMENTS, second=PAYMENTS))
    assert "declares the same share as" in stack.preview(fails=True).output
