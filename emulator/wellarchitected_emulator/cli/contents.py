"""What the emulator contains: lenses, shares, invitations, the clock and the log of requests."""

# ruff: noqa: T201  # a command line prints

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from wellarchitected_emulator.cli.options import find_client
from wellarchitected_emulator.cli.table import print_table
from wellarchitected_emulator.client import EmulatorError
from wellarchitected_emulator.wire.messages import printable

if TYPE_CHECKING:
    from wellarchitected_emulator.client import EmulatorClient
    from wellarchitected_emulator.contents import Share

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_POLL_SECONDS = 0.2


def list_lenses(options: argparse.Namespace) -> int:
    """Print all lenses."""
    client = find_client(options)
    if options.json:
        print(json.dumps(client.call("GET", "lenses"), indent=2))
        return 0
    lenses = client.lenses(None, None)
    versions = [", ".join([*lens.versions, *(["draft"] if lens.draft else [])]) for lens in lenses]
    rows = [(lens.name, named, lens.arn) for lens, named in zip(lenses, versions, strict=True)]
    print_table(("NAME", "VERSIONS", "ARN"), rows, "There is no lens.")
    return 0


def list_shares(options: argparse.Namespace) -> int:
    """Print all shares, or those of a lens."""
    client = find_client(options)
    if options.json:
        print(json.dumps(client.call("GET", "shares", {"lens": options.lens}), indent=2))
        return 0
    now, names = client.now, {lens.arn: lens.name for lens in client.lenses(None, None)}
    rows = [
        (share.shared_with, share.status, _describe_age(now - share.created_at), share.share_id,
         names.get(share.lens_arn, share.lens_arn))
        for share in client.shares(options.lens)
    ]  # fmt: skip
    print_table(("SHARED WITH", "STATUS", "AGE", "SHARE ID", "LENS"), rows, "There is no share.")
    return 0


def accept(options: argparse.Namespace) -> int:
    """Accept an invitation, or all that an account has."""
    client = find_client(options)
    for share in _find_invitations(client, options.invitation):
        client.accept(share.lens_arn, share.share_id)
        print(printable(f"Accepted {share.share_id} for {share.shared_with}."))
    return 0


def reject(options: argparse.Namespace) -> int:
    """Reject an invitation, or all that an account has."""
    client = find_client(options)
    for share in _find_invitations(client, options.invitation):
        client.reject(share.lens_arn, share.share_id)
        print(printable(f"Rejected {share.share_id} for {share.shared_with}."))
    return 0


def advance(options: argparse.Namespace) -> int:
    """Move the clock forward."""
    now = find_client(options).advance(seconds=options.duration.total_seconds())
    print(f"The emulator's clock says {now:%Y-%m-%d %H:%M:%S} UTC.")
    return 0


def show_log(options: argparse.Namespace) -> int:
    """Print the logged requests, and with --follow those that come."""
    client = find_client(options)
    if options.clear:
        client.clear_requests()
        return 0
    with suppress(KeyboardInterrupt):  # Ctrl-C ends --follow
        _print_requests(client, options)
    return 0


def reset(options: argparse.Namespace) -> int:
    """Return to the initial state."""
    find_client(options).reset()
    print("The emulator has been reset.")
    return 0


def add_lens(command: argparse.ArgumentParser) -> None:
    """Add the ARN of a lens."""
    command.add_argument("lens", nargs="?", metavar="LENS_ARN", help="the lens (default: all)")


def add_invitation(command: argparse.ArgumentParser) -> None:
    """Add what is answered."""
    explanation = "a share ID, or a principal: all its pending invitations"
    command.add_argument("invitation", metavar="SHARE_ID|PRINCIPAL", help=explanation)


def add_duration(command: argparse.ArgumentParser) -> None:
    """Add how far the clock moves."""
    command.add_argument("duration", type=_parse_duration, help="for example 8d, 12h, 90m, 30s or 1d12h")


def add_log_options(command: argparse.ArgumentParser) -> None:
    """Add what is shown of the log."""
    command.add_argument("--operation", help="only requests of this operation, for example CreateLensShare")
    action = command.add_mutually_exclusive_group()
    action.add_argument("--follow", action="store_true", help="go on printing requests until Ctrl-C")
    action.add_argument("--clear", action="store_true", help="remove all requests from the log instead")


def _find_invitations(client: EmulatorClient, wanted: str) -> list[Share]:
    """The share with this ID, or the pending shares with this principal. The service decides what can be answered."""
    shares = client.shares()
    found = [share for share in shares if share.share_id == wanted] or [
        share for share in shares if share.status == "PENDING" and wanted in (share.shared_with, share.consumer)
    ]
    if not found:
        raise EmulatorError(
            f"{wanted} is no share ID and has no pending invitation. See: wellarchitected-emulator shares"
        )
    return found


def _print_requests(client: EmulatorClient, options: argparse.Namespace) -> None:
    """Print requests in order. A request that is not answered yet is waited for."""
    last = 0
    while True:
        for request in client.requests(after=last):
            if options.follow and request.seconds is None:
                break
            last = request.sequence
            if options.operation in (None, request.operation):
                print(request)
        sys.stdout.flush()
        if not options.follow:
            return
        time.sleep(_POLL_SECONDS)


def _parse_duration(text: str) -> timedelta:
    parts = re.findall(r"(\d{1,6})([dhms])", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration. Examples: 8d, 12h, 90m, 30s, 1d12h.")
    return sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())


def _describe_age(age: timedelta) -> str:
    for size, unit in ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "m")):
        if age >= size:
            return f"{age // size}{unit}"
    return "0m"
