"""Lenses and shares that are there already: taken over with `pulumi import`, or looked at with LensShare.get."""

import json
import subprocess
import sys

import pytest


def import_file(stack, *arguments, fails=False):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pulumi_wellarchitected", "import-file", *arguments],
        cwd=stack.folder,
        env=stack.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert fails == (done.returncode != 0), done.stderr
    return done


@pytest.fixture(autouse=True)
def _credentials(stack, wellarchitected):
    stack.environment |= wellarchitected.environment(account="111122223333", region="us-east-1")


def test_shares_are_imported_and_the_next_preview_is_clean(stack, wellarchitected, lens, snapshot):
    wellarchitected.enable_organization_sharing()
    principals = ["444455556666", "arn:aws:iam::777788889999:user/team/reviewer", "ou-abcd-11111111"]
    shares = {principal: wellarchitected.share(lens, principal) for principal in principals}
    wellarchitected.set_status(lens, shares["ou-abcd-11111111"], "ASSOCIATED")
    wellarchitected.set_status(lens, wellarchitected.share(lens, "999900001111"), "REJECTED")

    written = import_file(stack, lens)
    assert snapshot == written.stdout.replace(lens, "LENS") + written.stderr
    stack.program(written.stdout)
    stack.run(
        "import", "--stack", "test", "--yes", "--file", "lens-shares.json", "--generate-code=false", "--protect=false"
    )
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    assert set(shares.values()) == {resource["outputs"]["share_id"] for resource in stack.resources()}
    stack.destroy()
    assert ["REJECTED"] == [share.status for share in wellarchitected.shares(lens)]


def test_a_lens_is_imported_with_its_shares_and_the_next_edit_keeps_them(stack, wellarchitected, lens, snapshot):
    owner = wellarchitected.client()
    owner.tag_resource(WorkloadArn=lens, Tags={"team": "platform"})
    share_id = wellarchitected.share(lens, "444455556666")
    wellarchitected.accept(lens, share_id)

    written = import_file(stack, lens, "--lens", "--output", "lens.json")
    assert snapshot == written.stdout + written.stderr
    stack.program(written.stdout)
    stack.run("import", "--stack", "test", "--yes", "--file", "lens.json", "--generate-code=false", "--protect=false")
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    document = stack.folder / "security.json"
    document.write_text(document.read_text().replace('"description": "', '"description": "Edited: ', 1))
    stack.program(written.stdout.replace('"1.0"', '"1.1"'))
    assert "~ 1 updated\n    2 unchanged" in stack.up().output
    assert "1.1" == owner.get_lens(LensAlias=lens)["Lens"]["LensVersion"]
    assert [(share_id, "ACCEPTED")] == [(share.share_id, share.status) for share in wellarchitected.shares(lens)]
    stack.destroy()
    assert [] == owner.list_lenses(LensType="CUSTOM_SELF")["LensSummaries"]


def test_one_share_can_be_picked_by_its_principal(stack, wellarchitected, lens):
    wellarchitected.share(lens, "444455556666")
    picked = wellarchitected.share(lens, "777788889999")
    import_file(stack, lens, "--principal", "777788889999", "--output", "one.json")
    (resource,) = json.loads((stack.folder / "one.json").read_text())["resources"]
    assert f"{lens},{picked}" == resource["id"]


def test_what_is_not_there_or_malformed_is_told_in_a_sentence(stack, wellarchitected, lens):
    assert "has no live share to import" in import_file(stack, lens, fails=True).stderr
    wellarchitected.share(lens, "444455556666")
    nobody = import_file(stack, lens, "--principal", "777788889999", fails=True)
    assert f"error: {lens} has no live share with 777788889999.\n" == nobody.stderr
    assert "is not the ARN of a custom lens" in import_file(stack, "serverless", fails=True).stderr
    assert not (stack.folder / "lens-shares.json").exists()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(stack, wellarchitected, lens):
    wellarchitected.share(lens, "444455556666")
    unwritable = import_file(stack, lens, "--output", "missing/one.json", fails=True)
    assert "error: Could not write missing/one.json: No such file or directory. Give another file with --output.\n" == (
        unwritable.stderr
    )
    assert "" == unwritable.stdout


def test_another_accounts_credentials_are_told_so(stack, wellarchitected, lens):
    stack.environment |= wellarchitected.environment(account="999900001111", region="us-east-1")
    assert "belong to account 999900001111" in import_file(stack, lens, fails=True).stderr
