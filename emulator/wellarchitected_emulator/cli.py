"""The command line: start, stop, status, env, run, reset, serve.

This file parses arguments and prints results. background.py starts and stops the process.
"""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from wellarchitected_emulator.background import Background, StartError
from wellarchitected_emulator.client import EmulatorClient, EmulatorError
from wellarchitected_emulator.emulator import Emulator
from wellarchitected_emulator.http.server import HOST, PortInUseError
from wellarchitected_emulator.state.sample_lens import SAMPLE_NAME, sample_lens
from wellarchitected_emulator.wire.credentials import DEFAULT_ACCOUNT, DEFAULT_REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _AddOption = Callable[[argparse.ArgumentParser], None]

DEFAULT_PORT = 4747
PORT_VARIABLE = "WELLARCHITECTED_EMULATOR_PORT"
STATE_VARIABLE = "WELLARCHITECTED_EMULATOR_STATE"
_NOT_INHERITED = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    options = _make_parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (StartError, EmulatorError, PortInUseError) as error:
        print(_explain(error), file=sys.stderr)
        return 1
    return code


def _start(options: argparse.Namespace) -> int:
    background = Background(options.state)
    record = background.running()
    state = "is already running" if record else "is running"
    record = record or background.start(options.port)
    print(f"The Well-Architected emulator {state} at {record.url} (process {record.pid}).")
    if options.sample_lens:
        print(f"Sample lens: {_publish_sample(EmulatorClient(record.url))}")
    return 0


def _stop(options: argparse.Namespace) -> int:
    record = Background(options.state).stop()
    print(f"Stopped the emulator at {record.url}." if record else "No emulator is running.")
    return 0


def _status(options: argparse.Namespace) -> int:
    record = Background(options.state).running()
    print(f"Running at {record.url} (process {record.pid})." if record else "No emulator is running.")
    return 0 if record else 3


def _env(options: argparse.Namespace) -> int:
    client = _find_client(options)
    for name, value in client.environment(options.account, options.region).items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def _reset(options: argparse.Namespace) -> int:
    _find_client(options).reset()
    print("The emulator has been reset.")
    return 0


def _run(options: argparse.Namespace) -> int:
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


def _serve(options: argparse.Namespace) -> int:
    with suppress(KeyboardInterrupt):  # Ctrl-C ends the server
        Background(options.state).serve(options.port, options.host)
    return 0


def _find_client(options: argparse.Namespace) -> EmulatorClient:
    record = Background(options.state).running()
    if record is None:
        raise StartError("No emulator is running. Start one with: python -m wellarchitected_emulator start")
    return EmulatorClient(record.url)


def _publish_sample(client: EmulatorClient) -> str:
    """Publish the sample lens unless a lens of its name exists. Returns the ARN."""
    for lens in client.lenses():
        if lens.name == SAMPLE_NAME:
            return lens.arn
    return client.publish_lens(SAMPLE_NAME, document=sample_lens())


def _explain(error: Exception) -> str:
    if isinstance(error, PortInUseError):
        return f"{error.strerror} Choose another port with --port or {PORT_VARIABLE}."
    return str(error)


def _add_state(command: argparse.ArgumentParser) -> None:
    default = Path(os.environ.get(STATE_VARIABLE, ".emulator"))
    explanation = f"the folder for the emulator's files (default: {STATE_VARIABLE}, or else .emulator)"
    command.add_argument("--state", type=Path, default=default, metavar="DIR", help=explanation)


def _add_port(command: argparse.ArgumentParser) -> None:
    default = int(os.environ.get(PORT_VARIABLE, DEFAULT_PORT))
    explanation = f"the port to listen on (default: {PORT_VARIABLE}, or else {DEFAULT_PORT})"
    command.add_argument("--port", type=int, default=default, help=explanation)


def _add_host(command: argparse.ArgumentParser) -> None:
    explanation = "the address to listen on (default: %(default)s); the emulator authenticates nobody"
    command.add_argument("--host", default=HOST, help=explanation)


def _add_caller(command: argparse.ArgumentParser) -> None:
    explanation = "the {} of the caller (default: %(default)s)"
    command.add_argument("--account", default=DEFAULT_ACCOUNT, help=explanation.format("account ID"))
    command.add_argument("--region", default=DEFAULT_REGION, help=explanation.format("Region"))


def _add_sample_lens(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sample-lens", action="store_true", help="publish a sample lens unless it exists")


def _add_command(command: argparse.ArgumentParser) -> None:
    command.add_argument("cmd", nargs=argparse.REMAINDER, metavar="-- CMD", help="the command and its arguments")


_COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], int], str, tuple[_AddOption, ...]], ...] = (
    ("start", _start, "start an emulator in the background", (_add_sample_lens, _add_state, _add_port)),
    ("stop", _stop, "stop the emulator in the background", (_add_state,)),
    ("status", _status, "print whether an emulator is running; the exit code is 3 if not", (_add_state,)),
    ("env", _env, "print environment variables for AWS SDKs and CLIs, for eval in a shell", (_add_state, _add_caller)),
    ("run", _run, "run a command with a temporary emulator", (_add_caller, _add_command)),
    ("reset", _reset, "delete all data, settings, faults and logged requests", (_add_state,)),
    ("serve", _serve, "run an emulator in the foreground", (_add_state, _add_port, _add_host)),
)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wellarchitected_emulator", description="A local AWS Well-Architected service."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, summary, options in _COMMANDS:
        command = commands.add_parser(name, help=summary)
        command.set_defaults(command=run)
        for add_option in options:
            add_option(command)
    return parser
