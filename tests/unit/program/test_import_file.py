"""The command import-file, against the emulator: what it writes, what it leaves out, and when it asks."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from unittest.mock import ANY, Mock

import pytest
from pulumi_wellarchitected.__main__ import main
from pulumi_wellarchitected.lenses.document import without_numbers
from wellarchitected_emulator.state.sample_lens import minimal_lens

COMMAND = (sys.executable, "-m", "pulumi_wellarchitected", "import-file")
QUOTED = 'arn:aws:iam::777788889999:user/"+str(1)+"\\'


@pytest.fixture
def lens(wellarchitected, tmp_path, monkeypatch):
    """A lens with one share. The command finds the emulator, and writes into an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name, value in wellarchitected.environment(account="111122223333").items():
        monkeypatch.setenv(name, value)
    lens = wellarchitected.publish_lens("security", account="111122223333")
    wellarchitected.share(lens, "444455556666")
    return lens


@pytest.fixture
def existing(tmp_path):
    file = tmp_path / "lens-shares.json"
    file.write_text("mine")
    return file


def principals(text):
    return [resource["inputs"]["shared_with"] for resource in json.loads(text)["resources"]]


def answer(lens, text):
    """Run the command at a terminal and answer its question."""
    terminal, end = pty.openpty()
    with subprocess.Popen([*COMMAND, lens], stdin=end, stderr=end, stdout=subprocess.PIPE) as command:  # noqa: S603
        os.write(terminal, text.encode())
        command.communicate(timeout=60)
    said = os.read(terminal, 10_000).decode()
    os.close(terminal)
    os.close(end)
    return command.returncode, said


@pytest.mark.parametrize("row", ["", "arn:aws:iam::444455556666:root"], ids=["none", "unknown"])
def test_a_row_without_a_principal_that_can_be_declared_is_left_out_with_a_message(lens, wellarchitected, capsys, row):
    share_id = wellarchitected.share(lens, row, status="ACCEPTED")
    assert 0 == main(["import-file", lens, "--output", "-"])
    said = capsys.readouterr()
    assert ["444455556666"] == principals(said.out)
    assert said.err.startswith(f"Left out share {share_id} (ACCEPTED): ")


def test_a_lens_whose_rows_are_all_left_out_has_nothing_to_import(lens, wellarchitected, capsys):
    wellarchitected.omit(lens, wellarchitected.shares(lens)[0].share_id, ["SharedWith"])
    assert 1 == main(["import-file", lens])
    said = capsys.readouterr().err
    assert "AWS lists it without a principal.\n" in said
    assert said.endswith(f"error: {lens} has no live share to import.\n")


def test_a_principal_with_quotes_stays_text_in_the_program(lens, wellarchitected, capsys):
    wellarchitected.share(lens, QUOTED, status="ACCEPTED")
    assert 0 == main(["import-file", lens, "--principal", QUOTED, "--output", "-"])
    declared = []

    class Package:
        @staticmethod
        def LensShare(_name, lens_alias, shared_with):  # noqa: N802 - as the package names it
            declared.append((lens_alias, shared_with))

    said = capsys.readouterr()
    exec(said.err.replace("import pulumi_wellarchitected as wa\n", ""), {"wa": Package})  # noqa: S102 - the test is that
    assert [(lens, QUOTED)] == declared
    assert [QUOTED] == principals(said.out)


