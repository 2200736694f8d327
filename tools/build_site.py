"""Build the documentation site: `make docs` runs this. It takes a folder, or the folder `build` if none is given.

The pages are those that GitHub shows (site_pages.py), and some for the API (site_menu.py). They are collected in the
folder's `pages`, and Zensical makes its `site` of them. A broken link is an error.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from site_menu import menu, write_api_pages
from site_pages import CONTENTS, DeadLinkError, Pages

ROOT = Path(__file__).parents[1]


def main(folder: Path) -> int:
    """Build the site in a folder. Return the exit status."""
    try:
        return generate(collect(folder))
    except DeadLinkError as error:
        print(error, file=sys.stderr)
        return 1


def collect(folder: Path) -> Path:
    """Collect the pages in a folder. Return the file of settings for the generator."""
    pages = folder / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    Pages(ROOT, pages).copy()
    configuration = folder / "mkdocs.yml"
    configuration.write_text(json.dumps(settings(pages)), encoding="utf-8")  # JSON is YAML
    return configuration


def generate(configuration: Path) -> int:
    """Make the site of the pages. Return the generator's exit status."""
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "--config-file", str(configuration)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - this project's own files


def settings(pages: Path) -> dict[str, object]:
    """What is added to mkdocs.yml. Zensical wants the folders to be relative."""
    contents = (ROOT / CONTENTS).read_text(encoding="utf-8")
    examples = sorted(page.relative_to(pages).as_posix() for page in pages.glob("examples/*/index.md"))
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "theme": {"custom_dir": str(ROOT / "tools/site_theme")},
        "docs_dir": "pages",
        "site_dir": "site",
        "nav": menu(contents, write_api_pages(pages), examples),
    }


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # Zensical's oldest
        sys.exit("The documentation site needs Python 3.11 or newer: make clean, then make docs PYTHON=...")
    sys.exit(main(Path(*sys.argv[1:] or [str(ROOT / "build")])))
