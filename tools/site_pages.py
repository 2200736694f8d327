"""Collect the pages of the documentation site from where GitHub shows them, under the names that they have on the site.

Relative links are kept: a link to a page leads to the page, a link to a folder to its README.md, and a link to any
other file to a copy of it. A link that leads nowhere is an error.
"""

import os.path
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from site_markdown import with_deep_lists, with_links

ROOT_PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
FOLDERS = ("docs", "emulator", "examples")
CONTENTS = PurePosixPath("docs/README.md")


class DeadLinkError(Exception):
    """A link leads to nothing that the site could show."""


def place_on_the_site(path: PurePosixPath) -> PurePosixPath:
    """Where a file of the repository is on the site. README.md is the home page, docs/README.md the list of pages."""
    if path == CONTENTS:
        return PurePosixPath("contents.md")
    place = path.relative_to("docs") if path.is_relative_to("docs") else path
    if place.suffix == ".md":
        return place.with_name("index.md" if place.name == "README.md" else place.name.lower())
    return place if place.suffix else place.with_suffix(".txt")  # LICENSE: browsers show no file without a suffix


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a repository on their way to the folder `site`."""

    repository: Path
    site: Path
    linked: set[PurePosixPath] = field(default_factory=set)

    def copy(self) -> None:
        """Write all pages, and the files that they link to."""
        pages = sorted(self._pages())
        for page in pages:
            text = (self.repository / page).read_text(encoding="utf-8")
            self._write(page, self._for_the_site(page, text).encode())
        if unknown := {link for link in self.linked if link.suffix == ".md"} - set(pages):
            raise DeadLinkError(
                f"These files are linked, and are no pages of the site: {', '.join(map(str, unknown))}."
            )
        for file in self.linked.difference(pages):
            self._write(file, (self.repository / file).read_bytes())

    def _pages(self) -> set[PurePosixPath]:
        found = [path for folder in FOLDERS for path in (self.repository / folder).rglob("*.md")]
        return {PurePosixPath(page) for page in ROOT_PAGES} | {
            PurePosixPath(path.relative_to(self.repository).as_posix())
            for path in found
            if "node_modules" not in path.parts
        }

    def _write(self, path: PurePosixPath, content: bytes) -> None:
        place = self.site / place_on_the_site(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def _for_the_site(self, page: PurePosixPath, text: str) -> str:
        return with_deep_lists(with_links(text, lambda link: self._new_link(page, link)))

    def _new_link(self, page: PurePosixPath, link: str) -> str:
        target, hash_, anchor = link.partition("#")
        if urlsplit(link).scheme or not target:
            return link
        linked = self._file(page, target)
        self.linked.add(linked)
        return os.path.relpath(place_on_the_site(linked), place_on_the_site(page).parent) + hash_ + anchor

    def _file(self, page: PurePosixPath, target: str) -> PurePosixPath:
        path = PurePosixPath(os.path.normpath(page.parent / target))
        if (self.repository / path).is_dir():
            path /= "README.md"
        if path.parts[0] == ".." or not (self.repository / path).is_file():
            raise DeadLinkError(f"{page} links to {target}, and there is no {path}.")
        return path
