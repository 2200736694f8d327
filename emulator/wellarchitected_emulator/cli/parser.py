"""The parser: every command with its options, and what becomes of its errors."""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

from wellarchitected_emulator.background import StartError
from wellarchitected_emulator.cli import contents, faults, lifecycle
from wellarchitected_emulator.cli.options import PORT_VARIABLE, add_caller, add_host, add_json, add_port, add_state
from wellarchitected_emulator.client import EmulatorError
from wellarchitected_emulator.http.server import PortInUseError
from wellarchitected_emulator.wire.messages import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _AddOption = Callable[[argparse.ArgumentParser], None]
    _Command = tuple[str, Callable[[argparse.Namespace], int], str, tuple[_AddOption, ...]]

_COMMANDS: tuple[_Command, ...] = (
    ("start", lifecycle.start, "start an emulator in the background", (lifecycle.add_sample_lens, add_state, add_port)),
    ("stop", lifecycle.stop, "stop the emulator in the background", (add_state,)),
    ("status", lifecycle.status, "print whether an emulator is running; the exit code is 3 if not", (add_state,)),
    (
        "env",
        lifecycle.env,
        "print environment variables for AWS SDKs and CLIs, for eval in a shell",
        (add_state, add_caller),
    ),
    ("run", lifecycle.run, "run a command with a temporary emulator", (add_caller, lifecycle.add_command)),
    ("serve", lifecycle.serve, "run an emulator in the foreground", (add_state, add_port, add_host)),
    ("lenses", contents.list_lenses, "list all lenses", (add_state, add_json)),
    ("shares", contents.list_shares, "list all shares, or those of a lens", (contents.add_lens, add_state, add_json)),
    ("accept", contents.accept, "accept invitations as the consumer", (contents.add_invitation, add_state)),
    ("reject", contents.reject, "reject invitations as the consumer", (contents.add_invitation, add_state)),
    ("advance", contents.advance, "move the clock forward", (contents.add_duration, add_state)),
    ("fault add", faults.add, "make requests fail, or answer them late", (faults.add_fields, add_state)),
    ("fault list", faults.list_active, "list the active faults", (add_state, add_json)),
    ("fault clear", faults.clear, "remove all faults", (add_state,)),
    ("log", contents.show_log, "show the requests to the service", (contents.add_log_options, add_state)),
    ("reset", contents.reset, "delete all data, settings, faults and logged requests", (add_state,)),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code."""
    options = _make_parser().parse_args(arguments)
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except (StartError, EmulatorError, PortInUseError) as error:
        print(printable(_explain(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output, such as head, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or else the interpreter complains at its end
        return 0
    except ConnectionError:
        print("The emulator has stopped.", file=sys.stderr)
        return 1
    return code


def _explain(error: Exception) -> str:
    if isinstance(error, PortInUseError):
        return f"{error.strerror} Choose another port with --port or {PORT_VARIABLE}."
    return str(error)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wellarchitected-emulator",
        description="A local AWS Well-Architected service. While it runs, its URL is a page for the browser.",
    )
    parser.add_argument("--version", action="version", version=version("wellarchitected-emulator"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    groups = {"": commands}
    for full_name, run, summary, options in _COMMANDS:
        group, _, name = full_name.rpartition(" ")
        if group not in groups:
            parent = commands.add_parser(group, help="add, list or clear faults")
            groups[group] = parent.add_subparsers(required=True, metavar="COMMAND")
        command = groups[group].add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        command.set_defaults(command=run)
        for add_option in options:
            add_option(command)
    return parser
