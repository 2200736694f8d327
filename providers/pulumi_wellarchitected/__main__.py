"""The command line: `python -m pulumi_wellarchitected COMMAND`."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.parser import parse
from pulumi_wellarchitected.errors import WellArchitectedError

if TYPE_CHECKING:
    import argparse


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = parse(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may lack a character of a lens's name
    try:
        _run(given)
        sys.stdout.flush()
    except (WellArchitectedError, CommandError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends
    except KeyboardInterrupt:
        return 130  # as a shell reports it
    return 0


def _run(given: argparse.Namespace) -> None:
    """Import the command when it is needed: only one of them needs Pulumi's SDK, which takes long to import."""
    if given.command == "shares":
        from pulumi_wellarchitected.command_line.shares import show_shares

        show_shares(given)
    else:
        from pulumi_wellarchitected.command_line.import_file import write_import_file

        write_import_file(given)


if __name__ == "__main__":
    sys.exit(main())
