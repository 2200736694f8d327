"""The JavaScript SDK with the emulator. javascript/conformance.mjs sends commands and prints their outcomes."""

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from tests.support.processes import run
from wellarchitected_emulator.state.sample_lens import minimal_lens

FOLDER = Path(__file__).parent / "javascript"
CONSUMER = "444455556666"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed on this machine.")


@pytest.fixture(scope="session")
def sdk():
    """The program that uses the SDK. The SDK is installed into javascript/node_modules on first use."""
    lock = (FOLDER / "package-lock.json").read_text()
    stamp = FOLDER / "node_modules" / ".installed-lock.json"
    with FileLock(FOLDER / "node_modules.lock"):
        if not stamp.exists() or stamp.read_text() != lock:
            run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER)
            stamp.write_text(lock)
    return FOLDER / "conformance.mjs"


@pytest.fixture
def javascript(sdk, wellarchitected):
    """Send commands, [[name, input], ...], as an account. Returns the outcome of each."""

    def javascript(*commands, account="111122223333"):
        done = run(["node", sdk, json.dumps(commands)], **wellarchitected.environment(account=account))
        return json.loads(done.stdout)

    return javascript


def test_the_javascript_sdk_creates_accepts_and_deletes_a_share(javascript, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    (created,) = javascript(["CreateLensShare", {"LensAlias": lens, "SharedWith": CONSUMER}])
    share_id = created["output"]["ShareId"]
    invited, accepted = javascript(
        ["ListShareInvitations", {}],
        ["UpdateShareInvitation", {"ShareInvitationId": share_id, "ShareInvitationAction": "ACCEPT"}],
        account=CONSUMER,
    )
    assert [share_id] == [i["ShareInvitationId"] for i in invited["output"]["ShareInvitationSummaries"]]
    assert lens == accepted["output"]["ShareInvitation"]["LensArn"]
    listed, deleted, gone = javascript(
        ["ListLensShares", {"LensAlias": lens, "SharedWithPrefix": "4444", "MaxResults": 10}],
        ["DeleteLensShare", {"LensAlias": lens, "ShareId": share_id}],
        ["DeleteLensShare", {"LensAlias": lens, "ShareId": share_id}],
    )
    assert [{"ShareId": share_id, "SharedWith": CONSUMER, "Status": "ACCEPTED"}] == (
        listed["output"]["LensShareSummaries"]
    )
    assert {} == deleted["output"]
    assert ("ResourceNotFoundException", share_id) == (gone["error"]["name"], gone["error"]["ResourceId"])


def test_the_javascript_sdk_reads_times_and_lenses(javascript, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    listed, found = javascript(["ListLenses", {}], ["GetLens", {"LensAlias": lens}])
    (summary,) = listed["output"]["LensSummaries"]
    assert str(wellarchitected.now.year) == summary["CreatedAt"][:4]
    assert ("security", "1.0") == (found["output"]["Lens"]["Name"], found["output"]["Lens"]["LensVersion"])


def test_the_javascript_sdk_edits_and_tags_a_lens(javascript, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    edited = json.dumps({**minimal_lens("security"), "description": "New."})
    imported, published, exported, renamed = javascript(
        ["ImportLens", {"LensAlias": lens, "JSONString": edited}],
        ["CreateLensVersion", {"LensAlias": lens, "LensVersion": "1.1", "IsMajorVersion": False}],
        ["ExportLens", {"LensAlias": lens}],
        ["ImportLens", {"LensAlias": lens, "JSONString": json.dumps(minimal_lens("safety"))}],
    )
    assert {"LensArn": lens} == imported["output"]
    assert {"LensArn": lens, "LensVersion": "1.1"} == published["output"]
    assert "New." == json.loads(exported["output"]["LensJSON"])["description"]
    assert "[Validation] Lens name must match published name" == renamed["error"]["message"]
    _, _, listed = javascript(
        ["TagResource", {"WorkloadArn": lens, "Tags": {"team": "platform", "stage": "test"}}],
        ["UntagResource", {"WorkloadArn": lens, "TagKeys": ["stage"]}],
        ["ListTagsForResource", {"WorkloadArn": lens}],
    )
    assert {"Tags": {"team": "platform"}} == listed["output"]


def test_the_javascript_sdk_reads_the_members_of_errors(javascript, wellarchitected):
    lens = wellarchitected.publish_lens("security")
    wellarchitected.configure(shares_per_lens=0)
    invalid, exceeded = javascript(
        ["ListLensShares", {"LensAlias": lens, "MaxResults": 11}],
        ["CreateLensShare", {"LensAlias": lens, "SharedWith": CONSUMER}],
    )
    assert ("ValidationException", 400, "FIELD_VALIDATION_FAILED", "MaxResults") == (
        invalid["error"]["name"],
        invalid["error"]["status"],
        invalid["error"]["Reason"],
        invalid["error"]["Fields"][0]["Name"],
    )
    assert ("ServiceQuotaExceededException", 402, "SharesPerLens") == (
        exceeded["error"]["name"],
        exceeded["error"]["status"],
        exceeded["error"]["QuotaCode"],
    )
