"""What the pages that GitHub shows become on the documentation site."""

from pathlib import PurePosixPath

import pulumi_wellarchitected as wa
import pytest

from site_markdown import with_deep_lists, with_links
from site_menu import menu, write_api_pages
from site_pages import ROOT_PAGES, DeadLinkError, Pages, place_on_the_site


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("README.md", "index.md"),
        ("CHANGELOG.md", "changelog.md"),
        ("docs/README.md", "contents.md"),
        ("docs/how-to/edit-a-lens.md", "how-to/edit-a-lens.md"),
        ("emulator/README.md", "emulator/index.md"),
        ("docs/benchmarks/no-latency.svg", "benchmarks/no-latency.svg"),
        ("LICENSE", "LICENSE.txt"),
    ],
)
def test_the_place_of_a_file(path, place):
    assert place == str(place_on_the_site(PurePosixPath(path)))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("[a](b.md) and [c](d.md#e)", "[a](<b.md>) and [c](<d.md#e>)"),
        ("![a](b.svg)", "![a](<b.svg>)"),
        ('<img alt="a" src="b.svg">', '<img alt="a" src="<b.svg>">'),
        ("[`a`][b]\n\n[b]: c.md", "[`a`][b]\n\n[b]: <c.md>"),
        ("`[a](b.md)` [`c`](d.md)", "`[a](b.md)` [`c`](<d.md>)"),
        ("``[a](b.md) ` [a](b.md)``", "``[a](b.md) ` [a](b.md)``"),
        ("```python\nx[0](y)\n```\n[a](b)", "```python\nx[0](y)\n```\n[a](<b>)"),
        ("- a\n\n  ```python\n  x[0](y)\n  ```\n  [a](b)", "- a\n\n  ```python\n  x[0](y)\n  ```\n  [a](<b>)"),
        ("one ` alone\n\n[a](b) and ` again", "one ` alone\n\n[a](<b>) and ` again"),
    ],
)
def test_links_are_replaced_and_code_is_not(page, expected):
    assert expected == with_links(page, "<{}>".format)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("a\n- b\n- c", "a\n\n- b\n- c"),
        ("- a\n  b\n- c", "- a\n    b\n- c"),
        ("- a\n  - b\n\n    c\n- d", "- a\n    - b\n\n        c\n- d"),
        (
            "1. a\n\n   ```sh\n   b\n     c\n\n   d\n   ```\n2. e",
            "1. a\n\n    ```sh\n    b\n      c\n\n    d\n    ```\n2. e",
        ),
        ("10. a\n\n    b\n\nc", "10. a\n\n    b\n\nc"),
        ("- a\nb", "- a\n    b"),
        ("```\na\n- b\n```\nc", "```\na\n- b\n```\nc"),
        ("    a\n    b", "    a\n    b"),
    ],
)
def test_lists_are_written_as_python_markdown_reads_them(page, expected):
    assert expected == with_deep_lists(page)


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    for page in ROOT_PAGES:
        put(folder / page, "")
    return folder


def put(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def copied(repository):
    site = repository.parent / "site"
    Pages(repository, site).copy()
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*.*")}


def test_links_lead_to_pages_folders_and_copies_of_files(repository):
    put(
        repository / "docs/how-to/a.md",
        "[b](../../examples/b) [c](../../examples/b/c.py) [d](../../README.md#d) [e](#e)",
    )
    put(repository / "examples/b/README.md", "")
    put(repository / "examples/b/c.py", "c = 1")

    site = copied(repository)
    assert "[b](../examples/b/index.md) [c](../examples/b/c.py) [d](../index.md#d) [e](#e)" == site["how-to/a.md"]
    assert "c = 1" == site["examples/b/c.py"]


@pytest.mark.parametrize("link", ["https://docs.aws.amazon.com/b", "mailto:security@example.com", "#b"])
def test_links_to_other_places_stay(repository, link):
    put(repository / "docs/a.md", f"[b]({link})")
    assert f"[b]({link})" == copied(repository)["a.md"]


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("b.md", "docs/a.md links to b.md, and there is no docs/b.md."),
        ("../../b.md", "docs/a.md links to ../../b.md, and there is no ../b.md."),
        ("../tests", "docs/a.md links to ../tests, and there is no tests/README.md."),
        ("../tests/b.md", "These files are linked, and are no pages of the site: tests/b.md."),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error(repository, link, sentence):
    put(repository / "tests/b.md", "")
    put(repository / "docs/a.md", f"[b]({link})")
    with pytest.raises(DeadLinkError) as error:
        copied(repository)
    assert sentence == str(error.value)


def test_every_name_that_is_exported_is_on_one_page_of_the_api(tmp_path):
    write_api_pages(tmp_path)
    documented = [
        line.removeprefix("::: pulumi_wellarchitected.")
        for page in tmp_path.glob("api/*.md")
        for line in page.read_text().splitlines()
        if line.startswith(":::")
    ]
    assert sorted([*wa.__all__, "errors", "testing"]) == sorted(documented)


def test_a_class_is_on_the_page_of_its_resource(tmp_path):
    write_api_pages(tmp_path)

    assert "::: pulumi_wellarchitected.LensShareArgs\n" in (tmp_path / "api/lensshare.md").read_text()
    assert "LensShare" not in (tmp_path / "api/lens.md").read_text()


def test_the_menu_is_that_of_the_list_of_pages():
    contents = """# Documentation

## Tutorial

- [One](tutorial/one.md): the first

## How-to guides

- [Run `two`](how-to/two.md)
  and more: [three](how-to/three.md)

## Reference
## Explanation
## Benchmarks
"""
    entries = {title: page for entry in menu(contents, [], []) for title, page in entry.items()}

    assert [{"One": "tutorial/one.md"}] == entries["Get started"]
    assert [{"Run two": "how-to/two.md"}] == entries["How-to guides"]
