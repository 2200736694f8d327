"""The reference of the command line names what the commands take, and what they print."""

import json
import re
from pathlib import Path

import pytest
from pulumi_wellarchitected.__main__ import main

PAGE = (Path(__file__).parents[3] / "docs/reference/command-line.md").read_text()


def section(heading):
    return re.split(r"\n##? ", PAGE.partition(f"\n## {heading}\n")[2])[0]


@pytest.mark.parametrize("command", ["shares", "import-file"])
def test_the_table_of_a_command_has_its_options(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"^  (?:-h, )?(--[a-z]+)", capsys.readouterr().out, re.MULTILINE)) - {"--help"}
    assert options
    assert options == set(re.findall(r"^\| `(--[a-z]+)", section(command), re.MULTILINE))


def test_the_table_of_commands_has_all_of_them(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^    ([a-z-]+)", capsys.readouterr().out, re.MULTILINE)
    assert sorted(commands) == sorted(re.findall(r"^\| \[`([a-z-]+)`\]", PAGE, re.MULTILINE))


def test_the_table_of_json_has_its_keys(lens, shares, capsys):
    assert 0 == main(["shares", lens, "--json"])
    (found,) = json.loads(capsys.readouterr().out)["lenses"]
    keys = found.keys() - {"shares"} | found["shares"][0].keys()
    names = re.findall(r"^\| (`.+?`) \|", PAGE.partition("### JSON")[2].partition("\n## ")[0], re.MULTILINE)
    assert keys == set(re.findall(r"`(\w+)`", " ".join(names)))
