"""The examples, and the configuration that their READMEs set."""

import re
import shlex
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def config_set_in(text):
    """The configuration that the commands in a text set."""
    return dict(shlex.split(command) for command in re.findall(r"^pulumi config set (.+)$", text, re.MULTILINE))


def readme(program):
    """The README of a program, or its part of the README of several programs."""
    if (program / "README.md").exists():
        return (program / "README.md").read_text()
    _, _, part = (program.parent / "README.md").read_text().partition(f"{program.name}  #")
    return part.partition("\ncd ")[0]
