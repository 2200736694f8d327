"""The arguments of the commands, and their help."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pulumi_wellarchitected.arns import parse_lens_arn
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.shares.kind import parse_target

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line. A usage error ends the process, as argparse does it."""
    parser = argparse.ArgumentParser(prog="python -m pulumi_wellarchitected")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_import_file(commands)
    shares = _add_shares(commands)
    given = parser.parse_args(arguments)
    if given.command == "shares":
        _complete(given, shares)
    return given


def _add_import_file(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "import-file",
        help="write the file with which `pulumi import` takes over existing shares, and their lens",
        description=(
            "List the live shares of a lens, profile, review template or workload, write the file for `pulumi import`, "
            "and print the program lines for them. Uses the credentials of the environment, which must belong to the "
            "owner's account. The import needs version 3.254 or newer of the Pulumi CLI."
        ),
    )
    command.add_argument("target", metavar="ARN", type=_argument(parse_target), help="the ARN of what is shared")
    command.add_argument(
        "--lens", action="store_true", help="take over the lens as well, and write its document to a file of its own"
    )
    command.add_argument(
        "--principal",
        action="append",
        default=[],
        type=_argument(Principal.parse),
        help="only the share with this principal; can be repeated",
    )
    command.add_argument(
        "--names",
        type=Path,
        metavar="FILE",
        help="a YAML or JSON file with the names of the resources, each with its principal (security: '444455556666'); "
        "a principal that is not in the file gets a name made from the principal",
    )
    command.add_argument(
        "--parent",
        type=_argument(_parse_urn),
        metavar="URN",
        help="the URN of the component that is the parent of the resources (pulumi stack --show-urns)",
    )
    command.add_argument(
        "--output",
        default="lens-shares.json",
        metavar="FILE",
        help="where to write (%(default)s); - is standard output, and the program lines go to standard error",
    )
    command.add_argument("--force", action="store_true", help="overwrite an existing file")


def _add_shares(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "shares",
        help="show who has access to a lens, or to every lens of the account",
        description=(
            "List the shares of a lens, dead ones too. The credentials must belong to the lens's account. They come "
            "from --profile, else from the configuration of --stack, else from the environment. The table needs the "
            "package rich, which the extra `cli` installs. --json does not."
        ),
    )
    parsed = _argument(parse_lens_arn)
    command.add_argument("lens_arn", metavar="LENS_ARN", nargs="?", type=parsed, help="the ARN of a custom lens")
    command.add_argument("--all", action="store_true", help="every custom lens of the account in a Region")
    command.add_argument("--profile", metavar="NAME", help="the AWS profile with the credentials")
    command.add_argument("--region", metavar="NAME", help="the Region of --all")
    command.add_argument(
        "--stack",
        nargs="?",
        const="",
        metavar="NAME",
        help="use the aws:* configuration of this stack, or of the current stack if no name is given, and show which "
        "shares it manages and how old they are; runs the Pulumi CLI in this folder",
    )
    command.add_argument("--json", action="store_true", help="print JSON")
    return command


def _complete(given: argparse.Namespace, command: argparse.ArgumentParser) -> None:
    """Check what argparse cannot express."""
    if given.lens_arn is None and (given.stack or "").startswith("arn:"):  # `--stack LENS_ARN`: the current stack
        try:
            given.lens_arn, given.stack = parse_lens_arn(given.stack), ""
        except ValueError as bad:
            command.error(str(bad))
    if given.all == bool(given.lens_arn):
        command.error("Give either LENS_ARN or --all.")
    if given.region and not given.all:
        command.error("--region goes with --all. The Region of a single lens is in its ARN.")


def _parse_urn(text: str) -> str:
    if text.startswith("urn:pulumi:") and len(text.split("::")) >= 4:  # noqa: PLR2004 - stack, project, type and name
        return text
    raise ValueError(f"{text!r} is not a URN. `pulumi stack --show-urns` shows those of a stack.")


def _argument(parse: Callable[[str], _T]) -> Callable[[str], _T]:
    """Make a parser's sentence reach the terminal: argparse shows the message of one type of exception only."""

    def parsed(text: str) -> _T:
        try:
            return parse(text)
        except ValueError as bad:
            raise argparse.ArgumentTypeError(str(bad)) from None  # its sentence says it all

    return parsed
