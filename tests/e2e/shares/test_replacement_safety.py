"""No rename, alias, duplicate, taint, adoption or replacement takes away a share that somebody still owns."""

import copy
import json

import pytest
from tests.e2e.programs import VALUE
from tests.support.emulated import only_share
from wellarchitected_emulator import Fault

ONE = "wa.LensShare('security', lens_alias=lens, shared_with=account)"
RENAMED = "wa.LensShare('renamed', lens_alias=lens, shared_with=account)"
WHO = "who = Value('who', account).value\n"
RENAMED_AND_ADOPTING = "wa.LensShare('renamed', lens_alias=lens, shared_with=account, adopt_existing=True)"


def writes(wellarchitected):
    """What was asked of AWS, the listings left out."""
    return [each.operation for each in wellarchitected.requests() if each.operation != "ListLensShares"]


def names(stack):
    return [resource["urn"].rpartition("::")[2] for resource in stack.resources()]


def copy_resource(stack, name):
    """Give the state another resource that owns the same share."""

    def change(resources):
        (original,) = [each for each in resources if each["urn"] == stack.urn("security")]
        resources.append({**copy.deepcopy(original), "urn": stack.urn(name)})

    stack.edit(change)


def up_with_trigger(stack):
    opts = "opts=pulumi.ResourceOptions(replacement_trigger={})"
    stack.declare(ONE.replace("account)", f"account, {opts.format(1)})"))
    stack.up()
    stack.declare(ONE.replace("account)", f"account, {opts.format(2)})"))
    stack.up()


def up_with_taint(stack):
    stack.run("state", "taint", "--yes", "--stack", stack.name, stack.urn("security"))
    stack.up()


def up_with_replaced_companion(stack):
    companion = (
        VALUE + "class Companion(Resource): pass\n"
        "opts = pulumi.ResourceOptions(replacement_trigger=TRIGGER)\n"
        "companion = Companion(Source(), 'companion', {'given': 'x', 'value': None}, opts)\n"
    )
    share = ONE.replace("account)", "account, opts=pulumi.ResourceOptions(replace_with=[companion]))")
    for trigger in "12":
        stack.declare(companion.replace("TRIGGER", trigger) + share)
        stack.up()
    stack.declare(ONE)
    stack.up()


FORCED = {
    "target-replace": lambda stack: stack.up("--target-replace", stack.urn("security")),
    "replace": lambda stack: stack.up("--replace", stack.urn("security")),
    "taint": up_with_taint,
    "replacement-trigger": up_with_trigger,
    "replace-with": up_with_replaced_companion,
}


def test_a_forced_replacement_deletes_before_it_creates(stack, wellarchitected, lens):
    stack.up()
    for name, force in FORCED.items():
        first = only_share(wellarchitected, lens)
        wellarchitected.clear_requests()
        force(stack)
        assert ["DeleteLensShare", "CreateLensShare"] == writes(wellarchitected), name
        share = only_share(wellarchitected, lens)
        assert first.share_id != share.share_id, name
        assert [f"{lens},{share.share_id}"] == [resource["id"] for resource in stack.resources()], name


def test_a_forced_replacement_of_one_that_adopts_deletes_before_it_creates(stack, wellarchitected, lens):
    stack.declare(ONE.replace("account)", "account, adopt_existing=True)"))
    stack.up()
    first = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.up("--target-replace", stack.urn("security"))
    assert ["DeleteLensShare", "CreateLensShare"] == writes(wellarchitected)
    assert first.share_id != only_share(wellarchitected, lens).share_id


@pytest.mark.parametrize(
    "option",
    ["delete_before_replace=False", f"import_='{'0' * 32}'"],
    ids=["delete_before_replace", "import_"],
)
def test_an_option_that_a_share_cannot_honour_is_refused_by_the_preview(stack, wellarchitected, snapshot, option):
    stack.declare(ONE.replace("account)", f"account, opts=pulumi.ResourceOptions({option}))"))
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


