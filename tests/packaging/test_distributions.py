"""What is built for users: what lies in it, and what it says of itself."""

import importlib
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALWAYS_IN_AN_SDIST = {".gitignore", "PKG-INFO", "pyproject.toml"}


def paths_in(sdist):
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()} - ALWAYS_IN_AN_SDIST


def paths_in_folder(package):
    """The files of a package in this repository, as Python imports it."""
    root = Path(importlib.import_module(package).__file__).parent
    files = (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(root.parent).as_posix() for path in files}


def test_the_sdist_holds_the_package_its_readme_and_its_license_only(distributions, package):
    own = {path.removeprefix("providers/") for path in paths_in(distributions.sdist)}
    assert {"LICENSE", "README.md", package} == {path.partition("/")[0] for path in own}


def test_the_wheel_holds_the_package_and_its_license_only(distributions, package):
    with zipfile.ZipFile(distributions.wheel) as wheel:
        names = wheel.namelist()
    own = [name for name in names if ".dist-info/" not in name]
    assert {package} == {name.partition("/")[0] for name in own}
    assert f"{package}/py.typed" in own
    assert [] == [name for name in own if "__pycache__" in name]
    assert 1 == len([name for name in names if name.endswith(".dist-info/licenses/LICENSE")])


def test_sdist_and_wheel_hold_every_file_of_the_package(distributions, package):
    with zipfile.ZipFile(distributions.wheel) as wheel:
        in_wheel = {name for name in wheel.namelist() if name.startswith(f"{package}/")}
    in_sdist = {path.removeprefix("providers/") for path in paths_in(distributions.sdist)} - {"LICENSE", "README.md"}
    assert paths_in_folder(package) == in_wheel == in_sdist


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("pulumi_wellarchitected", "pulumi-plugin.json"),
        ("wellarchitected_emulator", "state/sample_lens.json"),
    ],
)
def test_the_wheel_holds_the_data_that_the_package_reads(build, package, file):
    with zipfile.ZipFile(build(package).wheel) as wheel:
        assert f"{package}/{file}" in wheel.namelist()


def test_the_version_has_one_source(distributions, package):
    version = importlib.import_module(package).__version__
    assert version == distributions.metadata["Version"]
    assert f"-{version}-py3-none-any.whl" in distributions.wheel.name


def test_both_packages_have_the_version_that_the_changelog_describes_first(build):
    versions = {
        build(package).metadata["Version"] for package in ("pulumi_wellarchitected", "wellarchitected_emulator")
    }
    first = re.search(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert versions == {first[1]}


def test_the_metadata_names_license_and_pythons(distributions):
    metadata = distributions.metadata
    assert ("Apache-2.0", ["LICENSE"]) == (metadata["License-Expression"], metadata.get_all("License-File"))
    assert ">=3.10" == metadata["Requires-Python"]
    prefix = "Programming Language :: Python :: 3."
    named = [text.removeprefix(prefix) for text in metadata.get_all("Classifier") if text.startswith(prefix)]
    assert ["10", "11", "12", "13"] == named


def test_the_metadata_says_what_the_package_is(distributions):
    metadata = distributions.metadata
    assert re.fullmatch(r"[A-Z].{20,140}\.", metadata["Summary"])
    assert {"aws", "lens", "well-architected"} <= set(metadata["Keywords"].split(","))
    assert {"Intended Audience :: Developers", "Typing :: Typed"} <= set(metadata.get_all("Classifier"))


@pytest.mark.parametrize(
    ("package", "extra", "brings"),
    [("pulumi_wellarchitected", "aws", "pulumi-aws"), ("wellarchitected_emulator", "pytest", "pytest")],
)
def test_an_extra_brings_what_it_is_named_for(build, package, extra, brings):
    metadata = build(package).metadata
    assert extra in metadata.get_all("Provides-Extra")
    required = [text for text in metadata.get_all("Requires-Dist") if f"extra == '{extra}'" in text]
    assert [brings] == [re.match(r"[\w-]+", text)[0] for text in required]


def test_the_index_would_accept_it(distributions):
    command = [
        sys.executable,
        "-m",
        "twine",
        "--no-color",
        "check",
        "--strict",
        distributions.sdist,
        distributions.wheel,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - made here
    assert 2 == done.stdout.count("PASSED"), done.stdout + done.stderr
    assert 0 == done.returncode
