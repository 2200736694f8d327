"""The policy pack of examples/11-policy-as-code, run by the engine.

The pack gets an environment of its own, as its README says. The language host that `make` builds is too old to start
policy packs. So `python3` on PATH is a script that starts the pack as newer hosts do, with `-m pulumi.policy`.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.example_projects import EXAMPLES
from tests.support.stack import LENS_SHARE

ROOT = Path(__file__).parents[3]
PACK = EXAMPLES / "11-policy-as-code" / "policy"
CONFIG = PACK.with_name("policy-config.json")
OUTSIDER = "012345678901"
PYTHON = """#!/bin/sh
if [ $# -eq 2 ] && [ -z "$1" ]; then
    exec {python} -u -m pulumi.policy "$2" {pack}
fi
exec {python} "$@"
"""


def uv(*arguments):
    subprocess.run([sys.executable, "-m", "uv", *map(str, arguments)], check=True)  # noqa: S603 - our own commands


@pytest.fixture(scope="session")
def programs(tmp_path_factory):
    """A folder for PATH with a Python that has pulumi-policy, Pulumi and this package."""
    folder = tmp_path_factory.mktemp("policy")
    pins = re.findall(r"^(?:pulumi|boto3|botocore|grpcio)==.*$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    (folder / "pins.txt").write_text("\n".join(pins))
    python = folder / "venv" / "bin" / "python"
    uv("venv", "--quiet", "--python", sys.executable, python.parents[1])
    uv("pip", "install", "--quiet", "--python", python, "--constraint", folder / "pins.txt",
       "--requirement", PACK / "requirements.txt", "--editable", ROOT, "pip")  # fmt: skip
    script = folder / "bin" / "python3"
    script.parent.mkdir()
    script.write_text(PYTHON.format(python=python, pack=PACK))
    script.chmod(0o755)
    return script.parent


@pytest.fixture
def stack(project, programs, lens):
    stack = project("11-policy-as-code", lens=lens)
    stack.environment["PATH"] = f"{programs}{os.pathsep}{stack.environment['PATH']}"
    return stack


def with_policy(verb, **expected):
    return verb("--policy-pack", str(PACK), "--policy-pack-config", str(CONFIG), **expected)


def test_shares_in_the_organization_pass_the_policy(stack, wellarchitected, lens):
    run = with_policy(stack.up)
    assert "lens-shares@v0.1.0" in run.output
    assert 2 == len(wellarchitected.shares(lens))


def test_a_share_outside_the_organization_is_refused_in_the_preview(stack, wellarchitected, lens):
    stack.configure({"principals": json.dumps(["444455556666", OUTSIDER])})
    output = with_policy(stack.preview, fails=True).output
    assert f"[mandatory]  shares-stay-in-the-organization  ({LENS_SHARE}: share-{OUTSIDER})" in output
    assert f"{OUTSIDER} is outside the organization o-exampleorgid." in output
    assert "444455556666 is outside" not in output
    assert [] == wellarchitected.shares(lens)
