"""The menu of the documentation site, from docs/README.md, and the pages of the API, from what the package exports.

So a page has to be listed only in docs/README.md, and a class only in `__all__`.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pulumi_wellarchitected

PACKAGE = pulumi_wellarchitected.__name__
PUBLIC_MODULES = ("errors", "testing")
TYPES = "types"

MenuEntry = dict[str, "str | list[MenuEntry | str]"]


def write_api_pages(site: Path) -> list[MenuEntry | str]:
    """Write a page for each resource and each public module. Return their menu."""
    pages = dict(sorted(_classes_by_page(pulumi_wellarchitected.__all__).items()))
    pages |= {module: [module] for module in PUBLIC_MODULES if find_spec(f"{PACKAGE}.{module}")}
    (site / "api").mkdir()
    for title, names in pages.items():
        (site / _api_page(title)).write_text("\n".join(_documented(names)), encoding="utf-8")
    return [{title: _api_page(title)} for title in pages]


def _documented(names: list[str]) -> Iterator[str]:
    for name in names:
        level = 1 if name == names[0] else 2
        yield f"::: {PACKAGE}.{name}\n    options:\n      heading_level: {level}\n"


def _classes_by_page(exported: Sequence[str]) -> dict[str, list[str]]:
    """The exported names by the resource that they belong to: LensShare has LensShare and LensShareArgs.

    What belongs to none, such as a type of an argument, is on the page of types.
    """
    resources = [name for name in exported if f"{name}Args" in exported]
    pages: dict[str, list[str]] = {}
    for name in exported:
        pages.setdefault(max(filter(name.startswith, resources), key=len, default=TYPES), []).append(name)
    return pages


def _api_page(title: str) -> str:
    return f"api/{title.lower()}.md"


def menu(contents: str, api: list[MenuEntry | str], examples: list[str]) -> list[MenuEntry]:
    """The menu: the sections of docs/README.md, and what else belongs to the project."""
    sections = dict(_sections(contents))
    return [
        {"Home": "index.md"},
        {"Get started": sections["Tutorial"]},
        {"How-to guides": sections["How-to guides"]},
        {"Reference": [*sections["Reference"], {"Python API": api}]},
        {"Explanation": sections["Explanation"]},
        {"Benchmarks": sections["Benchmarks"]},
        {"Examples": ["examples/index.md", *examples]},
        {"Emulator": "emulator/index.md"},
        {
            "Project": [
                {"All pages": "contents.md"},
                {"Changelog": "changelog.md"},
                {"Contributing": "contributing.md"},
                {"Security": "security.md"},
            ]
        },
    ]


def _sections(contents: str) -> Iterator[tuple[str, list[MenuEntry | str]]]:
    for section in contents.split("\n## ")[1:]:
        links: list[tuple[str, str]] = re.findall(r"^- \[(.+?)\]\(([^)]+)\)", section, re.MULTILINE)
        yield section.partition("\n")[0], [{title.replace("`", ""): page} for title, page in links]
