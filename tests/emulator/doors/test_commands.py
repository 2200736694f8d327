"""The commands for what an emulator contains: each is a process, and finds the emulator by its folder."""

import json
import os
import re
import signal
import subprocess
from importlib.metadata import version

import pytest
from tests.support.processes import run
from tests.support.waiting import wait_until
from wellarchitected_emulator import Emulator

COMMAND = "wellarchitected-emulator"
CONSUMER = "444455556666"
OTHER = "777788889999"


@pytest.fixture
def folder(wellarchitected, tmp_path):
    record = {"url": wellarchitected.url, "pid": os.getpid(), "instance": wellarchitected.instance}
    (tmp_path / ".emulator").mkdir()
    (tmp_path / ".emulator" / "emulator.json").write_text(json.dumps(record))
    return tmp_path


@pytest.fixture
def said(folder):
    """Run a command. Returns what it printed."""
    return lambda *arguments: run([COMMAND, *arguments], cwd=folder).stdout


@pytest.fixture
def failed(folder):
    """Run a command that fails. Returns its exit code and its error."""

    def failed(*arguments):
        done = run([COMMAND, *arguments], cwd=folder, check=False)
        return done.returncode, done.stderr

    return failed


def statuses(wellarchitected):
    return [share.status for share in wellarchitected.shares()]


def test_version_is_that_of_the_distribution():
    assert f"{version('wellarchitected-emulator')}\n" == run([COMMAND, "--version"]).stdout


def test_help_lists_every_command():
    described = run([COMMAND, "--help"]).stdout
    for name in ("start", "stop", "shares", "accept", "reject", "advance", "fault", "log"):
        assert re.search(rf"^    {name} +\w", described, re.MULTILINE)


def test_shares_are_a_table_with_status_and_age(wellarchitected, lens, said):
    ids = [wellarchitected.share(lens, each) for each in (CONSUMER, OTHER)]
    wellarchitected.accept(lens, ids[0])
    wellarchitected.advance(days=3)
    assert (
        "SHARED WITH   STATUS    AGE  SHARE ID                          LENS\n"
        f"{CONSUMER}  ACCEPTED  3d   {ids[0]}  security\n"
        f"{OTHER}  PENDING   3d   {ids[1]}  security\n"
    ) == said("shares")


def test_shares_of_one_lens_can_be_listed(wellarchitected, lens, said):
    wellarchitected.share(lens, CONSUMER)
    wellarchitected.share(wellarchitected.publish_lens("cost"), OTHER)
    listed = said("shares", lens)
    assert CONSUMER in listed
    assert OTHER not in listed


def test_shares_can_be_json(wellarchitected, lens, said):
    wellarchitected.share(lens, CONSUMER)
    assert wellarchitected.call("GET", "shares") == json.loads(said("shares", "--json"))


def test_hostile_text_in_a_table_cannot_change_the_terminal(wellarchitected, lens, said):
    wellarchitected.share(lens, CONSUMER, status="\x1b[2J\u202eEVIL\nline")
    assert "[2J EVIL line" in said("shares")
    assert 2 == len(said("shares").splitlines())


def test_a_reader_that_has_read_enough_ends_a_command_quietly(wellarchitected, folder):
    for _ in range(3000):  # more than a pipe holds
        wellarchitected.call("POST", "shares", {"lens": "l" * 60, "shared_with": CONSUMER, "status": "PENDING"})
    done = run(["sh", "-c", f"{COMMAND} shares | head -n 1"], cwd=folder)
    assert ("SHARED WITH", "") == (done.stdout[:11], done.stderr)


def test_lenses_are_a_table_with_their_versions(wellarchitected, owner, lens, said):
    text = owner.export_lens(LensAlias=lens)["LensJSON"]
    owner.import_lens(LensAlias=lens, JSONString=text)
    assert f"NAME      VERSIONS    ARN\nsecurity  1.0, draft  {lens}\n" == said("lenses")


def test_empty_tables_are_sentences(said):
    assert "There is no share.\n" == said("shares")
    assert "There is no lens.\n" == said("lenses")
    assert "No fault is active.\n" == said("fault", "list")


def test_an_account_accepts_all_its_invitations(wellarchitected, lens, said):
    for each in (lens, wellarchitected.publish_lens("cost")):
        wellarchitected.share(each, CONSUMER)
    wellarchitected.share(lens, OTHER)
    assert 2 == said("accept", CONSUMER).count("Accepted ")
    assert ["ACCEPTED", "ACCEPTED", "PENDING"] == statuses(wellarchitected)


def test_an_invitation_is_rejected_by_its_id(wellarchitected, lens, said):
    share_id = wellarchitected.share(lens, CONSUMER)
    assert f"Rejected {share_id} for {CONSUMER}.\n" == said("reject", share_id)
    assert ["REJECTED"] == statuses(wellarchitected)


