"""The commands of the release workflow that need neither GitHub nor PyPI, and an upload to an index on this machine."""

import os
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text())
CHANGELOG = "# Changelog\n\n## 1.1.0 (2026-12-01)\n\n- New.\n\n## 1.0.0 (2026-11-01)\n\n- Old.\n"
ATTESTATION = """{
  "version": 1,
  "verification_material": {"certificate": "unchecked", "transparency_entries": [{}]},
  "envelope": {"statement": "unchecked", "signature": "unchecked"}
}"""


def command(job, words):
    """The only command of a job that contains some words."""
    (found,) = [step["run"] for step in WORKFLOW["jobs"][job]["steps"] if words in step.get("run", "")]
    return found


def run(script, folder, **environment):
    return subprocess.run(  # noqa: S603 - GitHub's default shell
        ["/bin/bash", "-e", "-c", script],
        check=False,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
    )


@pytest.fixture
def folder(tmp_path):
    """What the workflow has after it has built version 1.1.0."""
    (tmp_path / "dist").mkdir()
    for package in ("pulumi_wellarchitected", "wellarchitected_emulator"):
        (tmp_path / "dist" / f"{package}-1.1.0-py3-none-any.whl").touch()
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    return tmp_path


@pytest.mark.parametrize(("tag", "accepted"), [("v1.1.0", True), ("v1.0.0", False), ("v1.1", False)])
def test_a_tag_is_accepted_if_both_packages_have_its_version(folder, tag, accepted):
    done = run(command("build", "grep -E"), folder, GITHUB_REF_NAME=tag)
    assert accepted == (0 == done.returncode)


def test_a_version_without_a_date_is_refused(folder):
    (folder / "CHANGELOG.md").write_text(CHANGELOG.replace("2026-12-01", "unreleased"))
    assert 0 != run(command("build", "grep -E"), folder, GITHUB_REF_NAME="v1.1.0").returncode


def test_the_notes_are_the_first_section_of_the_changelog(folder):
    assert 0 == run(command("build", "notes.md"), folder).returncode
    assert "- New." == (folder / "notes.md").read_text().strip()


@pytest.fixture
def index():
    """An index that accepts everything. Returns its URL and the bodies of what it was sent."""
    bodies = []

    class Index(BaseHTTPRequestHandler):
        def do_POST(self):
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Index) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", bodies
        server.shutdown()


def test_publishing_sends_each_file_with_its_attestation(distributions, tmp_path, index):
    url, bodies = index
    (tmp_path / "dist").mkdir()
    for file in (distributions.sdist, distributions.wheel):
        shutil.copy(file, tmp_path / "dist")
        (tmp_path / "dist" / f"{file.name}.publish.attestation").write_text(ATTESTATION)
    script = command("publish", "uv publish").replace("--trusted-publishing always", "")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = run(script, tmp_path, PATH=path, UV_PUBLISH_URL=url, UV_PUBLISH_TOKEN="unchecked")
    assert 0 == done.returncode, done.stderr
    assert [True, True] == [b'name="attestations"' in body for body in bodies]
