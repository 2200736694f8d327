"""The documentation names what there is: files, tests, inputs, outputs, settings, errors and modules."""

import ast
import inspect
import re
from pathlib import Path

import pulumi_wellarchitected as wa
import pytest
from pulumi_wellarchitected import errors
from pulumi_wellarchitected.aws.settings import settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LENS_SHARE = (DOCS / "reference/lens-share.md").read_text()
STATUSES = (DOCS / "reference/statuses.md").read_text()
CONFIGURATION = (DOCS / "reference/configuration.md").read_text()
ARCHITECTURE = (DOCS / "architecture.md").read_text()


def prose(page):
    """A page without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```", "", page, flags=re.DOTALL | re.MULTILINE)


def section(page, heading):
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def named_rows(text):
    """What the first cell of each row of a table names."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text()))
    dead = []
    for link in links:
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        file = (page.parent / target) if target else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(link)
    assert [] == dead


def test_the_index_names_every_page():
    linked = {(DOCS / link).resolve() for link in re.findall(r"\]\(([^)#]+)\)", (DOCS / "README.md").read_text())}
    assert {page.resolve() for page in DOCS.rglob("*.md")} - {DOCS / "README.md"} == linked


def test_the_table_of_statuses_names_exactly_the_tests_that_there_are():
    named = set(re.findall(r"`(test_\w+(?:\[\w+\])?)`", STATUSES))
    assert existing_tests("tests/protocol/test_statuses.py") == named


def existing_tests(path):
    """The tests of a file by their IDs, read and not run: a test that takes a status has one for each in ALL."""
    module = ast.parse((ROOT / path).read_text())
    assigned = {node.targets[0].id: node.value for node in module.body if isinstance(node, ast.Assign)}
    every_status = ast.literal_eval(assigned["ALL"])
    names = set()
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            takes_a_status = any(ast.unparse(each) == "every_status" for each in node.decorator_list)
            names |= {f"{node.name}[{status}]" for status in every_status} if takes_a_status else {node.name}
    return names


def test_the_table_of_inputs_names_exactly_those_of_the_resource():
    assert list(inspect.get_annotations(wa.LensShareArgs)) == named_rows(section(LENS_SHARE, "Inputs"))


def test_the_table_of_outputs_names_exactly_those_of_the_resource():
    inputs, outputs = inspect.get_annotations(wa.LensShareArgs), inspect.get_annotations(wa.LensShare)
    assert [name for name in outputs if name not in inputs] == named_rows(section(LENS_SHARE, "Outputs"))


def test_the_table_of_errors_names_every_one():
    classes = [name for name, value in vars(errors).items() if inspect.isclass(value)]
    assert sorted(classes) == sorted(named_rows(section(LENS_SHARE, "Errors")))


@pytest.mark.parametrize(
    ("status", "keys"), [("honoured", settings.HONOURED), ("no meaning", settings.WITHOUT_MEANING)]
)
def test_the_table_of_settings_names_exactly_those_that_are_read(status, keys):
    rows = re.findall(r"^\| `aws:(\w+)` \| ([^|]+) \|", CONFIGURATION, re.MULTILINE)
    assert sorted(keys) == sorted(key for key, said in rows if said == status)


def test_the_picture_names_modules_that_there_are_and_in_the_order_of_the_layers():
    picture = ARCHITECTURE.partition("```text\n")[2].partition("```")[0]
    package = Path(inspect.getfile(wa)).parent
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    contract = (ROOT / "pyproject.toml").read_text().partition('containers = ["pulumi_wellarchitected"]')[2]
    layers = re.findall(r'^    "(.+)",$', contract.partition("\n]\n")[0], re.MULTILINE)
    shown = [name for name in re.findall(r"\w+", picture) if name in modules]
    missing = [name for layer in layers for name in layer.split(" | ") if name in modules and name not in shown]
    assert [] == missing
    order = {name: number for number, layer in enumerate(layers) for name in layer.split(" | ")}
    first = [order[name] for name in dict.fromkeys(shown) if name not in {"__main__", "import_file"}]
    assert sorted(first) == first
