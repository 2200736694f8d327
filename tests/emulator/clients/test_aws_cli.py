"""The AWS CLI with the emulator. It contains its own botocore, so it needs its own virtual environment."""

import json
import os
import sys
import venv

import pytest
from filelock import FileLock
from tests.support.processes import ROOT, run
from wellarchitected_emulator.state.sample_lens import SAMPLE_ARN, sample_lens

AWSCLI = "awscli==1.46.3"
FOLDER = ROOT / ".venv-awscli"
CONSUMER = "444455556666"


@pytest.fixture(scope="session")
def aws_command():
    """The command of the AWS CLI in .venv-awscli, which is installed on first use."""
    environment = FOLDER / AWSCLI
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    stamp = environment / "complete"
    FOLDER.mkdir(exist_ok=True)
    with FileLock(FOLDER / "lock"):
        if not stamp.exists():
            venv.create(environment, with_pip=True, clear=True)
            run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", AWSCLI])
            stamp.touch()
    return [python, "-m", "awscli"]


@pytest.fixture
def aws(aws_command, wellarchitected):
    """Run `aws wellarchitected ...` as an account."""

    def aws(*arguments, account="111122223333", check=True, service="wellarchitected"):
        nothing = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_MAX_ATTEMPTS": "1"}
        environment = {**wellarchitected.environment(account=account), **nothing}
        done = run([*aws_command, service, *arguments, "--output", "json"], check=check, **environment)
        return json.loads(done.stdout) if check and done.stdout else done

    return aws


def test_the_aws_cli_creates_accepts_and_deletes_a_share(aws, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    named = ("--lens-alias", lens)
    share_id = aws("create-lens-share", *named, "--shared-with", CONSUMER)["ShareId"]
    (invitation,) = aws("list-share-invitations", account=CONSUMER)["ShareInvitationSummaries"]
    assert (share_id, lens) == (invitation["ShareInvitationId"], invitation["LensArn"])
    answer = ("--share-invitation-id", share_id, "--share-invitation-action", "ACCEPT")
    aws("update-share-invitation", *answer, account=CONSUMER)
    shown = aws("list-lens-shares", *named, "--shared-with-prefix", "4444")["LensShareSummaries"]
    assert [{"ShareId": share_id, "SharedWith": CONSUMER, "Status": "ACCEPTED"}] == shown
    aws("delete-lens-share", *named, "--share-id", share_id)
    assert [] == wellarchitected.shares(lens)


def test_the_aws_cli_imports_and_publishes_a_lens(aws, wellarchitected, tmp_path):
    document = tmp_path / "lens.json"
    document.write_text(json.dumps(sample_lens()))
    text = f"file://{document}"
    imported = aws("import-lens", "--json-string", text, "--tags", "team=platform")
    named = ("--lens-alias", imported["LensArn"])
    assert {"LensArn": SAMPLE_ARN} == imported
    assert ["DRAFT"] == [shown["LensStatus"] for shown in aws("list-lenses")["LensSummaries"]]
    aws("create-lens-version", *named, "--lens-version", "1.0", "--is-major-version")
    assert {"Tags": {"team": "platform"}} == aws("list-tags-for-resource", "--workload-arn", SAMPLE_ARN)
    assert 1 == json.loads(aws("export-lens", *named)["LensJSON"])["pillars"][0]["questions"][0]["number"]
    assert [("1.0", True)] == [(each.name, each.is_major) for each in wellarchitected.lens_versions(SAMPLE_ARN)]
    refused = aws("import-lens", "--json-string", text, check=False)
    assert "A lens with normalized name samplesecuritylens already exists" in refused.stderr


def test_the_aws_cli_changes_tags(aws, wellarchitected):
    named = ("--workload-arn", wellarchitected.publish_lens("security"))
    aws("tag-resource", *named, "--tags", "team=platform,stage=test")
    aws("untag-resource", *named, "--tag-keys", "stage", "missing")
    assert {"team": "platform"} == aws("list-tags-for-resource", *named)["Tags"]


def test_the_aws_cli_shows_the_name_of_an_error(aws, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    failed = aws("list-lens-shares", "--lens-alias", lens, account=CONSUMER, check=False)
    assert 0 != failed.returncode
    assert "(ResourceNotFoundException)" in failed.stderr


def test_the_aws_cli_gets_its_caller_identity(aws):
    assert CONSUMER == aws("get-caller-identity", account=CONSUMER, service="sts")["Account"]
