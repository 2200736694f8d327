"""The options that every resource of Pulumi has, on a share."""

import json

import pytest
from tests.support.emulated import only_share
from tests.support.stack import Stack

READER = """
import pulumi

other = pulumi.StackReference("organization/one-share/test")
pulumi.export("read", other.get_output("share_id"))
"""
CONSUMER = """
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class Note(ResourceProvider):
    def create(self, props):
        return CreateResult("note", props)


class Noted(Resource):
    text: pulumi.Output[str]

    def __init__(self, name, text, opts=None):
        super().__init__(Note(), name, {"text": text}, opts)


"""


def one(options, shared_with="account"):
    return (
        f"share = wa.LensShare('security', lens_alias=lens, shared_with={shared_with}, "
        f"opts=pulumi.ResourceOptions({options}))\n"
    )


def test_retain_on_delete_leaves_the_share(stack, wellarchitected, lens):
    stack.declare(one("retain_on_delete=True"))
    stack.up()
    share = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.destroy()
    assert [] == wellarchitected.requests()
    assert share == only_share(wellarchitected, lens)
    assert [] == stack.resources()


PROTECTED = """
class Team(pulumi.ComponentResource):
    def __init__(self, name, **options):
        super().__init__("example:index:Team", name, None, pulumi.ResourceOptions(**options))

def protects(args):
    args.opts.protect = True
    return pulumi.ResourceTransformationResult(args.props, args.opts)

def share(name, shared_with, **options):
    wa.LensShare(name, lens_alias=lens, shared_with=shared_with, opts=pulumi.ResourceOptions(**options))

on = {on}
share("by-option", "444455556666", protect=on)
share("by-parent", "777788889999", parent=Team("team", protect=on))
share("by-transformation", "222233334444", transformations=[protects] if on else [])
share("not-protected", "333344445555")
"""


def test_a_protected_share_stays_when_it_dies_and_the_rest_of_the_stack_goes_on(stack, wellarchitected, lens):
    stack.declare(PROTECTED.replace("{on}", "True"))
    stack.up()
    before = sent(wellarchitected, lens)
    wellarchitected.advance(days=8)
    warned = [stack.refresh(), stack.preview(), stack.up()]
    after = sent(wellarchitected, lens)
    assert {"333344445555"} == {principal for principal in before if before[principal] != after[principal]}
    protected = [
        f"warning: Lens share with {principal} is EXPIRED and protected: unprotect it to send it again."
        for principal in sorted(before.keys() - {"333344445555"})
    ]
    for run in warned:
        assert protected == [line for line in run.diagnostics if "protected" in line]


def test_a_protected_share_is_not_deleted_and_is_sent_again_when_it_is_unprotected(stack, wellarchitected, lens):
    stack.declare(one("protect=True"))
    stack.up()
    before = sent(wellarchitected, lens)
    assert "protect" in stack.destroy(fails=True).output
    wellarchitected.advance(days=8)
    stack.declare(one(""))
    stack.up("--refresh")  # unprotects it, which the engine requires before it replaces anything
    assert before == sent(wellarchitected, lens)
    stack.up()
    assert "PENDING" == only_share(wellarchitected, lens).status


def sent(wellarchitected, lens):
    return {share.shared_with: share.share_id for share in wellarchitected.shares(lens)}


def test_an_ignored_change_changes_nothing(stack, wellarchitected, lens):
    stack.declare(one("ignore_changes=['shared_with', 'status']"))
    stack.up()
    wellarchitected.clear_requests()
    stack.declare(one("ignore_changes=['shared_with', 'status']", shared_with="'777788889999'"))
    stack.up("--refresh", "--expect-no-changes")
    assert {"ListLensShares"} == {request.operation for request in wellarchitected.requests()}
    assert "444455556666" == only_share(wellarchitected, lens).shared_with


def test_a_resource_that_ignores_its_principal_leaves_the_named_one_to_another(stack, wellarchitected, lens):
    stack.up()
    ignoring = one("ignore_changes=['shared_with']", shared_with="'777788889999'")
    stack.declare(f"{ignoring}wa.LensShare('other', lens_alias=lens, shared_with='777788889999')\n")
    stack.up()
    assert {"444455556666", "777788889999"} == {share.shared_with for share in wellarchitected.shares(lens)}


def test_ignoring_the_status_does_not_keep_a_dead_share(stack, wellarchitected, lens):
    """A status is no input, so that there is nothing to ignore: resend_on says what happens to a dead share."""
    stack.declare(one("ignore_changes=['status']"))
    stack.up()
    wellarchitected.set_status(lens, only_share(wellarchitected, lens).share_id, "REVOKED")
    stack.up("--refresh")
    assert "PENDING" == only_share(wellarchitected, lens).status


