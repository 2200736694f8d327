"""The command import-file, against the emulator: what it writes, what it leaves out, and when it asks."""

import json
import os
import pty
import subprocess
import sys

import pytest
from pulumi_wellarchitected.__main__ import main

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
