"""The command shares, against the emulator: without a terminal, at one, and what it refuses."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest
from pulumi_wellarchitected.__main__ import main
from tests.support.waiting import wait_until
from tests.unit.command_line.conftest import COMMAND
from wellarchitected_emulator import Fault

COLOR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
BAR_OR_CURSOR = "\x1b[?25l"
WITHOUT_BAR = re.compile(r"\x1b\[\?25h.*\x1b\[2K")
"""What shows the cursor again and erases the bar. The table follows."""

HOSTILE = "\x1b[31mred\x1b[0m\u202e [bold]loud[/bold] :skull:\n"


def cells(output):
    return [re.split(r"  +", line.rstrip()) for line in output.splitlines()]


def columns(lines):
    """The text of each column, without its spaces. Between two columns, every line has a space."""
    width = max(map(len, lines))
    gaps = "".join(" " if not any(line[x : x + 1].strip() for line in lines) else "x" for x in range(width))
    spans = [match.span() for match in re.finditer("x+", gaps)]
    return [re.sub(r"\s", "", "".join(line[start:end] for line in lines)) for start, end in spans]


def test_a_table_shows_every_share_dead_ones_too(lens, shares, run):
    done = run(lens)
    assert [
        [lens],
        ["Principal", "Status", "Share ID"],
        ["444455556666", "EXPIRED", shares["EXPIRED"]],
        ["777788889999", "ACCEPTED", shares["ACCEPTED"]],
        ["arn:aws:iam::444455556666:user/reviewer", "PENDING", shares["PENDING"]],
        ["3 shares: 1 ACCEPTED, 1 EXPIRED, 1 PENDING"],
    ] == cells(done.stdout)
    assert (0, "") == (done.returncode, done.stderr)


def test_json_has_the_same_for_programs(lens, shares, run):
    (found,) = json.loads(run(lens, "--json").stdout)["lenses"]
    assert (lens, None) == (found["arn"], found["name"])
    unknown = {"sent_at": None, "managed": None, "urn": None}
    assert {
        "principal": "444455556666",
        "status": "EXPIRED",
        "status_message": "",
        "share_id": shares["EXPIRED"],
        **unknown,
    } == found["shares"][0]
    assert ["EXPIRED", "ACCEPTED", "PENDING"] == [share["status"] for share in found["shares"]]


def test_a_lens_without_shares_has_a_line_and_no_table(lens, run):
    assert f"{lens}\nNo shares.\n" == run(lens).stdout


def test_all_shows_every_published_lens_of_the_account_in_a_region(lens, shares, wellarchitected, run):
    other = wellarchitected.publish_lens("backup", account="111122223333", region="us-east-1")
    wellarchitected.publish_lens("elsewhere", account="111122223333", region="eu-west-1")
    done = run("--all")
    headings = [f"backup ({other})", f"security ({lens})"]
    assert headings == [line for line in done.stdout.splitlines() if "arn:aws:wellarchitected" in line]
    assert 1 == done.stdout.count("No shares.\n")
    (elsewhere,) = json.loads(run("--all", "--region", "eu-west-1", "--json").stdout)["lenses"]
    assert ("elsewhere", []) == (elsewhere["name"], elsewhere["shares"])
    assert "There are no custom lenses.\n" == run("--all", "--region", "eu-west-2").stdout


def test_more_shares_than_a_page_holds_are_all_shown(lens, wellarchitected, run):
    for number in range(23):
        wellarchitected.share(lens, f"{444455556600 + number}", status="ACCEPTED")
    assert run(lens).stdout.endswith("\n23 shares: 23 ACCEPTED\n")


def test_a_profile_gives_the_credentials_whatever_the_environment_has(lens, shares, tmp_path, run):
    (tmp_path / "credentials").write_text("[owner]\naws_access_key_id=111122223333\naws_secret_access_key=secret\n")
    stranger = {"AWS_ACCESS_KEY_ID": "999900001111", "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials")}
    assert "belong to account 999900001111" in run(lens, **stranger).stderr
    assert "3 shares" in run(lens, "--profile", "owner", **stranger).stdout
    missing = run(lens, "--profile", "nobody", **stranger)
    assert (1, "") == (missing.returncode, missing.stdout)
    assert "nobody" in missing.stderr
    assert "Traceback" not in missing.stderr


def test_text_from_aws_shows_as_text_and_moves_no_cursor(lens, shares, wellarchitected, run, at_terminal):
    wellarchitected.set_status(lens, shares["EXPIRED"], "FAILED", HOSTILE)
    expected = "444455556666: [31mred [0m [bold]loud[/bold] :skull:"
    assert expected in run(lens).stdout
    shown = at_terminal(lens, COLUMNS="200")
    assert "\x1b[31mred" not in shown
    assert "[bold]loud[/bold] :skull:" in shown


def test_at_a_terminal_there_are_colors_and_a_bar(lens, shares, at_terminal):
    shown = at_terminal(lens)
    assert {"\x1b[31m", "\x1b[32m", "\x1b[33m"} <= set(COLOR.findall(shown))
    assert "Listing the shares" in shown
    assert BAR_OR_CURSOR in shown


def test_no_color_keeps_colors_from_a_terminal(lens, shares, at_terminal):
    shown = at_terminal(lens, NO_COLOR="1")
    assert "EXPIRED" in shown
    assert [] == COLOR.findall(shown)


def test_a_pipe_and_a_terminal_for_errors_get_what_is_theirs(lens, shares, tmp_path, at_terminal, monkeypatch):
    script = tmp_path / "piped.py"
    script.write_text(
        "import subprocess, sys\n"
        f"done = subprocess.run([{sys.executable!r}, *sys.argv[1:]], stdout=subprocess.PIPE, check=True)\n"
        "open('piped.txt', 'wb').write(done.stdout)\n"
    )
    monkeypatch.setattr("tests.unit.command_line.conftest.COMMAND", (sys.executable, str(script), *COMMAND[1:]))
    assert BAR_OR_CURSOR in at_terminal(lens)
    piped = (tmp_path / "piped.txt").read_text()
    assert "3 shares" in piped
    assert "\x1b" not in piped


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_narrow_terminal_wraps_and_loses_nothing(lens, shares, at_terminal, width):
    lines = [
        line.rstrip()
        for line in WITHOUT_BAR.split(at_terminal(lens, COLUMNS=str(width), NO_COLOR="1"))[-1].splitlines()
    ]
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    assert width >= max(map(len, lines))
    end = next(number for number, line in enumerate(lines) if line.startswith("3 shares: "))
    start = next(number for number, line in enumerate(lines) if line.startswith("Princ"))
    principals = ["444455556666", "777788889999", "arn:aws:iam::444455556666:user/reviewer"]
    assert [
        "".join(["Principal", *principals]),
        "StatusEXPIREDACCEPTEDPENDING",
        "".join(["ShareID", shares["EXPIRED"], shares["ACCEPTED"], shares["PENDING"]]),
    ] == columns(lines[start:end])
    assert lens == "".join(lines[:start])
    assert "3 shares: 1 ACCEPTED, 1 EXPIRED, 1 PENDING" == " ".join(lines[end:])


@pytest.mark.parametrize("width", [60, 80])
def test_a_share_id_stays_in_one_piece_beside_long_text(lens, shares, wellarchitected, at_terminal, width):
    wellarchitected.set_status(lens, shares["EXPIRED"], "FAILED", "The organization has not turned on sharing. " * 9)
    shown = at_terminal(lens, COLUMNS=str(width))
    assert [] == [share_id for share_id in shares.values() if share_id not in shown]


def test_a_reader_that_closes_the_pipe_gets_no_traceback(lens, shares):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, lens], stdout=write, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    os.close(write)
    assert (0, "") == (done.returncode, done.stderr)


def test_output_without_unicode_shows_the_characters_as_escapes(lens, wellarchitected, run):
    wellarchitected.publish_lens("安全", account="111122223333", region="us-east-1")
    assert r"\u5b89\u5168 (arn:" in run("--all", PYTHONIOENCODING="ascii").stdout


def test_an_interrupt_ends_the_command_without_a_traceback(lens, shares, wellarchitected):
    wellarchitected.inject(Fault(operation="ListLensShares", latency=30))
    with subprocess.Popen([*COMMAND, lens], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:  # noqa: S603
        wait_until(lambda: wellarchitected.call("GET", "faults")["faults"][0]["met"])
        command.send_signal(signal.SIGINT)
        said = command.communicate(timeout=20)
    assert (130, ("", "")) == (command.returncode, said)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give either LENS_ARN or --all."),
        (["--all", "LENS"], "Give either LENS_ARN or --all."),
        (["LENS", "--region", "us-east-1"], "--region goes with --all. The Region of a single lens is in its ARN."),
        (["serverless"], "is not the ARN of a custom lens"),
        (["--stack", "arn:aws:iam::444455556666:root"], "is not the ARN of a custom lens"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(lens, capsys, arguments, sentence):
    with pytest.raises(SystemExit) as stopped:
        main(["shares", *(each.replace("LENS", lens) for each in arguments)])
    assert 2 == stopped.value.code
    assert sentence in capsys.readouterr().err


def test_all_needs_a_region(lens, run):
    done = run("--all", AWS_REGION="", AWS_DEFAULT_REGION="")
    sentence = "error: No Region is set. Give --region, or set AWS_REGION, or the Region of the profile.\n"
    assert (1, "", sentence) == (done.returncode, done.stdout, done.stderr)


def test_a_refusal_of_aws_is_a_sentence_and_no_half_of_a_table(lens, shares, wellarchitected, capsys):
    wellarchitected.inject(Fault(operation="ListLensShares", error="AccessDeniedException", times=None))
    assert 1 == main(["shares", lens])
    said = capsys.readouterr()
    assert "" == said.out
    assert said.err.startswith(f"error: Could not list the shares of {lens}")


def test_without_rich_a_sentence_says_what_to_install_and_json_works(lens, shares):
    program = (
        "import sys; sys.modules['rich'] = None; from pulumi_wellarchitected.__main__ import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", program, "shares", lens]
    table = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    sentence = "error: The table needs the package rich. Install it (pip install rich), or use --json.\n"
    assert (1, "", sentence) == (table.returncode, table.stdout, table.stderr)
    as_json = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)  # noqa: S603
    assert 3 == len(json.loads(as_json.stdout)["lenses"][0]["shares"])
