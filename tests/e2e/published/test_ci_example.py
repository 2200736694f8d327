"""The nightly workflow of examples/12-ci: its commands run here, with a script in place of GitHub's command line."""

import os
import subprocess

import pytest
import yaml
from tests.e2e.example_projects import EXAMPLES

GH = """#!/bin/sh
echo "$@" >> {log}
case "$1 $2" in "issue list") cat {log}.open ;; esac
"""


@pytest.fixture
def stack(project, lens):
    stack = project("12-ci", lens=lens)
    stack.up()
    return stack


@pytest.fixture
def nightly(stack, tmp_path):
    """Runs the workflow's commands. Returns what they ask of GitHub."""
    log, gh = tmp_path / "gh.log", tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH.format(log=log))
    gh.chmod(0o755)
    environment = {
        **stack.environment,
        "PATH": f"{gh.parent}{os.pathsep}{stack.environment['PATH']}",
        "STACK": stack.name,
    }

    def nightly(open_issues=""):
        log.write_text("")
        log.with_name("gh.log.open").write_text(open_issues)
        subprocess.run(  # noqa: S603 - GitHub's default shell
            ["/bin/bash", "-e", "-c", commands()], check=True, cwd=stack.folder, env=environment, capture_output=True
        )
        return log.read_text()

    return nightly


def commands():
    workflow = yaml.safe_load((EXAMPLES / "12-ci/.github/workflows/nightly.yml").read_text())
    (step,) = [step for step in workflow["jobs"]["refresh"]["steps"] if "gh issue" in step.get("run", "")]
    return step["run"]


def test_nothing_is_reported_while_the_invitations_are_open(nightly):
    assert "" == nightly()


def test_expired_shares_are_reported_once_in_an_issue(nightly, stack, wellarchitected):
    wellarchitected.advance(days=8)
    assert "issue create --title Lens shares have expired --body-file expired.md" in nightly()
    report = (stack.folder / "expired.md").read_text()
    for share in stack.resources():
        name = share["urn"].rpartition("::")[2]
        assert f"- `{name}` is EXPIRED: `{share['id']}`" in report
    assert "issue create" not in nightly(open_issues="7\n")
