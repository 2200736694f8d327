"""A stack of a Pulumi project, run with the real command line."""

import atexit
import json
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from tests.support.environment import stack_environment
from tests.support.processes import finish
from tests.support.terminal import Run

LENS = "pulumi-python:dynamic/wellarchitected:Lens"
LENS_SHARE = "pulumi-python:dynamic/wellarchitected:LensShare"

PRELUDE = """
import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
lens = config.require("lens")
account = config.require("account")

"""
"""The first lines of a program that declare() writes."""

_LIMIT_SECONDS = 180


@dataclass
class Stack:
    """A project's folder, and its stack `test` in a backend of its own."""

    folder: Path
    environment: dict[str, str]
    name: str = "test"

    @classmethod
    def init(cls, folder: Path, home: Path, config: dict[str, Any]) -> "Stack":
        """Create the stack of the project in a folder. The backend is the folder `FOLDER-state` beside it."""
        if not shutil.which("pulumi"):
            raise RuntimeError("There is no pulumi on PATH. Use `make test` or `make bench`, which obtain it.")
        state = folder.parent / f"{folder.name}-state"
        stack = cls(folder, {**stack_environment(state, home), "PULUMI_STACK": cls.name})
        if stack.project in _FIRST:
            shutil.copytree(_FIRST[stack.project].state, state)
            stack._write(encryptionsalt=_FIRST[stack.project].salt)
        else:
            state.mkdir()
            stack.run("stack", "init", stack.name)
            _FIRST[stack.project] = _New.copied(state, stack._read()["encryptionsalt"])
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
        qualified = {key if ":" in key else f"{self.project}:{key}": value for key, value in config.items()}
        self._write(config={**self._read().get("config", {}), **qualified})

    def set_secret(self, key: str, value: str) -> None:
        """Put a secret into the project's configuration."""
        self.run("config", "set", "--stack", self.name, "--secret", key, "--", value)

    @property
    def project(self) -> str:
        """The project's name."""
        return str(yaml.safe_load((self.folder / "Pulumi.yaml").read_text())["name"])

    def run(self, *arguments: str, fails: bool = False) -> Run:
        """Run the CLI, and check that it succeeds or fails as expected."""
        with self.start(*arguments) as process:
            output = finish(process, _LIMIT_SECONDS)
        assert fails == (process.returncode != 0), output
        return Run(output, process.returncode)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the CLI in a session of its own, and leave it running."""
        return subprocess.Popen(  # noqa: S603 - the tests' and benchmarks' own projects
            ["pulumi", "--color", "never", "--non-interactive", *arguments],  # noqa: S607 - the one on PATH
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def command(self, verb: str, *arguments: str) -> list[str]:
        """The arguments of preview, up, refresh or destroy, with which the CLI asks nothing."""
        unattended = [] if verb == "preview" else ["--yes", "--skip-preview"]
        return [verb, "--stack", self.name, "--suppress-progress", *unattended, *arguments]

    def preview(self, *arguments: str, fails: bool = False) -> Run:
        """Run `pulumi preview`."""
        return self.run(*self.command("preview", *arguments), fails=fails)

    def up(self, *arguments: str, fails: bool = False) -> Run:
        """Run `pulumi up`."""
        return self.run(*self.command("up", *arguments), fails=fails)

    def refresh(self, *arguments: str, fails: bool = False) -> Run:
        """Run `pulumi refresh`."""
        return self.run(*self.command("refresh", *arguments), fails=fails)

    def destroy(self, *arguments: str, fails: bool = False) -> Run:
        """Run `pulumi destroy`."""
        return self.run(*self.command("destroy", *arguments), fails=fails)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs."""
        outputs: dict[str, Any] = json.loads(self.run("stack", "output", "--json", "--stack", self.name).output)
        return outputs

    def export(self) -> str:
        """The state as `pulumi stack export` prints it."""
        return self.run("stack", "export", "--stack", self.name).output

    def resources(self, type_: str = LENS_SHARE) -> list[dict[str, Any]]:
        """The resources of a type in the state, read from the backend's file: the CLI takes longer for it."""
        state = self.folder.with_name(f"{self.folder.name}-state") / ".pulumi/stacks" / self.project
        latest = json.loads((state / f"{self.name}.json").read_text())["checkpoint"]["latest"]
        return [each for each in latest.get("resources", []) if each["type"] == type_]

    def urn(self, name: str, type_: str = LENS_SHARE) -> str:
        """The URN of a resource without a parent."""
        return f"urn:pulumi:{self.name}::{self.project}::{type_}::{name}"

    def edit(self, change: Callable[[list[dict[str, Any]]], None]) -> None:
        """Change the list of the state's resources."""
        state = json.loads(self.export())
        change(state["deployment"]["resources"])
        file = self.folder / "edited.json"
        file.write_text(json.dumps(state))
        self.run("stack", "import", "--stack", self.name, "--file", str(file))

    def _read(self) -> dict[str, Any]:
        """The content of the stack's settings file."""
        file = self.folder / f"Pulumi.{self.name}.yaml"
        return yaml.safe_load(file.read_text()) if file.exists() else {}

    def _write(self, **changes: object) -> None:
        """Change the stack's settings file."""
        (self.folder / f"Pulumi.{self.name}.yaml").write_text(yaml.safe_dump({**self._read(), **changes}))


@dataclass(frozen=True)
class _New:
    """A copy of what `pulumi stack init` has made. To copy it again is quicker than to run the CLI for each test."""

    state: Path
    salt: str

    @classmethod
    def copied(cls, state: Path, salt: str) -> "_New":
        folder = Path(tempfile.mkdtemp(prefix="new-stack-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return cls(shutil.copytree(state, folder / "state"), salt)


_FIRST: dict[str, _New] = {}
"""The first stack of each project."""
