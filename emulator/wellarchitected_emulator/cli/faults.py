"""Faults from the command line. The options are the fields of Fault."""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

import argparse
import json
from typing import Any

from wellarchitected_emulator.cli.options import find_client
from wellarchitected_emulator.cli.table import print_table
from wellarchitected_emulator.client import EmulatorError
from wellarchitected_emulator.control.faults import ALWAYS, Fault
from wellarchitected_emulator.wire.messages import printable


def add(options: argparse.Namespace) -> int:
    """Activate a fault."""
    names = Fault.__dataclass_fields__.keys() & vars(options).keys()
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    times = options.times or (ALWAYS if options.always or options.rate else 1)
    try:
        fault = Fault(**{**given, "match": dict(options.match), "times": times})
    except ValueError as error:
        raise EmulatorError(str(error)) from error
    find_client(options).inject(fault)
    print(printable(f"Added. {_describe(fault.as_json())}"))
    return 0


def list_active(options: argparse.Namespace) -> int:
    """Print the active faults."""
    faults = find_client(options).faults()
    if options.json:
        print(json.dumps({"faults": faults}, indent=2))
        return 0
    rows = [(str(fault["happened"]), _describe(fault)) for fault in faults]
    print_table(("HAPPENED", "FAULT"), rows, "No fault is active.")
    return 0


def clear(options: argparse.Namespace) -> int:
    """Deactivate all faults."""
    find_client(options).clear_faults()
    print("No fault is active.")
    return 0


def add_fields(command: argparse.ArgumentParser) -> None:
    """Add the fields of a fault."""
    command.add_argument("operation", nargs="?", help="for example ListLensShares (default: any)")
    answer = command.add_mutually_exclusive_group()
    answer.add_argument("--error", metavar="CODE", help="answer with an AWS error, for example ThrottlingException")
    answer.add_argument("--body", help="answer with this text and --status, which is not from AWS")
    answer.add_argument("--drop", action="store_true", default=None, help="close the connection without an answer")
    command.add_argument("--latency", type=float, metavar="SECONDS", help="answer late")
    command.add_argument("--message", help="the message of the error")
    command.add_argument("--status", type=int, help="the HTTP status of the answer")
    command.add_argument("--when", choices=("before", "after"), help="before or after the operation is executed")
    command.add_argument("--account", help="only requests of this account")
    explanation = "only requests with this parameter; can be repeated"
    command.add_argument(
        "--match", type=_parse_match, action="append", default=[], metavar="NAME=VALUE", help=explanation
    )
    command.add_argument("--skip", type=int, metavar="N", help="let N requests pass first")
    times = command.add_mutually_exclusive_group()
    times.add_argument("--times", type=int, metavar="N", help="how often it happens (default: 1)")
    times.add_argument("--always", action="store_true", help="until it is cleared (the default with --rate)")
    command.add_argument("--rate", type=float, metavar="N", help="let N requests a second pass")
    command.add_argument("--burst", type=int, metavar="N", help="with --rate: how many pass at once")


def _parse_match(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE.")
    return name, value


def _describe(fault: dict[str, Any]) -> str:
    """A fault as a sentence."""
    answer = fault["error"] or ("a closed connection" if fault["drop"] else "the usual answer")
    if fault["body"] is not None:
        answer = f"HTTP {fault['status']}"
    late = f" after {fault['latency']:g} s" if fault["latency"] else ""
    executed = "" if fault["when"] == "before" else ", although it was executed"
    return f"{fault['operation'] or 'Any operation'} gets {answer}{late}{executed}, {_often(fault)}."


def _often(fault: dict[str, Any]) -> str:
    match fault["times"]:
        case None:
            return "until it is cleared"
        case 1:
            return "once"
        case times:
            return f"{times} times"
