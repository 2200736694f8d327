"""The command line: `python -m pulumi_wellarchitected import-file LENS_ARN [--lens]`."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pulumi_wellarchitected.arns import Target, parse_lens_arn
from pulumi_wellarchitected.aws import Session, Settings, Tags
from pulumi_wellarchitected.errors import WellArchitectedError
from pulumi_wellarchitected.lenses.api import LensesApi
from pulumi_wellarchitected.lenses.lens import Lens
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.program.import_file import ImportFile, LensImport, name_resources
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
        _write_import_file(given)
        sys.stdout.flush()
    except (WellArchitectedError, _CommandError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends
    return 0


def _write_import_file(given: argparse.Namespace) -> None:
    session = Session(Settings())
    lens = _find_lens(session, given.lens_arn) if given.lens else None
    shares = name_resources(_find_shares(session, given.lens_arn, given.principal))
    file = ImportFile(given.lens_arn, shares, lens)
    if not file:
        raise _CommandError(f"{given.lens_arn} has no live share to import.")
    if lens:
        _write_document(lens, given.output, force=given.force)
    if given.output == _STANDARD_OUTPUT:
        print(file.content, end="")
        print(file.program, end="", file=sys.stderr)
    else:
        _write(Path(given.output), file.content, force=given.force)
        print(file.program, end="")
        print(_next_steps(file, given.output), file=sys.stderr)


def _write_document(lens: LensImport, output: str, *, force: bool) -> None:
    """Write the document where the program reads it: in the working directory."""
    file = Path(lens.file)
    if file.resolve() == Path(output).resolve():
        raise _CommandError(f"{output} is the file of the lens's document. Give another file with --output.")
    _write(file, lens.document, force=force)


def _next_steps(file: ImportFile, output: str) -> str:
    document = f", and the document of the lens to {file.lens.file}" if file.lens else ""
    return (
        f"\nWrote {len(file)} to {output}{document}. Put the lines above into the program and run\n"
        f"  pulumi import --file {shlex.quote(output)} --generate-code=false --protect=false"
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


def _find_lens(session: Session, arn: Target) -> LensImport:
    """Read the published version of a lens. Only the owner may export it."""
    api = LensesApi(session, arn.region)
    api.require_owner(arn.text, f"export the lens {arn}")
    published = next((each.published for each in api.list() if each.arn == arn.text), None)
    if published is None:
        raise _CommandError(f"{arn} has no published version to import. Publish it first.")
    found = api.get(arn.text, published.version)
    description = replace(found, tags=Tags().visible(found.tags))
    return LensImport(arn, Lens(arn.text, description, exported=api.export(arn.text, published.version)))


def _find_shares(session: Session, lens: Target, principals: list[Principal]) -> list[Share]:
    """List the live shares of a lens, with these principals or, if there are none, with all."""
    shares = [share for share in SharesApi(session, LENS, lens).list() if share.is_live]
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
        help="write the file with which `pulumi import` takes over existing shares, and their lens",
        description=(
            "List the live shares of a lens, write the file for `pulumi import`, and print the program lines for them. "
            "Uses the credentials of the environment, which must belong to the lens's account."
        ),
    )
    command.add_argument(
        "lens_arn", metavar="LENS_ARN", type=_argument(parse_lens_arn), help="the ARN of a custom lens"
    )
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