@pytest.mark.parametrize("refresh", [[], ["--refresh"], ["--refresh", "--run-program"]], ids=" ".join)
def test_a_rename_that_adopts_keeps_the_share_with_the_new_name(stack, wellarchitected, lens, snapshot, refresh):
    stack.up()
    share = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.declare(RENAMED_AND_ADOPTING)
    assert snapshot == stack.up(*refresh).diagnostics
    assert [] == writes(wellarchitected)
    assert share == only_share(wellarchitected, lens)
    assert ["renamed"] == names(stack)
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_a_rename_with_an_alias_makes_no_call(stack, wellarchitected, lens):
    stack.up()
    share = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.declare(
        RENAMED.replace("account)", "account, opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name='security')]))")
    )
    stack.up()
    assert [] == wellarchitected.requests()
    assert share == only_share(wellarchitected, lens)
    assert ["renamed"] == names(stack)


def test_a_rename_that_neither_names_the_old_one_nor_adopts_fails_and_harms_nothing(
    stack, wellarchitected, lens, snapshot
):
    stack.up()
    share = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.declare(RENAMED)
    assert snapshot == stack.up(fails=True).diagnostics
    assert [] == writes(wellarchitected)
    assert share == only_share(wellarchitected, lens)
    assert ["security"] == names(stack)


def test_a_new_name_for_another_principal_deletes_the_old_share(stack, wellarchitected, lens):
    stack.up()
    stack.declare("wa.LensShare('renamed', lens_alias=lens, shared_with='777788889999', adopt_existing=True)")
    stack.up()
    assert "777788889999" == only_share(wellarchitected, lens).shared_with
    assert ["renamed"] == names(stack)


def test_two_resources_on_one_lens_and_principal_are_refused_by_the_preview(stack, wellarchitected, lens, snapshot):
    stack.declare(f"{ONE}\n{RENAMED_AND_ADOPTING}")
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


def test_two_resources_on_one_lens_and_principal_are_refused_when_the_outputs_that_name_them_are_known(
    stack, wellarchitected, lens, snapshot
):
    stack.up()
    share = only_share(wellarchitected, lens)
    stack.declare(VALUE + WHO + ONE.replace("account", "who") + "\n" + RENAMED_AND_ADOPTING.replace("account", "who"))
    stack.preview()
    assert snapshot == stack.up(fails=True).diagnostics
    assert share == only_share(wellarchitected, lens)


def test_two_spellings_of_one_principal_end_in_one_share_with_one_owner(stack, wellarchitected, lens, snapshot):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=0)
    unit = "ou-abcd-11111111"
    arn = f"arn:aws:organizations::111122223333:ou/o-exampleorgid/{unit}"
    stack.declare(f"""
        one = wa.LensShare("one", lens_alias=lens, shared_with="{unit}")
        wa.LensShare("two", lens_alias=lens, shared_with="{arn}", adopt_existing=True,
                     opts=pulumi.ResourceOptions(depends_on=[one]))
    """)
    assert snapshot == stack.up(fails=True).diagnostics
    assert ["CreateLensShare"] == writes(wellarchitected)
    assert ["one"] == names(stack)
    assert "ASSOCIATED" == only_share(wellarchitected, lens).status


def test_an_old_resource_that_owns_the_same_share_leaves_the_state_without_it(stack, wellarchitected, lens, snapshot):
    stack.up()
    share = only_share(wellarchitected, lens)
    copy_resource(stack, "old")
    wellarchitected.clear_requests()
    assert snapshot == stack.up().diagnostics
    assert ["security"] == names(stack)
    assert [] == writes(wellarchitected)
    assert share == only_share(wellarchitected, lens)


def test_an_old_resource_that_alone_is_targeted_takes_the_share_along_and_the_next_up_sends_it_again(
    stack, wellarchitected, lens
):
    """The engine then asks the provider nothing of the other resources, as in a destroy."""
    stack.up()
    copy_resource(stack, "old")
    stack.up("--target", stack.urn("old"))
    assert [] == wellarchitected.shares(lens)
    stack.up("--refresh")
    share = only_share(wellarchitected, lens)
    assert [f"{lens},{share.share_id}"] == [resource["id"] for resource in stack.resources()]


