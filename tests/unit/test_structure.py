"""The structure that docs/architecture.md describes: no import circle, and rooms of a size that can be overlooked."""

from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pulumi_wellarchitected
import pytest
import wellarchitected_emulator

PACKAGES = [pulumi_wellarchitected, wellarchitected_emulator]
named = pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)


@named
def test_no_modules_import_each_other_in_a_circle_be_it_for_types_only(package):
    graph = grimp.build_graph(package.__name__, cache_dir=None)

    TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}).prepare()


@named
def test_no_folder_holds_more_than_twelve_modules(package):
    root = Path(package.__file__).parent
    folders = {file.parent for file in root.rglob("*.py")}

    crowded = [folder.name for folder in folders if len(list(folder.glob("*.py"))) > 13]  # with __init__.py
    assert [] == crowded
