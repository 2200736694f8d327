"""LensSharesExclusive with the real CLI: a preview names who is added or removed, and nobody's access is lost."""

from tests.support.waiting import wait_until
from wellarchitected_emulator import Fault

PAYMENTS, SEARCH, MOBILE, STRANGER = "444455556666", "777788889999", "012345678901", "222233334444"
LIST_TYPE = "pulumi-python:dynamic/wellarchitected:LensSharesExclusive"
LIST = """
shares = wa.LensSharesExclusive("security", lens_alias=lens, principals={principals!r}{more})
for output in ("principals", "share_ids", "statuses"):
    pulumi.export(output, getattr(shares, output))
"""


def declare(stack, *principals, more=""):
    stack.declare(LIST.format(principals=list(principals), more=more))


def shared(wellarchitected, lens):
    return {share.shared_with: share.share_id for share in wellarchitected.shares(lens)}


def lines(output, *accounts):
    """The lines of a preview about some accounts."""
    return [line.strip() for line in output.splitlines() if any(f" {account}:" in line for account in accounts)]


def test_a_list_from_its_first_up_to_its_destroy(stack, wellarchitected, lens):
    declare(stack, PAYMENTS, MOBILE)
    assert "+ 2 to create" in stack.preview().output  # the stack, and the list
    stack.up()
    before = shared(wellarchitected, lens)
    assert {PAYMENTS, MOBILE} == before.keys()
    assert [MOBILE, PAYMENTS] == stack.outputs()["principals"]
    assert before == stack.outputs()["share_ids"]

    declare(stack, MOBILE, PAYMENTS)
    stack.up("--expect-no-changes")
    stack.refresh("--expect-no-changes")

    declare(stack, SEARCH, PAYMENTS)
    changes = lines(stack.preview("--diff").output, PAYMENTS, MOBILE, SEARCH)
    assert [f'- {MOBILE}: "{MOBILE}"', f'{PAYMENTS}: "{PAYMENTS}"', f'+ {SEARCH}: "{SEARCH}"'] == changes
    stack.up()
    after = shared(wellarchitected, lens)
    assert ({SEARCH, PAYMENTS}, before[PAYMENTS]) == (after.keys(), after[PAYMENTS])

    stack.destroy()
    assert {} == shared(wellarchitected, lens)


def test_a_stranger_is_shown_as_removed_and_a_destroy_leaves_it(stack, wellarchitected, lens):
    declare(stack, PAYMENTS)
    stack.up()
    stranger = wellarchitected.share(lens, STRANGER)
    stack.refresh()
    assert [f'- {STRANGER}: "{STRANGER}"'] == lines(stack.preview("--diff").output, STRANGER)
    stack.destroy("--refresh")
    assert {STRANGER: stranger} == shared(wellarchitected, lens)

    refused = stack.up(fails=True)
    assert f"AlreadySharedError: {lens} is shared with others than principals names: {STRANGER}." in refused.output
    declare(stack, PAYMENTS, more=", remove_others=True")
    assert f"Ended the access of {STRANGER}" in stack.up().output
    assert {PAYMENTS} == shared(wellarchitected, lens).keys()


def test_a_stranger_seen_by_a_refresh_is_removed_by_the_next_up(stack, wellarchitected, lens):
    declare(stack, PAYMENTS)
    stack.up()
    wellarchitected.share(lens, STRANGER)
    stack.up("--refresh")
    assert {PAYMENTS} == shared(wellarchitected, lens).keys()
    stack.up("--refresh", "--expect-no-changes")


def test_single_shares_become_a_list_without_a_new_invitation(stack, wellarchitected, lens):
    stack.declare(f"wa.SharedLens('security', lens_alias=lens, principals=['{PAYMENTS}', '{SEARCH}'])")
    stack.up()
    before = shared(wellarchitected, lens)
    declare(stack, PAYMENTS, SEARCH)
    stack.up()
    assert before == shared(wellarchitected, lens)
    stack.up("--refresh", "--expect-no-changes")


def test_a_list_becomes_single_shares_without_a_new_invitation(stack, wellarchitected, lens):
    declare(stack, PAYMENTS, SEARCH)
    stack.up()
    before = shared(wellarchitected, lens)
    stack.declare(f"wa.SharedLens('s', lens_alias=lens, principals=['{PAYMENTS}', '{SEARCH}'], adopt_existing=True)")
    stack.up()
    assert before == shared(wellarchitected, lens)
    stack.up("--refresh", "--expect-no-changes")


def test_a_renamed_list_and_a_forced_replacement_keep_every_share(stack, wellarchitected, lens):
    declare(stack, PAYMENTS, SEARCH)
    stack.up()
    before = shared(wellarchitected, lens)
    stack.declare(LIST.format(principals=[PAYMENTS, SEARCH], more="").replace('"security"', '"renamed"'))
    stack.up()
    assert before == shared(wellarchitected, lens)
    (urn,) = [each["urn"] for each in stack.resources(LIST_TYPE)]
    stack.up("--target-replace", urn)
    assert before == shared(wellarchitected, lens)
    stack.up("--refresh", "--expect-no-changes")