def test_a_replaced_resource_leaves_no_share_behind_when_an_old_one_owns_it_too(stack, wellarchitected, lens):
    stack.up()
    copy_resource(stack, "old")
    stack.configure({"account": "777788889999"})
    stack.up("--refresh")
    assert ["security"] == names(stack)
    assert ["777788889999"] == [share.shared_with for share in wellarchitected.shares(lens)]


def test_a_resource_replaced_by_force_has_a_share_when_an_old_one_owns_the_first_too(stack, wellarchitected, lens):
    stack.up()
    copy_resource(stack, "old")
    stack.up("--target-replace", stack.urn("security"))
    stack.up()
    share = only_share(wellarchitected, lens)
    assert [f"{lens},{share.share_id}"] == [resource["id"] for resource in stack.resources()]


def test_two_resources_that_swap_their_principals_end_with_both_shares(stack, wellarchitected, lens):
    swap = """
        wa.LensShare("one", lens_alias=lens, shared_with="{}", adopt_existing=True)
        wa.LensShare("two", lens_alias=lens, shared_with="{}", adopt_existing=True)
    """
    stack.declare(swap.format("444455556666", "777788889999"))
    stack.up()
    stack.declare(swap.format("777788889999", "444455556666"))
    stack.up()
    there = {share.share_id: share.shared_with for share in wellarchitected.shares(lens)}
    state = {each["outputs"]["share_id"]: each["outputs"]["shared_with"] for each in stack.resources()}
    assert {"444455556666", "777788889999"} == set(there.values())
    assert there == state


def test_a_delete_that_failed_in_a_replacement_is_done_by_the_next_up(stack, wellarchitected, lens, snapshot):
    stack.up()
    first = only_share(wellarchitected, lens)
    stack.configure({"account": "777788889999"})
    wellarchitected.inject(Fault(operation="DeleteLensShare", error="AccessDeniedException"))
    assert snapshot == stack.up(fails=True).diagnostics
    assert first == only_share(wellarchitected, lens)
    assert [f"{lens},{first.share_id}"] == [resource["id"] for resource in stack.resources()]
    wellarchitected.clear_requests()
    stack.up()
    assert ["DeleteLensShare", "CreateLensShare"] == writes(wellarchitected)
    assert "777788889999" == only_share(wellarchitected, lens).shared_with


def test_a_create_that_failed_in_a_replacement_is_done_by_the_next_up(stack, wellarchitected, lens, snapshot):
    stack.configure({"aws:maxRetries": 1})
    stack.up()
    stack.configure({"account": "777788889999"})
    wellarchitected.inject(Fault(operation="CreateLensShare", error="ServiceQuotaExceededException"))
    assert snapshot == stack.up(fails=True).diagnostics
    assert [] == wellarchitected.shares(lens)
    assert [True] == [resource.get("pendingReplacement") for resource in stack.resources()]
    wellarchitected.clear_requests()
    stack.up()
    assert ["CreateLensShare"] == writes(wellarchitected)
    share = only_share(wellarchitected, lens)
    assert [f"{lens},{share.share_id}"] == [resource["id"] for resource in stack.resources()]


@pytest.mark.parametrize("arguments", [[], ["--refresh"], ["--run-program"]], ids=" ".join)
def test_destroy_keeps_no_share_back(stack, wellarchitected, lens, arguments):
    stack.declare(f"{ONE}\nwa.LensShare('two', lens_alias=lens, shared_with='777788889999', adopt_existing=True)")
    wellarchitected.share(lens, "777788889999")
    stack.up()
    copy_resource(stack, "old")
    stack.destroy(*arguments)
    assert [] == wellarchitected.shares(lens)
    assert [] == json.loads(stack.export())["deployment"].get("resources", [])