def test_a_share_moves_into_a_component_by_an_alias_and_makes_no_call(stack, wellarchitected, lens):
    stack.up()
    share = only_share(wellarchitected, lens)
    wellarchitected.clear_requests()
    stack.declare("""
        class Sharing(pulumi.ComponentResource):
            def __init__(self, name):
                super().__init__("test:index:Sharing", name)
                wa.LensShare(
                    "security",
                    lens_alias=lens,
                    shared_with=account,
                    opts=pulumi.ResourceOptions(parent=self, aliases=[pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)]),
                )

        Sharing("sharing")
    """)
    stack.up()
    (resource,) = stack.resources()
    assert resource["parent"].endswith("test:index:Sharing::sharing")
    assert [] == wellarchitected.requests()
    assert share == only_share(wellarchitected, lens)


def test_a_share_is_an_input_of_others_and_waits_for_those_it_depends_on(stack, wellarchitected, lens):
    stack.declare(
        CONSUMER
        + """
first = Noted("first", "first")
share = wa.LensShare("security", lens_alias=lens, shared_with=account, opts=pulumi.ResourceOptions(depends_on=[first]))
last = Noted("last", share.share_id)
pulumi.export("share_id", last.text)
"""
    )
    stack.preview()
    stack.up()
    assert {"share_id": only_share(wellarchitected, lens).share_id} == stack.outputs()
    (resource,) = stack.resources()
    assert ["first"] == [urn.rpartition("::")[2] for urn in resource["dependencies"]]
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_another_stack_reads_the_outputs_of_a_share(stack, wellarchitected, lens, tmp_path):
    stack.up()
    folder = tmp_path / "reader"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: reader\nruntime: python\n")
    reader = Stack(folder, stack.environment)
    reader.run("stack", "init", reader.name)
    reader.program(READER)
    reader.up()
    assert {"read": only_share(wellarchitected, lens).share_id} == reader.outputs()


TRANSFORMS = {
    "transforms": """
async def to_another_account(args):
    return pulumi.ResourceTransformResult(props={**args.props, "shared_with": changed}, opts=args.opts)
""",
    "transformations": """
def to_another_account(args):
    return pulumi.ResourceTransformationResult(props={**args.props, "shared_with": changed}, opts=args.opts)
""",
}


@pytest.mark.parametrize("option", TRANSFORMS)
def test_a_transform_changes_whom_the_lens_is_shared_with(stack, wellarchitected, lens, option):
    body = TRANSFORMS[option] + one(f"{option}=[to_another_account]")
    stack.declare(f"changed = '777788889999'\n{body}")
    stack.up()
    assert "777788889999" == only_share(wellarchitected, lens).shared_with


@pytest.mark.xfail(strict=True, reason="the engine runs transforms when the program has named its secrets already")
def test_a_secret_that_a_transform_brings_in_is_not_printed(stack, wellarchitected, lens):
    body = TRANSFORMS["transforms"] + one("transforms=[to_another_account]")
    stack.declare(f"changed = pulumi.Output.secret('999988887777')\n{body}")
    wellarchitected.share(lens, "999988887777")
    said = stack.up(fails=True).output
    assert "already exists" in said
    assert "999988887777" not in said


def test_custom_timeouts_limit_how_long_a_create_waits(stack, wellarchitected, lens, snapshot):
    wellarchitected.enable_organization_sharing()
    wellarchitected.configure(association_seconds=3600)
    stack.configure({"account": "ou-abcd-11111111"})
    stack.declare(one("custom_timeouts=pulumi.CustomTimeouts(create='1s', delete='1s')"))
    assert snapshot(name="create") == stack.up().diagnostics
    assert ["ASSOCIATING"] == [each["outputs"]["status"] for each in stack.resources()]
    assert snapshot(name="delete") == stack.destroy(fails=True).diagnostics
    wellarchitected.advance(hours=1)
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


@pytest.mark.parametrize("duration", ["soon", "-1s", "10"])
def test_a_timeout_that_is_no_duration_is_refused_by_the_preview(stack, wellarchitected, duration):
    stack.declare(one(f"custom_timeouts=pulumi.CustomTimeouts(create='{duration}')"))
    refused = stack.preview(fails=True).output
    assert [] == wellarchitected.requests()
    assert f"'{duration}' is not a duration" in refused
    assert "Traceback" not in refused


def test_an_output_that_is_made_secret_is_not_stored_or_shown_in_clear(stack, wellarchitected, lens):
    stack.declare(
        one("additional_secret_outputs=['status', 'share_id']")
        + "pulumi.export('status', share.status)\npulumi.export('share_id', share.share_id)\n"
    )
    assert "PENDING" not in stack.up().output
    state = stack.export()
    assert "PENDING" not in state
    (resource,) = stack.resources()
    assert {"status", "share_id"} == {name for name, value in resource["outputs"].items() if "ciphertext" in str(value)}
    share = only_share(wellarchitected, lens)
    wellarchitected.accept(lens, share.share_id)
    stack.refresh()
    assert "ACCEPTED" not in stack.export()
    assert "ACCEPTED" not in stack.up("--expect-no-changes").output
    shown = stack.run("stack", "output", "--json", "--show-secrets", "--stack", stack.name).output
    assert {"status": "ACCEPTED", "share_id": share.share_id} == json.loads(shown)
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