def test_a_share_beside_the_list_is_refused_whichever_comes_first(stack, lens):
    alone = f"wa.LensShare('alone', lens_alias=lens, shared_with='{SEARCH}')\n"
    whole = f"wa.LensSharesExclusive('whole', lens_alias=lens, principals=['{PAYMENTS}'])\n"
    for program in (alone + whole, whole + alone):
        stack.declare(program)
        assert (
            "LensShare 'alone' is beside LensSharesExclusive 'whole', which owns all shares of the lens and would end "
            "its access. Name its principal there, and remove the share."
        ) in stack.preview(fails=True).output


def test_bad_principals_are_refused_with_a_sentence_before_any_call(stack, wellarchitected, lens):
    wellarchitected.clear_requests()
    unit = "arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-11111111"
    for principals, sentence in {
        (PAYMENTS, PAYMENTS): f"'{PAYMENTS}' is in the list twice. Remove one of the two.",
        ("ou-abcd-11111111", unit): f"'ou-abcd-11111111' is in the list twice, as '{unit}' too.",
        ("111122223333",): "is the account that owns the lens",
    }.items():
        declare(stack, *principals)
        refused = stack.preview(fails=True).output
        assert "error: InvalidInputError: principals: '" in refused
        assert sentence in refused
    assert [] == wellarchitected.requests()


def test_unknown_and_secret_principals(stack, wellarchitected, lens):
    stack.declare(f"""
    class Account(pulumi.dynamic.ResourceProvider):
        def create(self, props):
            return pulumi.dynamic.CreateResult("account", {{"number": "{SEARCH}"}})

    class NewAccount(pulumi.dynamic.Resource):
        number: pulumi.Output[str]
        def __init__(self):
            super().__init__(Account(), "new", {{"number": None}})

    principals = [NewAccount().number, pulumi.Output.secret("{MOBILE}")]
    wa.LensSharesExclusive("security", lens_alias=lens, principals=principals)
    """)
    assert MOBILE not in stack.preview("--diff").output
    assert MOBILE not in stack.up().output
    assert {MOBILE, SEARCH} == shared(wellarchitected, lens).keys()
    assert MOBILE not in stack.export()
    assert MOBILE not in stack.up("--refresh", "--expect-no-changes").output


def test_a_killed_up_is_completed_by_the_next(stack, wellarchitected, lens, running_up):
    accounts = [f"4444555566{number:02}" for number in range(30)]
    declare(stack, *accounts)
    wellarchitected.inject(Fault(operation="CreateLensShare", skip=12, latency=2, times=None))
    process = running_up()
    wait_until(lambda: len(wellarchitected.requests("CreateLensShare")) > 12)
    process.kill()  # and not its plugin, which goes on
    process.wait(60)
    wellarchitected.clear_faults()
    sent = shared(wellarchitected, lens)
    stack.run("cancel", "--yes")
    stack.up()
    assert set(accounts) == shared(wellarchitected, lens).keys()
    assert sent.items() <= shared(wellarchitected, lens).items()
    stack.up("--refresh", "--expect-no-changes")


def test_what_was_done_of_a_list_is_in_the_state_though_the_rest_failed(stack, wellarchitected, lens):
    declare(stack, PAYMENTS, SEARCH, MOBILE)
    refused = Fault(operation="CreateLensShare", match={"SharedWith": SEARCH}, error="AccessDeniedException")
    wellarchitected.inject(refused)
    failed = stack.up(fails=True).output
    assert f"error: AccessDeniedError: Could not share {lens} with the list: 1 of 3 failed." in failed
    assert f"with {SEARCH}" in failed
    sent = shared(wellarchitected, lens)
    assert {PAYMENTS, MOBILE} == sent.keys()
    preview = stack.preview().output
    assert "~ 1 to update" in preview
    assert f"The last up failed in part. This one shares {lens} with {SEARCH}." in preview
    stack.up()
    assert {PAYMENTS, MOBILE, SEARCH} == shared(wellarchitected, lens).keys()
    assert sent.items() <= shared(wellarchitected, lens).items()
    stack.up("--refresh", "--expect-no-changes")

    declare(stack, STRANGER, SEARCH)
    wellarchitected.inject(Fault(operation="CreateLensShare", error="AccessDeniedException"))
    stack.up(fails=True)
    stack.destroy()
    assert {} == shared(wellarchitected, lens)


def test_get_finds_everybody(stack, wellarchitected, lens):
    share_id = wellarchitected.share(lens, PAYMENTS)
    stack.declare("""
    found = wa.LensSharesExclusive.get("found", lens)
    pulumi.export("share_ids", found.share_ids)
    pulumi.export("principals", found.principals)
    """)
    stack.up()
    assert {"share_ids": {PAYMENTS: share_id}, "principals": [PAYMENTS]} == stack.outputs()
