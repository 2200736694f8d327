"""The documentation site: it is built without a warning, loads nothing from elsewhere, and is readable everywhere."""

import re
import shutil
from pathlib import Path, PurePosixPath

import pytest
from tests.support.browser import chromium

from build_site import generate, main
from site_pages import place_on_the_site

pytest.importorskip("zensical", reason="make docs installs Zensical, with Python 3.11 or newer")
MarkdownIt = pytest.importorskip("markdown_it", reason="make docs installs markdown-it-py").MarkdownIt

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    assert 0 == main(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder):
    return folder / "site"


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


def pages(site):
    return sorted(site.rglob("*.html"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[a](reference/lens.md#not-there)", "anchor does not exist"),
        ("[a](not-there.md)", "page does not exist"),
        ("::: pulumi_wellarchitected.NotThere", "pulumi_wellarchitected.NotThere could not be found"),
    ],
)
def test_a_mistake_in_a_page_ends_the_build(folder, tmp_path, capfd, text, complaint):
    copy = shutil.copytree(folder, tmp_path / "build")
    with (copy / "pages/contents.md").open("a") as page:
        page.write(f"\n\n{text}\n")

    assert 0 != generate(copy / "mkdocs.yml")
    assert complaint in "".join(capfd.readouterr())


def test_a_page_of_the_api_shows_inputs_and_inherited_outputs(site):
    page = (site / "api/lensshare.html").read_text()

    documented = set(re.findall(r'id="pulumi_wellarchitected\.LensShare\.(\w+)"', page))
    assert {"adopt_existing", "share_id", "status"} <= documented


def test_a_page_has_the_lists_tables_and_code_that_github_shows(site):
    commonmark = MarkdownIt("commonmark").enable("table")
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "emulator/README.md"]:
        built = site / place_on_the_site(PurePosixPath(page.relative_to(ROOT))).with_suffix(".html")
        article = built.read_text().partition("<article")[2].partition("</article>")[0]
        text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(), flags=re.DOTALL)
        assert parts(commonmark.render(text)) == parts(article), page


def parts(html):
    return {name: len(re.findall(rf"<{name}[ >]", html)) for name in ("ol", "ul", "li", "tr", "pre", "h2", "h3")}


def test_no_page_names_a_file_of_another_server(site):
    loaded = re.compile(r'<(?:script|img|iframe|source)[^>]* src="(https?:[^"]+)|<link[^>]* href="(https?:[^"]+)')

    assert [] == [found[0] for page in pages(site) for found in loaded.finditer(page.read_text())]


def test_every_page_fits_the_screen_stands_out_and_loads_nothing_from_elsewhere(site, browser):
    loaded, too_wide, faint = [], {}, {}
    tab = browser.new_page()
    tab.on("request", lambda request: loaded.append(request.url))
    for page in pages(site):
        tab.goto(page.as_uri())
        for viewport, scheme in ((WIDE, "light"), (NARROW, "dark")):
            tab.set_viewport_size(viewport)
            tab.emulate_media(color_scheme=scheme)
            too_wide[page.name, scheme] = tab.evaluate((HERE / "crossing_the_edge.js").read_text())
            faint[page.name, scheme] = tab.evaluate((HERE / "faint_text.js").read_text())
    tab.close()
    assert {} == {name: found for name, found in too_wide.items() if found}
    assert {} == {name: found for name, found in faint.items() if found}
    assert [] == [url for url in loaded if not url.startswith(("file:", "data:", "blob:"))]


def test_the_search_works_from_the_disk(site, browser):
    tab = browser.new_page()
    tab.goto((site / "index.html").as_uri())
    tab.keyboard.press("Control+k")
    tab.get_by_role("combobox", name="Search").fill("adopt_existing")
    tab.get_by_role("listbox", name="Search results").get_by_text("LensShare").first.wait_for()
    tab.close()
