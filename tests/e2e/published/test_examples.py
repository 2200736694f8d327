"""Runs every example as a complete project, with the configuration that its README sets."""

import json
import shutil

import pytest
from tests.e2e.example_projects import EXAMPLES, config_set_in, readme
from tests.support import emulated
from tests.support.stack import Stack

PROGRAMS = [path.parent for path in sorted(EXAMPLES.rglob("Pulumi.yaml"))]
CONSUMER = "444455556666"
PRINCIPALS = {
    "01-minimal": {CONSUMER},
    "03-many-accounts": {CONSUMER, "777788889999", "012345678901"},
    "08-exclusive": {CONSUMER, "777788889999", "012345678901"},
    "11-policy-as-code": {CONSUMER, "ou-abcd-11111111"},
    "12-ci": {CONSUMER, "777788889999"},
}
"""With whom each example shares a lens that exists."""
PROFILES = """
[profile platform]
aws_access_key_id = 111122223333
aws_secret_access_key = secret

[profile management]
aws_access_key_id = 777788889999
aws_secret_access_key = secret

[profile payments]
aws_access_key_id = 444455556666
aws_secret_access_key = secret
"""


def principals(wellarchitected, lens):
    return {share.shared_with for share in wellarchitected.shares(lens)}


def statuses(wellarchitected, lens):
    return {share.shared_with: share.status for share in wellarchitected.shares(lens)}


def destroy(stack):
    """Destroy a stack whose lens is protected."""
    stack.run("state", "unprotect", "--all", "--yes", "--stack", stack.name)
    return stack.destroy()


def test_no_example_is_left_out():
    tested = {
        *PRINCIPALS,
        "02-organization",
        "04-lens-from-file",
        "05-both-sides",
        "06-two-stacks",
        "07-organization-list",
        "09-review-template",
        "10-with-aws-provider",
    }
    assert tested == {path.name for path in EXAMPLES.iterdir() if path.is_dir()}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: str(program.relative_to(EXAMPLES)))
def test_the_readme_and_the_program_set_the_same_configuration(program):
    documented = config_set_in((program / "__main__.py").read_text())
    assert documented
    assert documented == config_set_in(readme(program))


