"""What is built installs where nothing else is, on the oldest and the newest Python of this machine, and works."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.packaging.pythons import installed_pythons
from tests.support import emulated
from tests.support.stack import Stack

ROOT = Path(__file__).parents[2]
PYTHONS = installed_pythons()
OLDEST_AND_NEWEST = sorted({min(PYTHONS), max(PYTHONS)})

USES_THE_FIXTURE = """
def test_the_fixture_is_there(wellarchitected):
    lens = wellarchitected.publish_lens("security", account="111122223333", region="us-east-1")
    assert wellarchitected.shares(lens) == []
"""


@pytest.fixture(params=OLDEST_AND_NEWEST, ids=lambda minor: f"3.{minor}")
def python(request):
    return PYTHONS[request.param]


def output_of(*command, folder=None):
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 - made here
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_it_installs_into_an_empty_environment(distributions, package, python, kind, install, tmp_path):
    programs = install(python, getattr(distributions, kind))
    script = f"import {package}; print({package}.__file__, {package}.__version__)"
    file, version = output_of(programs / "python", "-I", "-c", script).split()
    assert Path(file).is_relative_to(tmp_path)
    assert distributions.metadata["Version"] == version


def test_the_installed_provider_runs_a_program(build, python, install, tmp_path, wellarchitected):
    programs = install(python, build("pulumi_wellarchitected").wheel, "pip")
    lens = wellarchitected.publish_lens("security", account=emulated.OWNER, region=emulated.REGION)
    project, home = tmp_path / "project", tmp_path / "home"
    shutil.copytree(ROOT / "examples" / "01-minimal", project)
    config = {**emulated.aws_config(wellarchitected.url), "lens": lens, "account": "444455556666"}
    stack = Stack.init(project, home, config)
    stack.environment["PATH"] = f"{programs}{os.pathsep}{stack.environment['PATH']}"
    stack.up()
    assert "444455556666" == emulated.only_share(wellarchitected, lens).shared_with
    stack.destroy()
    assert [] == wellarchitected.shares(lens)


def test_the_installed_command_of_the_provider_explains_itself(build, python, install):
    programs = install(python, build("pulumi_wellarchitected").wheel)
    assert "import-file" in output_of(programs / "python", "-I", "-m", "pulumi_wellarchitected", "--help")


def test_the_installed_emulator_serves_a_command(build, python, install):
    programs = install(python, build("wellarchitected_emulator").wheel)
    command = (programs / "python", "-c", "import os; print(os.environ['AWS_ENDPOINT_URL_WELLARCHITECTED'])")
    assert "http://127.0.0.1:" in output_of(programs / "wellarchitected-emulator", "run", "--", *command)


def test_the_installed_emulator_brings_its_fixture(build, python, install, tmp_path):
    programs = install(python, f"wellarchitected-emulator[pytest] @ {build('wellarchitected_emulator').wheel.as_uri()}")
    (tmp_path / "test_fixture.py").write_text(USES_THE_FIXTURE)
    assert "1 passed" in output_of(programs / "python", "-m", "pytest", "-q", "test_fixture.py", folder=tmp_path)
