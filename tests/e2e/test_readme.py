"""Runs the program and the terminal session of the README, and compares the output."""

import re
from pathlib import Path

import pytest
from tests.support.stack import Stack

README = (Path(__file__).parents[2] / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands(console: str) -> list[tuple[str, str]]:
    """The commands of a terminal session, each with the output after it."""
    parts = re.split(r"^\$ (.*)\n", console, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture
def readme_stack(tmp_path, pulumi_home, aws_config, lens):
    folder = tmp_path / "readme"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: readme\nruntime: python\n")
    stack = Stack.init(folder, pulumi_home, {**aws_config, "lens": lens})
    (program,) = blocks("python")
    stack.program(program)
    return stack


def test_the_terminal_sessions_print_what_the_readme_shows(readme_stack, wellarchitected):
    first, after_a_week = blocks("console")
    shown = [run(readme_stack, command, printed) for command, printed in commands(first)]
    wellarchitected.advance(days=8)
    shown += [run(readme_stack, command, printed) for command, printed in commands(after_a_week)]
    assert 3 == len(shown)
    for printed, expected in shown:
        assert expected == printed


def run(stack: Stack, command: str, expected: str) -> tuple[str, str]:
    """Run a command. Returns its output, or "" if the README does not show any, and the expected output."""
    program, verb, *arguments = command.split()
    assert "pulumi" == program
    done = stack.run(verb, "--stack", stack.name, "--suppress-progress", *arguments)
    return (done.text if expected else "", expected)
