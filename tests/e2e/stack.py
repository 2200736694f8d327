"""A stack of a Pulumi project, driven with the real command line."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LENS_SHARE = "pulumi-python:dynamic/wellarchitected:LensShare"

PRELUDE = """
import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
lens = config.require("lens")
account = config.require("account")

"""
"""How a program that declare() writes begins."""


@dataclass(frozen=True)
class Run:
    """What a command of the CLI printed, and its exit code."""

    output: str
    code: int

    @property
    def text(self) -> str:
        """The output as a user reads it, without what differs from run to run."""
        return _nameless(_settled(self.output))

    @property
    def diagnostics(self) -> list[str]:
        """Every error and warning once: the CLI prints them in no certain order, and some of them twice."""
        _, _, diagnostics = _nameless(self.output).partition("Diagnostics:\n")
        said = re.findall(
            r"^    ((?:error|warning): .*(?:\n(?!    (?:error|warning): |  \w|\w|\n).*)*)", diagnostics, re.MULTILINE
        )
        return sorted(set(said))


def _nameless(text: str) -> str:
    """The text without the IDs, times and ports of one run."""
    text = re.sub(r"lens/[0-9a-f]{32}", "lens/LENS", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "SHARE", text)
    text = re.sub(r" \(\d+(\.\d+)?s\)", "", text)
    text = re.sub(r"\bDuration: .*", "Duration: ...", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", text)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"


def _settled(output: str) -> str:
    """The output with its lines of progress reduced to what each resource came to: their order is the threads'."""
    heading, _, rest = output.partition("\n")
    progress, end, summary = rest.partition("\nDiagnostics:\n")
    if not end:
        progress, end, summary = re.split(r"(\n(?:Outputs|Resources):\n)", rest, maxsplit=1)
    if "[urn=" in progress:
        return output  # a diff, which has an order
    lines = {re.sub(r" \(\d+(\.\d+)?s\)", "", line).rstrip() for line in progress.splitlines()}
    final = [line for line in lines if line and not re.search(_UNDER_WAY, line)]
    return "\n".join([heading, "", *sorted(final, key=lambda line: line[4:])]) + end + summary


_UNDER_WAY = r"(running|creating|deleting|replacing|refreshing|updating)( (error|warning): .*)?$"


@dataclass
class Stack:
    """A project's folder, and its stack `test` in a backend of its own."""

    folder: Path
    environment: dict[str, str]
    name: str = "test"

    @classmethod
    def init(cls, folder: Path, home: Path, config: dict[str, Any]) -> "Stack":
        """Create the stack of the project in a folder."""
        if not shutil.which("pulumi"):
            raise RuntimeError("There is no pulumi on PATH. Run the tests with `make test`, which obtains it.")
        state = folder.parent / f"{folder.name}-state"
        state.mkdir()
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PULUMI_BACKEND_URL": state.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(home),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        stack = cls(folder, environment)
        stack.run("stack", "init", stack.name)
        stack.configure(config)
        return stack

    def program(self, text: str) -> None:
        """Change the program."""
        (self.folder / "__main__.py").write_text(text)

    def declare(self, body: str) -> None:
        """Change the program to one that begins with PRELUDE."""
        self.program(PRELUDE + textwrap.dedent(body))

    def configure(self, config: dict[str, Any]) -> None:
        """Change the stack's configuration; keys without a namespace are the project's."""
        file = self.folder / f"Pulumi.{self.name}.yaml"
        content = yaml.safe_load(file.read_text()) if file.exists() else {}
        project = yaml.safe_load((self.folder / "Pulumi.yaml").read_text())["name"]
        qualified = {key if ":" in key else f"{project}:{key}": value for key, value in config.items()}
        content["config"] = {**content.get("config", {}), **qualified}
        file.write_text(yaml.safe_dump(content))

    def run(self, *arguments: str, fails: bool = False) -> Run:
        """Run the CLI, and see that it ends as it should."""
        with self.start(*arguments) as process:
            try:
                output, _ = process.communicate(timeout=180)
            except BaseException:
                process.kill()
                raise
        assert fails == (process.returncode != 0), output
        return Run(output, process.returncode)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the CLI in a session of its own, and leave it running."""
        return subprocess.Popen(  # noqa: S603
            ["pulumi", "--color", "never", "--non-interactive", *arguments],  # noqa: S607
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def preview(self, *arguments: str, fails: bool = False) -> Run:
        return self._engine("preview", *arguments, fails=fails)

    def up(self, *arguments: str, fails: bool = False) -> Run:
        return self._engine("up", "--yes", "--skip-preview", *arguments, fails=fails)

    def refresh(self, *arguments: str, fails: bool = False) -> Run:
        return self._engine("refresh", "--yes", "--skip-preview", *arguments, fails=fails)

    def destroy(self, *arguments: str, fails: bool = False) -> Run:
        return self._engine("destroy", "--yes", "--skip-preview", *arguments, fails=fails)

    def _engine(self, verb: str, *arguments: str, fails: bool) -> Run:
        return self.run(verb, "--stack", self.name, "--suppress-progress", *arguments, fails=fails)

    def set_secret(self, key: str, value: str) -> None:
        """Put a secret into the project's configuration."""
        self.run("config", "set", "--stack", self.name, "--secret", key, "--", value)

    def urn(self, name: str) -> str:
        """The URN of a LensShare without a parent."""
        project = yaml.safe_load((self.folder / "Pulumi.yaml").read_text())["name"]
        return f"urn:pulumi:{self.name}::{project}::{LENS_SHARE}::{name}"

    def export(self) -> str:
        """The state, as it stands in the backend."""
        return self.run("stack", "export", "--stack", self.name).output

    def edit(self, change: Callable[[list[dict[str, Any]]], None]) -> None:
        """Change the list of the state's resources."""
        state = json.loads(self.export())
        change(state["deployment"]["resources"])
        file = self.folder / "edited.json"
        file.write_text(json.dumps(state))
        self.run("stack", "import", "--stack", self.name, "--file", str(file))

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        return json.loads(self.run("stack", "output", "--json", "--stack", self.name).output)

    def resources(self) -> list[dict[str, Any]]:
        """The LensShares in the state."""
        state = json.loads(self.export())
        return [each for each in state["deployment"].get("resources", []) if each["type"] == LENS_SHARE]