def test_the_service_refuses_what_cannot_be_answered(wellarchitected, lens, failed):
    share_id = wellarchitected.share(lens, CONSUMER)
    wellarchitected.advance(days=8)
    assert (1, "[Conflict] The invitation is EXPIRED, no longer PENDING.\n") == failed("accept", share_id)


def test_an_account_without_an_invitation_is_told_so(failed):
    code, error = failed("accept", CONSUMER)
    assert (1, True) == (code, error.startswith(f"{CONSUMER} is no share ID and has no pending invitation."))


def test_the_clock_moves_forward(wellarchitected, lens, said):
    wellarchitected.share(lens, CONSUMER)
    before = wellarchitected.now
    assert re.fullmatch(r"The emulator's clock says \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.\n", said("advance", "7d12h"))
    assert 7.5 * 86400 <= (wellarchitected.now - before).total_seconds() < 7.5 * 86400 + 60
    assert ["EXPIRED"] == statuses(wellarchitected)


@pytest.mark.parametrize("text", ["8x", "-1d", "", "d", "1d-2h", "9999999d"])
def test_what_is_no_duration_is_refused_with_examples(failed, text):
    code, error = failed("advance", "--", text)
    assert (2, True) == (code, "is no duration. Examples: 8d, 12h" in error)


def test_a_fault_is_added_listed_and_cleared(wellarchitected, owner, lens, said):
    options = ("--error", "InternalServerException", "--when", "after", "--match", f"SharedWith={CONSUMER}")
    assert "Added. CreateLensShare gets InternalServerException" in said("fault", "add", "CreateLensShare", *options)
    with pytest.raises(owner.exceptions.InternalServerException):
        owner.create_lens_share(LensAlias=lens, SharedWith=CONSUMER)
    assert ["PENDING"] == statuses(wellarchitected)
    expected = "CreateLensShare gets InternalServerException, although it was executed, once."
    assert ["HAPPENED  FAULT", f"1         {expected}"] == said("fault", "list").splitlines()
    said("fault", "clear")
    assert [] == wellarchitected.faults()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--drop", "--always"), {"drop": True, "times": None}),
        (("--latency", "0.5", "--times", "3"), {"latency": 0.5, "times": 3}),
        (("--body", "<p>", "--status", "502"), {"body": "<p>", "status": 502, "times": 1}),
        (("--error", "ThrottlingException", "--rate", "5"), {"rate": 5.0, "times": None}),
        (("--error", "X", "--account", CONSUMER, "--skip", "2"), {"account": CONSUMER, "skip": 2}),
    ],
)
def test_the_options_of_a_fault_are_its_fields(wellarchitected, said, options, expected):
    said("fault", "add", *options)
    (fault,) = wellarchitected.faults()
    assert expected == {name: fault[name] for name in expected}


def test_a_fault_that_does_nothing_is_refused(wellarchitected, failed):
    assert (1, "A fault needs an error, a body with a status, drop=True, or a latency.\n") == failed("fault", "add")
    assert [] == wellarchitected.faults()


def test_the_log_shows_requests_and_is_cleared(wellarchitected, owner, said):
    owner.list_lenses()
    owner.get_global_settings()
    assert ["ListLenses", "GetGlobalSettings"] == [line.split()[3] for line in said("log").splitlines()]
    assert 1 == len(said("log", "--operation", "ListLenses").splitlines())
    said("log", "--clear")
    assert [] == wellarchitected.requests()


def test_following_the_log_ends_with_the_emulator(tmp_path):
    with Emulator() as emulator:
        record = {"url": emulator.url, "pid": os.getpid(), "instance": emulator.instance}
        (tmp_path / ".emulator").mkdir()
        (tmp_path / ".emulator" / "emulator.json").write_text(json.dumps(record))
        command = [COMMAND, "log", "--follow"]
        following = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603
        emulator.client().list_lenses()
        assert "ListLenses 200" in following.stdout.readline()
    assert "The emulator has stopped.\n" == following.communicate(timeout=20)[1]
    assert 1 == following.returncode


def test_the_log_can_be_followed_until_an_interrupt(wellarchitected, owner, folder, tmp_path):
    output = tmp_path / "followed"
    with output.open("w") as written:
        following = subprocess.Popen([COMMAND, "log", "--follow"], cwd=folder, stdout=written, stderr=subprocess.STDOUT)  # noqa: S603
    owner.list_lenses()
    wait_until(lambda: 1 == output.read_text().count("ListLenses 200"))
    owner.list_lenses()
    wait_until(lambda: 2 == output.read_text().count("ListLenses 200"))
    following.send_signal(signal.SIGINT)
    assert 0 == following.wait(timeout=20)
    assert 2 == len(output.read_text().splitlines())
