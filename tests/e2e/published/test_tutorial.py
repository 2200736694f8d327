"""Runs the commands of the tutorial in a copy of the root project, with the edits between them."""

import json
import re
import shutil
import socket
import sys
from pathlib import Path

import pytest
from tests.support.processes import ROOT, run

TUTORIAL = (ROOT / "docs/tutorial/first-share.md").read_text()
PARTS = ("Makefile", "Pulumi.yaml", "Pulumi.local.yaml", "__main__.py", "tools", "examples", ".gitignore",
         "requirements.txt", "constraints.txt", "pyproject.toml", "emulator/pyproject.toml")  # fmt: skip
LENS = "examples/04-lens-from-file/lens.json"
NEW = "012345678901"
AUTHOR = ("-c", "user.name=test", "-c", "user.email=test@example.com")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL, re.DOTALL)


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.fixture
def clone(tmp_path, port):
    """A clone with the virtual environment of the tests, whose emulator has a port of its own."""
    folder = tmp_path / "clone"
    (folder / "emulator").mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / part)
    settings = folder / "Pulumi.local.yaml"
    settings.write_text(settings.read_text().replace("4747", port))
    (folder / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.suffix != ".stamp":
            (folder / ".venv" / part.name).symlink_to(part)
    for stamp in ("made", "runtime", "development"):
        (folder / ".venv" / f"{stamp}.stamp").touch()
    for arguments in (("init", "--quiet"), ("add", "."), (*AUTHOR, "commit", "--quiet", "--message", "As it was")):
        run(["git", *arguments], cwd=folder)
    yield folder
    run([Path(sys.executable).parent / "wellarchitected-emulator", "stop"], cwd=folder)


@pytest.fixture
def shell(clone, port):
    """Run a block of the tutorial as a shell does, which stops at the first failure. Returns its output."""

    def shell(block, *, fails=False):
        done = run(["sh", "-ec", block], cwd=clone, check=False, WELLARCHITECTED_EMULATOR_PORT=port)
        assert fails == (0 != done.returncode), done.stdout + done.stderr
        return done.stdout + done.stderr

    return shell


def add_line(file, after, line):
    text = file.read_text()
    assert 1 == text.count(after)
    file.write_text(text.replace(after, after + line))


def without_ids(output):
    """Output with dots for IDs, as the tutorial shows it. Space at the end of lines is left out."""
    return re.sub(r" +$", "", re.sub(r"[0-9a-f]{32}", "...", output), flags=re.MULTILINE)


def cells(table):
    """The cells of a table, whose rows are in any order."""
    return sorted(re.split(r" {2,}", line) for line in table.splitlines())


@pytest.mark.slow
def test_the_tutorial_is_true_from_its_first_command_to_its_last(clone, shell):
    settings, lens = clone / "Pulumi.local.yaml", clone / LENS
    up, shares, stale, edited, shared, expired, resent, accepted, clean = blocks("sh")
    outputs, table, refusal, warning = blocks("text")
    version, account = blocks("yaml")

    assert outputs in without_ids(shell(up))
    assert cells(table) == cells(without_ids(shell(shares)))

    document = json.loads(lens.read_text())
    document["pillars"][0]["questions"][0]["title"] += " Really"
    lens.write_text(json.dumps(document))
    assert refusal.removesuffix("...\n") in shell(stale, fails=True)
    add_line(settings, f"lens-sharing:lens_file: {LENS}\n", version)
    said = shell(edited)
    assert "~ 1 to update\n    7 unchanged" in said
    assert "~ 1 updated\n    7 unchanged" in said

    add_line(settings, '    - "777788889999"\n', account)
    assert "+ 1 created\n    8 unchanged" in shell(shared)
    said = shell(expired)
    assert "+-1 to replace\n    8 unchanged" in said
    assert warning in said
    assert "+-1 replaced\n    8 unchanged" in shell(resent)
    said = shell(accepted)
    assert f" for {NEW}.\n" in said
    assert "    9 unchanged" in said

    assert "- 9 deleted" in shell(clean)
    assert "" == run(["git", "status", "--short", "--ignored"], cwd=clone).stdout
