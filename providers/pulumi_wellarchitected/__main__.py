"""The command line: `python -m pulumi_wellarchitected import-file LENS_ARN`."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pulumi_wellarchitected.arns import Target, parse_lens_arn
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.errors import WellArchitectedError
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.program.import_file import import_file, name_resources, program_lines
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulumi_wellarchitected.shares.share import Share

_T = TypeVar("_T")

_STANDARD_OUTPUT = "-"


class _CommandError(Exception):
    """The command stops. The message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        _write_import_file(given.lens, given.principal, given.output, force=given.force)
        sys.stdout.flush()
    except (WellArchitectedError, _CommandError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends
    return 0


def _write_import_file(lens: Target, principals: list[Principal], output: str, *, force: bool) -> None:
    names = name_resources(_find(lens, principals))
    if not names:
        raise _CommandError(f"{lens} has no live share to import.")
    content = json.dumps(import_file(lens, names), indent=2) + "\n"
    if output == _STANDARD_OUTPUT:
        print(content, end="")
    else:
        _write(Path(output), content, force=force)
    listing = sys.stderr if output == _STANDARD_OUTPUT else sys.stdout
    print("\n".join(program_lines(lens, names)), file=listing)
    if output != _STANDARD_OUTPUT:
        print(
            f"\nWrote {len(names)} to {output}. Put the lines above into the program and run\n"
            f"  pulumi import --file {shlex.quote(output)} --generate-code=false --protect=false",
            file=sys.stderr,
        )


def _write(file: Path, content: str, *, force: bool) -> None:
    """Write the file. An existing file is overwritten only if the user agrees."""
    try:
        with file.open("w" if force or _may_overwrite(file) else "x", encoding="utf-8") as opened:
            opened.write(content)
    except FileExistsError:
        raise _CommandError(f"{file} exists. Overwrite it with --force, or give another file with --output.") from None
    except OSError as failure:
        raise _CommandError(
            f"Could not write {file}: {failure.strerror}. Give another file with --output."
        ) from failure


def _may_overwrite(file: Path) -> bool:
    """Ask the user, if there is a terminal to ask at."""
    if not (file.exists() and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{file} exists. Overwrite it? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _find(lens: Target, principals: list[Principal]) -> list[Share]:
    """List the live shares of a lens, with these principals or, if there are none, with all."""
    shares = [share for share in SharesApi(Session(Settings()), LENS, lens).list() if share.is_live]
    for principal in principals:
        if not any(principal.is_listed_as(share.shared_with) for share in shares):
            raise _CommandError(f"{lens} has no live share with {principal}.")
    if principals:
        return [share for share in shares if any(each.is_listed_as(share.shared_with) for each in principals)]
    return [share for share in shares if _has_principal(share)]


def _has_principal(share: Share) -> bool:
    """Whether a program can declare the share. If not, a line on standard error says why it is left out."""
    try:
        Principal.parse(share.shared_with)
    except ValueError as bad:
        reason = str(bad) if share.shared_with else "AWS lists it without a principal."
        print(f"Left out share {share.share_id} ({share.status}): {reason}", file=sys.stderr)
        return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pulumi_wellarchitected")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser(
        "import-file",
        help="write the file with which `pulumi import` takes over existing shares",
        description=(
            "List the live shares of a lens, write the file for `pulumi import`, and print the program lines for them. "
            "Uses the credentials of the environment, which must belong to the lens's account."
        ),
    )
    command.add_argument("lens", metavar="LENS_ARN", type=_argument(parse_lens_arn), help="the ARN of a custom lens")
    command.add_argument(
        "--principal",
        action="append",
        default=[],
        type=_argument(Principal.parse),
        help="only the share with this principal; can be repeated",
    )
    command.add_argument(
        "--output",
        default="lens-shares.json",
        metavar="FILE",
        help="where to write (%(default)s); - is standard output, and the program lines go to standard error",
    )
    command.add_argument("--force", action="store_true", help="overwrite an existing file")
    return parser


def _argument(parse: Callable[[str], _T]) -> Callable[[str], _T]:
    """Make a parser's sentence reach the terminal: argparse shows the message of one type of exception only."""

    def parsed(text: str) -> _T:
        try:
            return parse(text)
        except ValueError as bad:
            raise argparse.ArgumentTypeError(str(bad)) from None  # its sentence says it all

    return parsed


if __name__ == "__main__":
    sys.exit(main())