@pytest.mark.parametrize("example", PRINCIPALS)
def test_the_example_shares_its_lens_and_destroys_the_shares(example, project, wellarchitected, lens):
    stack = project(example, lens=lens)
    stack.up()
    assert PRINCIPALS[example] == principals(wellarchitected, lens)
    stack.up("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_the_exclusive_list_ends_the_access_of_others(project, wellarchitected, lens):
    wellarchitected.share(lens, "222233334444")
    stack = project("08-exclusive", lens=lens)
    assert "is shared with others than principals names: 222233334444." in stack.up(fails=True).output
    program = (stack.folder / "__main__.py").read_text()
    stack.program(program.replace("principals=accounts", "principals=accounts, remove_others=True"))
    stack.up()
    assert PRINCIPALS["08-exclusive"] == principals(wellarchitected, lens)
    stack.program(program)
    wellarchitected.share(lens, "222233334444")
    assert '- 222233334444: "222233334444"' in stack.preview("--refresh", "--diff").output
    stack.up()
    assert PRINCIPALS["08-exclusive"] == principals(wellarchitected, lens)


def test_the_lens_from_a_file_is_published_shared_and_edited_in_place(project, wellarchitected):
    stack = project("04-lens-from-file")
    stack.up()
    lens = stack.outputs()["lens"]
    assert {CONSUMER: "PENDING", "ou-abcd-11111111": "ASSOCIATED"} == statuses(wellarchitected, lens)
    stack.up("--expect-no-changes")
    before = stack.outputs()
    edit(stack, "1.1.0")
    stack.up()
    assert before == stack.outputs()
    assert "1.1.0" == published_version(wellarchitected, lens)
    destroy(stack)
    assert not lenses(wellarchitected)


def edit(stack, version):
    """Change the first title in the document, and name the version."""
    document = json.loads((stack.folder / "lens.json").read_text())
    document["pillars"][0]["questions"][0]["title"] = "What has changed?"
    (stack.folder / "lens.json").write_text(json.dumps(document))
    program = (stack.folder / "__main__.py").read_text()
    stack.program(program.replace('lens_version="1.0.0"', f'lens_version="{version}"'))


def lenses(wellarchitected):
    owner = wellarchitected.client("wellarchitected", account=emulated.OWNER)
    return owner.list_lenses(LensType="CUSTOM_SELF", LensStatus="ALL")["LensSummaries"]


def published_version(wellarchitected, lens):
    owner = wellarchitected.client("wellarchitected", account=emulated.OWNER)
    return owner.get_lens(LensAlias=lens)["Lens"]["LensVersion"]


def with_profiles(stack, folder, wellarchitected):
    """Give a stack the AWS profiles of several accounts."""
    (folder / "profiles").write_text(PROFILES)
    stack.environment |= {"AWS_CONFIG_FILE": str(folder / "profiles"), "AWS_ENDPOINT_URL": wellarchitected.url}
    return stack


def test_the_management_account_turns_on_sharing_before_a_unit_gets_its_share(project, tmp_path, wellarchitected, lens):
    stack = with_profiles(project("02-organization", lens=lens), tmp_path, wellarchitected)
    wellarchitected.organization(
        management_account="777788889999", member_accounts=[emulated.OWNER], sharing_enabled=False
    )
    stack.up()
    assert {"ou-abcd-11111111": "ASSOCIATED"} == statuses(wellarchitected, lens)
    stack.up("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
    assert wellarchitected.organization().sharing_enabled


def test_both_sides_of_a_share_are_done_in_one_run(project, tmp_path, wellarchitected):
    stack = with_profiles(project("05-both-sides"), tmp_path, wellarchitected)
    stack.up()
    outputs = stack.outputs()
    assert "ACCEPTED" == outputs["status"]
    assert {CONSUMER: "ACCEPTED"} == statuses(wellarchitected, outputs["lens"])
    stack.up("--expect-no-changes")
    destroy(stack)
    assert not lenses(wellarchitected)


def test_the_consumers_stack_accepts_what_the_owners_stack_shares(tmp_path, pulumi_home, aws_config, wellarchitected):
    folder = tmp_path / "06-two-stacks"
    shutil.copytree(EXAMPLES / "06-two-stacks", folder)
    owner = Stack.init(folder / "owner", pulumi_home, {**aws_config, **config_set_in(readme(folder / "owner"))})
    owner.up()
    lens = owner.outputs()["lens"]
    consumer = Stack(folder / "consumer", owner.environment)
    consumer.run("stack", "init", consumer.name)
    consumer.configure(emulated.aws_config(wellarchitected.url, CONSUMER))
    consumer.configure({**config_set_in(readme(folder / "consumer")), "owner_stack": "organization/lens-owner/test"})
    consumer.up()
    assert "ACCEPTED" == consumer.outputs()["status"]
    assert {CONSUMER: "ACCEPTED", "777788889999": "PENDING"} == statuses(wellarchitected, lens)
    consumer.up("--expect-no-changes")


def test_the_active_accounts_of_an_organization_get_shares(project, home_with_stand_in, wellarchitected, lens):
    stack = project("07-organization-list", lens=lens)
    stack.environment["PULUMI_HOME"] = str(home_with_stand_in)
    stack.up()
    assert {CONSUMER, "777788889999"} == principals(wellarchitected, lens)
    assert [CONSUMER, "777788889999"] == stack.outputs()["not_accepted"]
    stack.up("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_a_review_template_and_a_workload_are_shared_and_given_back(wellarchitected, project):
    template, workload = (
        wellarchitected.create_resource(kind, "payments", account=emulated.OWNER, region=emulated.REGION)
        for kind in ("TEMPLATE", "WORKLOAD")
    )
    stack = project("09-review-template", review=template, workload=workload)

    stack.up()

    assert {CONSUMER, "777788889999"} == principals(wellarchitected, template)
    (share,) = wellarchitected.shares(workload)
    assert (CONSUMER, "CONTRIBUTOR") == (share.shared_with, share.permission)
    assert {"workload_id": workload.rpartition("/")[2], "permission": "CONTRIBUTOR"} == stack.outputs()
    stack.destroy()
    assert set() == principals(wellarchitected, template) | principals(wellarchitected, workload)
