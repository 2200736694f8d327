"""The commands that read a stack: its configuration with secrets, its state, and a component as the parent."""

import json
import subprocess
import sys

import pytest

COMPONENT = """
import pulumi
import pulumi_wellarchitected as wa


class Team(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("example:index:Team", name)
        parent = self
        {lines}


Team("platform")
"""


@pytest.fixture
def command(stack):
    def command(*arguments, fails=False, **variables):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "pulumi_wellarchitected", *arguments],
            cwd=stack.folder,
            env={**stack.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert fails == (done.returncode != 0), done.stderr
        return done

    return command


def test_shares_tells_what_the_stack_manages_with_nothing_but_its_configuration(stack, wellarchitected, lens, command):
    stack.set_secret("aws:secretKey", "secret")
    stack.up()
    (managed,) = wellarchitected.shares(lens)
    by_hand = wellarchitected.share(lens, "777788889999", status="EXPIRED")
    (found,) = json.loads(command("shares", "--all", "--stack", "--json").stdout)["lenses"]
    ours, other = found["shares"]
    assert (managed.share_id, True, stack.urn("security")) == (ours["share_id"], ours["managed"], ours["urn"])
    assert stack.resources()[0]["outputs"]["sent_at"] == ours["sent_at"]
    assert (by_hand, "EXPIRED", False, None) == (other["share_id"], other["status"], other["managed"], other["urn"])

    lines = command("shares", "--stack", lens).stdout.splitlines()
    assert ["444455556666", "PENDING", managed.share_id, "0", "minutes", "security"] == lines[2].split()
    assert ["777788889999", "EXPIRED", by_hand, "-", "no"] == lines[3].split()
    missing = command("shares", lens, "--stack", "missing", fails=True)
    assert missing.stderr.endswith(": no stack named 'missing' found\n")


def test_shares_are_imported_as_children_under_their_own_names(stack, wellarchitected, lens, command):
    owner = wellarchitected.environment(account="111122223333", region="us-east-1")
    stack.program(COMPONENT.format(lines="pass"))
    stack.up()
    share_id = wellarchitected.share(lens, "444455556666")
    (stack.folder / "names.yaml").write_text("parent: 444455556666\n")
    (component,) = stack.resources("example:index:Team")
    written = command("import-file", lens, "--names", "names.yaml", "--parent", component["urn"], **owner)
    lines = written.stdout.partition("\n\n")[2].replace("\n", "\n        ")
    stack.program(COMPONENT.format(lines=lines))
    stack.run(
        "import", "--stack", "test", "--yes", "--file", "lens-shares.json", "--generate-code=false", "--protect=false"
    )
    (share,) = stack.resources()
    assert (component["urn"], share_id) == (share["parent"], share["outputs"]["share_id"])
    assert share["urn"].endswith("::example:index:Team$pulumi-python:dynamic/wellarchitected:LensShare::parent")
    stack.preview("--expect-no-changes")
    stack.destroy()
    assert [] == wellarchitected.shares(lens)
