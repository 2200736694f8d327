"""The command line: `python -m pulumi_wellarchitected import-file LENS_ARN`."""

from __future__ import annotations

import argparse
import json
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


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        shares = _find(given.lens, given.principal)
    except WellArchitectedError as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    if not shares:
        print(f"error: {given.lens} has no live share to import.", file=sys.stderr)
        return 1
    names = name_resources(shares)
    try:
        given.output.write_text(json.dumps(import_file(given.lens, names), indent=2) + "\n", encoding="utf-8")
    except OSError as failure:
        print(
            f"error: Could not write {given.output}: {failure.strerror}. Give another file with --output.",
            file=sys.stderr,
        )
        return 1
    print("\n".join(program_lines(given.lens, names)))
    print(
        f"\nWrote {len(names)} to {given.output}. Put the lines above into the program and run\n"
        f"  pulumi import --file {given.output} --generate-code=false --protect=false",
        file=sys.stderr,
    )
    return 0


def _find(lens: Target, principals: list[Principal]) -> list[Share]:
    """List the live shares of a lens, with these principals or, if there are none, with all."""
    shares = [share for share in SharesApi(Session(Settings()), LENS, lens).list() if share.is_live]
    for principal in principals:
        if not any(principal.is_listed_as(share.shared_with) for share in shares):
            raise WellArchitectedError(f"{lens} has no live share with {principal}.")
    if not principals:
        return shares
    return [share for share in shares if any(each.is_listed_as(share.shared_with) for each in principals)]


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
        "--output", type=Path, default=Path("lens-shares.json"), metavar="FILE", help="where to write (%(default)s)"
    )
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
