"""The emulator's process: start, stop, status, env, run, serve. background.py does the work."""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from wellarchitected_emulator.background import Background
from wellarchitected_emulator.cli.options import find_client
from wellarchitected_emulator.client import EmulatorClient
from wellarchitected_emulator.emulator import Emulator
from wellarchitected_emulator.state.sample_lens import SAMPLE_NAME, sample_lens

if TYPE_CHECKING:
    from collections.abc import Callable

    _AddOption = Callable[[argparse.ArgumentParser], None]

_NOT_INHERITED = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")


def start(options: argparse.Namespace) -> int:
    """Start an emulator unless one is running."""
    background = Background(options.state)
    record = background.running()
    state = "is already running" if record else "is running"
    record = record or background.start(options.port)
    print(f"The Well-Architected emulator {state} at {record.url} (process {record.pid}).")
    if options.sample_lens:
        print(f"Sample lens: {_publish_sample(EmulatorClient(record.url))}")
    return 0


def stop(options: argparse.Namespace) -> int:
    """Stop the emulator."""
    record = Background(options.state).stop()
    print(f"Stopped the emulator at {record.url}." if record else "No emulator is running.")
    return 0


def status(options: argparse.Namespace) -> int:
    """Print whether an emulator is running."""
    record = Background(options.state).running()
    print(f"Running at {record.url} (process {record.pid})." if record else "No emulator is running.")
    return 0 if record else 3


def env(options: argparse.Namespace) -> int:
    """Print environment variables for a shell."""
    client = find_client(options)
    for name, value in client.environment(options.account, options.region).items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def run(options: argparse.Namespace) -> int:
    """Run a command with a temporary emulator. Returns the exit code of the command."""
    command = options.cmd[1:] if options.cmd[:1] == ["--"] else options.cmd
    if not command:
        print("run needs a command, for example: run -- pytest", file=sys.stderr)
        return 2
    with Emulator() as emulator:
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        environment = {**inherited, **emulator.environment(options.account, options.region)}
        try:
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  # the user's command
        except FileNotFoundError:
            print(f"The command {command[0]} does not exist.", file=sys.stderr)
            return 127


def serve(options: argparse.Namespace) -> int:
    """Run an emulator in this process."""
    with suppress(KeyboardInterrupt):  # Ctrl-C ends the server
        Background(options.state).serve(options.port, options.host)
    return 0


def _publish_sample(client: EmulatorClient) -> str:
    """Publish the sample lens unless a lens of its name exists. Returns the ARN."""
    for lens in client.lenses():
        if lens.name == SAMPLE_NAME:
            return lens.arn
    return client.publish_lens(SAMPLE_NAME, document=sample_lens())


def add_sample_lens(command: argparse.ArgumentParser) -> None:
    """Add --sample-lens."""
    command.add_argument("--sample-lens", action="store_true", help="publish a sample lens unless it exists")


def add_command(command: argparse.ArgumentParser) -> None:
    """Add the command to run."""
    command.add_argument("cmd", nargs=argparse.REMAINDER, metavar="-- CMD", help="the command and its arguments")
