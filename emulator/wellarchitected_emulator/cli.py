"""The command line: start, stop, status, env, run, reset, serve.

What a background emulator is stands in background.py; here are the arguments, and what is printed.
"""

# ruff: noqa: T201  # printing is what a command line does

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from wellarchitected_emulator.accounts import DEFAULT_ACCOUNT, DEFAULT_REGION
from wellarchitected_emulator.background import Background, StartError
from wellarchitected_emulator.client import EmulatorClient, EmulatorError
from wellarchitected_emulator.emulator import Emulator
from wellarchitected_emulator.sample_lens import SAMPLE_ARN, SAMPLE_NAME, sample_lens
from wellarchitected_emulator.server import HOST, PortInUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_PORT = 4747
PORT_VARIABLE = "WELLARCHITECTED_EMULATOR_PORT"
STATE_VARIABLE = "WELLARCHITECTED_EMULATOR_STATE"
_LEFT_OUT = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (StartError, EmulatorError, PortInUseError) as error:
        print(_sentence(error), file=sys.stderr)
        return 1
    return code


def _start(options: argparse.Namespace) -> int:
    background = Background(options.state)
    record = background.running()
    state = "is already running" if record else "is running"
    record = record or background.start(options.port)
    print(f"The Well-Architected emulator {state} at {record.url} (process {record.pid}).")
    if options.sample_lens:
        print(f"Sample lens: {_published_sample(EmulatorClient(record.url))}")
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
    client = _running_client(options)
    for name, value in client.environment(options.account, options.region).items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def _reset(options: argparse.Namespace) -> int:
    _running_client(options).reset()
    print("Reset.")
    return 0


def _run(options: argparse.Namespace) -> int:
    command = options.cmd[1:] if options.cmd[:1] == ["--"] else options.cmd
    if not command:
        print("run needs a command: run -- CMD", file=sys.stderr)
        return 2
    with Emulator() as emulator:
        inherited = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
        environment = {**inherited, **emulator.environment(options.account, options.region)}
        try:
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  # the user's own
        except FileNotFoundError:
            print(f"There is no command {command[0]}.", file=sys.stderr)
            return 127


def _serve(options: argparse.Namespace) -> int:
    with suppress(KeyboardInterrupt):  # which is how one ends it
        Background(options.state).serve(options.port, options.host)
    return 0


def _running_client(options: argparse.Namespace) -> EmulatorClient:
    record = Background(options.state).running()
    if record is None:
        raise StartError("No emulator is running. Start one: python -m wellarchitected_emulator start")
    return EmulatorClient(record.url)


def _published_sample(client: EmulatorClient) -> str:
    """The sample lens's ARN; it is published unless it is there."""
    lenses = client.client("wellarchitected")
    try:
        lenses.get_lens(LensAlias=SAMPLE_ARN)
    except lenses.exceptions.ResourceNotFoundException:
        return client.publish_lens(SAMPLE_NAME, document=sample_lens())
    return SAMPLE_ARN


def _sentence(error: Exception) -> str:
    if isinstance(error, PortInUseError):
        return f"{error.strerror} Choose another one with --port or {PORT_VARIABLE}."
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wellarchitected_emulator", description="A local AWS Well-Architected service."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    start = commands.add_parser("start", help="start it in the background")
    start.add_argument("--sample-lens", action="store_true", help="publish a sample lens, if it is not there yet")
    stop = commands.add_parser("stop", help="stop the one in the background")
    status = commands.add_parser("status", help="say whether it runs; exit code 3 if not")
    env = commands.add_parser("env", help="print the environment for SDKs and CLIs, for eval")
    run = commands.add_parser("run", help="run a command against an emulator of its own")
    reset = commands.add_parser("reset", help="forget everything")
    serve = commands.add_parser("serve", help="run it in the foreground")

    for command, act in {
        start: _start,
        stop: _stop,
        status: _status,
        env: _env,
        run: _run,
        reset: _reset,
        serve: _serve,
    }.items():
        command.set_defaults(command=act)
    for command in (start, stop, status, env, reset, serve):
        _add_state(command)
    for command in (start, serve):
        _add_port(command)
    for command in (env, run):
        command.add_argument("--account", default=DEFAULT_ACCOUNT, help="the caller's account ID")
        command.add_argument("--region", default=DEFAULT_REGION, help="the Region")
    run.add_argument("cmd", nargs=argparse.REMAINDER, metavar="-- CMD", help="the command and its arguments")
    serve.add_argument("--host", default=HOST, help="the address to listen on; nothing is authenticated")
    return parser


def _add_state(command: argparse.ArgumentParser) -> None:
    default = Path(os.environ.get(STATE_VARIABLE, ".emulator"))
    explanation = f"the folder of its state (default: {STATE_VARIABLE}, else .emulator)"
    command.add_argument("--state", type=Path, default=default, metavar="DIR", help=explanation)


def _add_port(command: argparse.ArgumentParser) -> None:
    default = int(os.environ.get(PORT_VARIABLE, DEFAULT_PORT))
    explanation = f"the port of 127.0.0.1 (default: {PORT_VARIABLE}, else {DEFAULT_PORT})"
    command.add_argument("--port", type=int, default=default, help=explanation)
