"""The command line: `python -m pulumi_wellarchitected import-file LENS_ARN`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pulumi_wellarchitected.arns import LensArn
from pulumi_wellarchitected.aws import Session, Settings
from pulumi_wellarchitected.errors import WellArchitectedError
from pulumi_wellarchitected.program.import_file import import_file, program_lines, resource_names
from pulumi_wellarchitected.shares.api import LensSharesApi, Share
from pulumi_wellarchitected.principals import Principal


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        shares = _find(given.lens, given.principal)
    except WellArchitectedError as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    if not shares:
        print(f"error: {given.lens} has no live share to import.", file=sys.stderr)
        return 1
    names = resource_names(shares)
    try:
        given.output.write_text(json.dumps(import_file(given.lens, names), indent=2) + "\n", encoding="utf-8")
    except OSError as failure:
        print(
            f"error: Could not write {given.output}: {failure.strerror}. Name another with --output.", file=sys.stderr
        )
        return 1
    print("\n".join(program_lines(given.lens, names)))
    print(
        f"\nWrote {len(names)} to {given.output}. Put the lines above into the program, and run\n"
        f"  pulumi import --file {given.output} --generate-code=false --protect=false",
        file=sys.stderr,
    )
    return 0


def _find(lens: LensArn, principals: list[Principal]) -> list[Share]:
    """List the live shares of a lens, with some principals or with all."""
    shares = [share for share in LensSharesApi(Session(Settings()), lens).list_shares() if share.is_live]
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
        help="write the file with which `pulumi import` takes over shares that are there already",
        description=(
            "Lists the live shares of a lens, writes the file for `pulumi import`, and prints the program's lines for "
            "them. Credentials are the environment's, of the account that owns the lens."
        ),
    )
    command.add_argument("lens", metavar="LENS_ARN", type=_lens, help="the ARN of a custom lens")
    command.add_argument(
        "--principal",
        action="append",
        default=[],
        type=_principal,
        help="only the share with this one; may be repeated",
    )
    command.add_argument(
        "--output", type=Path, default=Path("lens-shares.json"), metavar="FILE", help="where to write (%(default)s)"
    )
    return parser


def _lens(text: str) -> LensArn:
    try:
        return LensArn.parse(text)
    except ValueError as bad:
        raise argparse.ArgumentTypeError(str(bad)) from None  # argparse keeps the message of this type alone


def _principal(text: str) -> Principal:
    try:
        return Principal.parse(text)
    except ValueError as bad:
        raise argparse.ArgumentTypeError(str(bad)) from None  # as above


if __name__ == "__main__":
    sys.exit(main())
