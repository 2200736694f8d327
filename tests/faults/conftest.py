"""The matrix's options, its plugins, and the page that a whole run writes."""

import os
from collections import Counter
from pathlib import Path

import pytest
from tests.faults.page import page
from tests.protocol.plugin import plugin_process

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs/explanation/reliability.md"


def pytest_addoption(parser):
    parser.addoption(
        "--all-faults", action="store_true", help="run every row, and write docs/explanation/reliability.md"
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--all-faults", default=False):
        return
    config.hook.pytest_deselected(items=[item for item in items if is_left_out(item)])
    items[:] = [item for item in items if not is_left_out(item)]


def is_left_out(item):
    """Whether it is a row of the matrix, and not of the sample. Other tests have parameters of the same name."""
    return item.path.parent == FOLDER and "row" in item.fixturenames and not item.callspec.params["row"].is_in_sample


def pytest_sessionfinish(session):
    config = session.config
    if hasattr(config, "workerinput") or not config.getoption("--all-faults", default=False):
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = [each for outcome in ("passed", "failed") for each in reporter.stats.get(outcome, [])]
    rows = [dict(each.user_properties) for each in reports if dict(each.user_properties).get("operation")]
    if rows:
        PAGE.write_text(page([Counter(row["counts"]) for row in rows], [row["operation"] for row in rows]))


@pytest.fixture(scope="session")
def faulty():
    """The plugin that meets the faults. Each row makes it forget the rows before."""
    with plugin_process(dict(os.environ)) as plugin:
        yield plugin


@pytest.fixture(scope="session")
def healer():
    """Another plugin process, which never meets a fault."""
    with plugin_process(dict(os.environ)) as plugin:
        yield plugin
