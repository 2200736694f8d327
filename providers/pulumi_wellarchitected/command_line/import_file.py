"""The command `import-file`: the file with which `pulumi import` takes over shares, and their lens."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pulumi_wellarchitected.aws import Session, Settings, Tags
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.names import read_names
from pulumi_wellarchitected.lenses.api import LensesApi
from pulumi_wellarchitected.lenses.lens import Lens
from pulumi_wellarchitected.principals import Principal
from pulumi_wellarchitected.program.import_file import ImportFile, LensImport, name_resources
from pulumi_wellarchitected.shares.api import SharesApi
from pulumi_wellarchitected.shares.kind import LENS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from pulumi_wellarchitected.arns import Target
    from pulumi_wellarchitected.shares.share import Share

_STANDARD_OUTPUT = "-"


def write_import_file(given: argparse.Namespace) -> None:
    """Write the file, and print the lines of the program."""
    names = read_names(given.names) if given.names else {}
    session = Session(Settings())
    kind, target = given.target
    if given.lens and kind is not LENS:
        raise CommandError(f"--lens takes over a lens, and {target} is none.")
    lens = _find_lens(session, target) if given.lens else None
    shares = _find_shares(SharesApi(session, kind, target), given.principal, names.values())
    file = ImportFile(target, name_resources(shares, names), lens, given.parent, kind)
    if not file:
        raise CommandError(f"{target} has no live share to import.")
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
        raise CommandError(f"{output} is the file of the lens's document. Give another file with --output.")
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
        raise CommandError(f"{file} exists. Overwrite it with --force, or give another file with --output.") from None
    except OSError as failure:
        raise CommandError(f"Could not write {file}: {failure.strerror}. Give another file with --output.") from failure


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
        raise CommandError(f"{arn} has no published version to import. Publish it first.")
    found = api.get(arn.text, published.version)
    description = replace(found, tags=Tags().visible(found.tags))
    return LensImport(arn, Lens(arn.text, description, exported=api.export(arn.text, published.version)))


def _find_shares(api: SharesApi, principals: list[Principal], named: Iterable[Principal]) -> list[Share]:
    """List the live shares, with these principals or, if there are none, with all."""
    shares = [share for share in api.list() if share.is_live]
    for principal in (*principals, *named):
        if not any(principal.is_listed_as(share.shared_with) for share in shares):
            raise CommandError(f"{api.target} has no live share with {principal}.")
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
