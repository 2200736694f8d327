"""The documentation matches the code: links, tests, inputs, outputs, settings, errors and modules."""

import ast
import inspect
import json
import re
import textwrap
from dataclasses import fields
from pathlib import Path

import pulumi_wellarchitected
import pytest
from botocore.loaders import Loader
from pulumi_wellarchitected import SharedLens, SharedLensArgs, errors
from pulumi_wellarchitected.aws.settings import settings
from pulumi_wellarchitected.aws.settings.roles import ROLE_KEYS
from pulumi_wellarchitected.plugin.schema import accepter, exclusive, global_settings, lens, share
from pulumi_wellarchitected.plugin.schema.inputs import Input
from pulumi_wellarchitected.program.functions.results import Text
from pulumi_wellarchitected.shares import statuses
from pulumi_wellarchitected.shares.kind import KINDS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "providers/pulumi_wellarchitected"
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]
LENS_SHARE = (DOCS / "reference/lens-share.md").read_text()
STATUSES = (DOCS / "reference/statuses.md").read_text()
CONFIGURATION = (DOCS / "reference/configuration.md").read_text()
FAILURES = (DOCS / "how-to/when-something-fails.md").read_text()
ARCHITECTURE = (DOCS / "architecture.md").read_text()
SCHEMAS = {
    "global-settings": global_settings.GLOBAL_SETTINGS,
    "lens": lens.LENS,
    "lens-share": share.LENS_SHARE,
    "lens-share-accepter": accepter.LENS_SHARE_ACCEPTER,
    "lens-shares-exclusive": exclusive.LENS_SHARES_EXCLUSIVE,
    "profile-share": share.PROFILE_SHARE,
    "template-share": share.TEMPLATE_SHARE,
    "workload-share": share.WORKLOAD_SHARE,
}
"""The resources, by the name of their page in the reference."""

FUNCTIONS = {
    "get_lens": "",
    "get_lenses": "Lens",
    "get_lens_shares": "Share",
    "get_share_invitations": "Invitation",
    "get_global_settings": "",
}
"""The functions, and the noun of the rows in their results."""

OPERATIONS = {
    "global-settings": "global_settings/api.py",
    "lens": "lenses/api.py",
    "lens-share-accepter": "invitations/api.py",
}
"""The modules that call AWS for them."""


def reference(name):
    return (DOCS / f"reference/{name}.md").read_text()


def prose(page):
    """A page without its code blocks."""
    return re.sub(r"^ *```.*?^ *```", "", page, flags=re.DOTALL | re.MULTILINE)


def section(page, heading):
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text):
    """The cells of each table row that begins with a name in backticks, by that name."""
    found = re.findall(r"^\| `([^`]+)` \| (.*) \|$", text, re.MULTILINE)
    return {name: rest.split(" | ") for name, rest in found}


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_has_a_target(page):
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_in_a_page_can_be_parsed(page):
    for block in re.findall(r"^( *)```python\n(.*?)^ *```", page.read_text(), re.DOTALL | re.MULTILINE):
        ast.parse(textwrap.dedent(block[1]))


def test_the_index_names_every_page():
    linked = {(DOCS / link).resolve() for link in re.findall(r"\]\(([^)#]+)\)", (DOCS / "README.md").read_text())}
    assert {page.resolve() for page in DOCS.rglob("*.md")} - {DOCS / "README.md"} == linked


def test_the_tables_of_statuses_have_a_row_for_each_status():
    meanings, operations = rows(STATUSES.partition("\n## ")[0]), rows(section(STATUSES, "What each operation does"))
    assert set(statuses.ALL) == set(meanings) == set(operations)
    assert statuses.DEAD == {status for status, cells in meanings.items() if "dead" == cells[-1]}


