"""Runs the program and the terminal sessions of the README, and compares the output."""

import json
import re
from pathlib import Path

import pytest
from tests.support.stack import Stack
from wellarchitected_emulator.state.sample_lens import minimal_lens

README = (Path(__file__).parents[3] / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


(PROGRAM,) = blocks("python")
UP, EDIT, EXPIRED = blocks("console")


@pytest.fixture
def stack(tmp_path, pulumi_home, aws_config, wellarchitected):
    folder = tmp_path / "readme"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: readme\nruntime: python\n")
    (folder / "lens.json").write_text(json.dumps(minimal_lens("Security")))
    (folder / "profiles").write_text("[payments]\naws_access_key_id = 444455556666\naws_secret_access_key = secret\n")
    stack = Stack.init(folder, pulumi_home, aws_config)
    stack.environment |= {
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "profiles"),
        "AWS_ENDPOINT_URL": wellarchitected.url,
    }
    stack.program(PROGRAM)
    return stack


def test_the_first_up_publishes_shares_and_accepts(stack):
    assert UP == session(stack, UP)


def test_an_edit_updates_the_lens_and_nothing_else(stack):
    stack.up()
    (stack.folder / "lens.json").write_text(json.dumps({**minimal_lens("Security"), "description": "Edited."}))
    stack.program(PROGRAM.replace("1.0.0", "1.1.0"))
    assert EDIT == session(stack, EDIT)


def test_a_preview_shows_an_expired_invitation(stack, wellarchitected):
    (stack.folder / "Pulumi.yaml").write_text("name: readme\nruntime: python\noptions:\n  refresh: always\n")
    stack.program(PROGRAM.partition("accepter = ")[0])
    stack.up()
    wellarchitected.advance(days=8)
    assert EXPIRED == session(stack, EXPIRED)


def session(stack, shown):
    """A terminal session with what the command of the README prints now."""
    command = shown.partition("\n")[0]
    verb, *arguments = command.removeprefix("$ pulumi ").split()
    done = stack.run(verb, "--stack", stack.name, "--suppress-progress", *arguments)
    return f"{command}\n{done.text}"