def test_a_reader_that_closes_the_pipe_gets_no_traceback(lens):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, lens], stdout=write, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    os.close(write)
    assert 0 == done.returncode
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_an_existing_file_is_kept_where_nobody_can_be_asked(lens, existing, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115, PTH123 - it lives as long as the test
    assert 1 == main(["import-file", lens])
    said = capsys.readouterr()
    expected = "error: lens-shares.json exists. Overwrite it with --force, or give another file with --output.\n"
    assert ("", expected, "mine") == (said.out, said.err, existing.read_text())


def test_force_overwrites_an_existing_file(lens, existing):
    assert 0 == main(["import-file", lens, "--force"])
    assert ["444455556666"] == principals(existing.read_text())


def test_at_a_terminal_a_yes_overwrites_an_existing_file(lens, existing):
    code, said = answer(lens, "y\n")
    assert 0 == code
    assert "lens-shares.json exists. Overwrite it? [y/N] " in said
    assert ["444455556666"] == principals(existing.read_text())


def test_at_a_terminal_anything_else_keeps_an_existing_file(lens, existing):
    code, said = answer(lens, "\n")
    assert 1 == code
    assert "error: lens-shares.json exists." in said
    assert "mine" == existing.read_text()


def test_a_lens_brings_its_document_without_the_numbers_that_aws_adds(lens, wellarchitected, tmp_path):
    assert 0 == main(["import-file", lens, "--lens"])
    exported = wellarchitected.client().export_lens(LensAlias=lens)["LensJSON"]
    written = (tmp_path / "security.json").read_text()
    assert '"number"' in exported
    assert written.startswith('{\n  "schemaVersion": "2021-11-01",\n')
    assert without_numbers(exported) == without_numbers(written)
    assert '"number"' not in written


def test_the_lines_for_a_lens_are_a_program_whatever_its_tags_say(lens, wellarchitected, capsys):
    tags = {'a "quoted" \\ key': "😀"}
    wellarchitected.client().tag_resource(WorkloadArn=lens, Tags=tags)
    assert 0 == main(["import-file", lens, "--lens", "--output", "-"])
    said = capsys.readouterr()
    package = Mock()
    exec(said.err.replace("import pulumi_wellarchitected as wa\n", ""), {"wa": package})  # noqa: S102 - the test is that
    given = {"document": Path("security.json"), "lens_version": "1.0", "region": "us-east-1", "tags": tags}
    package.Lens.assert_called_once_with("security", **given)
    package.LensShare.assert_called_once_with(
        "share-444455556666", lens_alias=package.Lens.return_value.arn, shared_with="444455556666"
    )
    resources = json.loads(said.out)["resources"]
    assert [("security", lens, tags), ("share-444455556666", ANY, None)] == [
        (each["name"], each["id"], each["inputs"].get("tags")) for each in resources
    ]


@pytest.mark.parametrize(
    ("name", "file"), [("Our 2nd (new) baseline", "our-2nd-new-baseline.json"), ("安全", "lens.json")]
)
def test_the_file_of_the_document_has_a_plain_name(lens, wellarchitected, tmp_path, name, file):
    other = wellarchitected.publish_lens(name, account="111122223333")
    assert 0 == main(["import-file", other, "--lens"])
    assert name == json.loads((tmp_path / file).read_text())["name"]


def test_the_file_of_the_document_is_not_overwritten_by_the_import_file(lens, tmp_path, capsys):
    assert 1 == main(["import-file", lens, "--lens", "--force", "--output", str(tmp_path / "security.json")])
    assert "is the file of the lens's document. Give another file with --output.\n" in capsys.readouterr().err
    assert [] == [*tmp_path.iterdir()]


def test_an_existing_document_is_kept(lens, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", open(os.devnull))  # noqa: SIM115, PTH123 - it lives as long as the test
    (tmp_path / "security.json").write_text("mine")
    assert 1 == main(["import-file", lens, "--lens"])
    assert "error: security.json exists. Overwrite it with --force" in capsys.readouterr().err
    assert ["mine"] == [file.read_text() for file in tmp_path.iterdir()]


def test_a_lens_that_was_never_published_cannot_be_imported(wellarchitected, lens, capsys):
    document = json.dumps(minimal_lens("drafted"))
    draft = wellarchitected.client().import_lens(JSONString=document, ClientRequestToken="draft")["LensArn"]
    assert 1 == main(["import-file", draft, "--lens"])
    assert f"error: {draft} has no published version to import. Publish it first.\n" == capsys.readouterr().err


def test_a_lens_of_another_account_cannot_be_imported(wellarchitected, lens, capsys, monkeypatch):
    (share,) = wellarchitected.shares(lens)
    wellarchitected.accept(lens, share.share_id)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "444455556666")
    assert 1 == main(["import-file", lens, "--lens"])
    said = capsys.readouterr().err
    assert "credentials belong to account 444455556666, but the lens belongs to account 111122223333." in said