def test_the_tables_of_statuses_say_what_the_tests_show():
    module = ast.parse((ROOT / "tests/protocol/test_statuses.py").read_text())
    shown = dict(re.findall(r"^    (.+): (test_.+)$", ast.get_docstring(module, clean=False), re.MULTILINE))
    operations = re.search(r"^\| Status \| (Create.+) \|$", STATUSES, re.MULTILINE)[1].split(" | ")
    cases = re.findall(r"^\| (.+?) \| ", section(STATUSES, "Which statuses are sent again"), re.MULTILINE)
    assert [*operations, *cases[1:]] == list(shown)
    tests = [node.name for node in module.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert tests == ", ".join(shown.values()).split(", ")


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_the_table_of_inputs_is_that_of_the_schema(name, schema):
    documented = {name: cells[1:] for name, cells in rows(section(reference(name), "Inputs")).items()}
    expected = {each.name: [default_of(each), each.change.value] for each in schema.inputs if each.documented}
    assert expected == documented


def default_of(schema_input):
    match schema_input:
        case Input(required=True):
            return "required"
        case Input(default=None):
            return "none"
        case Input(default=bool(default)):
            return f"`{default}`"
        case Input(default=default):
            return f"`{json.dumps(default)}`"


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_the_table_of_outputs_is_that_of_the_schema(name, schema):
    assert list(schema.outputs) == list(rows(section(reference(name), "Outputs")))


def test_the_tables_of_the_component_are_its_arguments_and_outputs():
    arguments = rows(section(reference("shared-lens"), "Arguments"))
    assert [field.name for field in fields(SharedLensArgs)] == list(arguments)
    outputs = [name for name, each in vars(SharedLens).items() if isinstance(each, property) and name != "shares"]
    assert outputs == list(rows(section(reference("shared-lens"), "Outputs")))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_page_of_functions_names_the_arguments_and_the_members_of_every_result(name):
    described = section(reference("functions"), name)
    assert list(inspect.signature(getattr(pulumi_wellarchitected, name)).parameters) == list(rows(described))
    camel = "".join(word.title() for word in name.split("_"))
    members = {field.name for field in fields(getattr(pulumi_wellarchitected, f"{camel}Result"))}
    if row := FUNCTIONS[name]:
        kind = getattr(pulumi_wellarchitected, f"{camel}{row}Result")
        members |= {text for text, each in vars(kind).items() if isinstance(each, Text)}
    assert members == set(re.findall(r"`(\w+)`", described.partition("The result has")[2].partition("The caller")[0]))


def test_every_function_has_a_section_and_a_token():
    page = reference("functions")
    assert list(FUNCTIONS) == [
        name for name in re.findall(r"^## (\w+)$", page, re.MULTILINE) if name.startswith("get_")
    ]
    tokens = {"get" + "".join(word.title() for word in name.split("_")[1:]) for name in FUNCTIONS}
    assert tokens <= set(re.findall(r"\bget\w+", section(page, "In unit tests")))


@pytest.mark.parametrize(("name", "module"), OPERATIONS.items())
def test_the_policy_allows_exactly_the_operations_that_are_called(name, module):
    known = Loader().load_service_model("wellarchitected", "service-2")["operations"]
    called = set(re.findall(r'"(\w+)"', (PACKAGE / module).read_text())) & known.keys()
    assert called == set(re.findall(r"wellarchitected:([A-Z]\w+)", section(reference(name), "Permissions")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_the_policy_of_a_share_allows_the_operations_of_its_kind(kind):
    called = {kind.create, kind.list, kind.delete, *([kind.update] if kind.permits else [])}
    policy = section(reference(f"{kind.word.lower()}-share"), "Permissions")
    assert called == set(re.findall(r"wellarchitected:([A-Z]\w+)", policy))


def test_every_error_is_in_the_table_and_in_the_tree():
    names = {name for name, value in vars(errors).items() if inspect.isclass(value)}
    described = section(LENS_SHARE, "Errors")
    tree = re.findall(r"\w+Error", described.partition("```text\n")[2].partition("```")[0])
    assert names == set(rows(described))
    assert sorted(names) == sorted(tree)


def test_the_guide_has_a_section_for_every_error_that_is_raised():
    names = {name for name, value in vars(errors).items() if inspect.isclass(value) and not value.__subclasses__()}
    headings = re.findall(r"^## (\w+Error.*)$", FAILURES, re.MULTILINE)
    assert sorted(names) == sorted(name for heading in headings for name in heading.split(", "))


def test_every_quoted_error_has_a_name_that_exists():
    quoted = {name for page in PAGES for name in re.findall(r"error: (\w+):", page.read_text())}
    assert quoted
    assert quoted <= vars(errors).keys()


@pytest.mark.parametrize(
    ("status", "keys"),
    [("supported", settings.HONOURED | settings.HONOURED_OF_VERSION_6), ("ignored", settings.WITHOUT_MEANING)],
)
def test_the_table_of_settings_names_exactly_those_that_are_read(status, keys):
    documented = rows(section(CONFIGURATION, "Keys of the stack"))
    assert {f"aws:{key}" for key in keys} == {key for key, (said, *_) in documented.items() if said == status}


def test_the_table_of_a_role_names_exactly_its_keys():
    assert set(ROLE_KEYS) == rows(section(CONFIGURATION, "Keys of a role")).keys()


def test_the_picture_names_every_layer_in_order():
    picture = ARCHITECTURE.partition("```text\n")[2].partition("```")[0]
    contract = (ROOT / "pyproject.toml").read_text().partition('containers = ["pulumi_wellarchitected"]')[2]
    layers = re.findall(r"\w+", contract.partition("layers = [")[2].partition("]")[0])
    drawn = [name for name in dict.fromkeys(re.findall(r"\w+", picture)) if name in layers]
    assert layers[1:-6] == drawn[:-6]  # __main__ is above the picture
    assert set(layers[-6:]) == set(drawn[-6:])
