"""The stack of the command shares, with a program in the place of the Pulumi CLI. tests/e2e has the real one."""

import json
import shlex
from datetime import datetime, timezone

import pytest
from pulumi_wellarchitected.command_line.failure import CommandError
from pulumi_wellarchitected.command_line.stack import Stack

SHARE_ID = "0123456789abcdef0123456789abcdef"
URN = "urn:pulumi:test::project::pulumi-python:dynamic/wellarchitected:LensShare::security"
SHARE = {"type": "pulumi-python:dynamic/wellarchitected:LensShare", "urn": URN, "id": f"arn,{SHARE_ID}"}
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:"}


@pytest.fixture
def pulumi(tmp_path, monkeypatch):
    """Put a program on PATH that prints something and ends."""

    def pulumi(output="", *, error="", code=0):
        program = tmp_path / "pulumi"
        program.write_text(
            f'#!/bin/sh\necho "$*" >{shlex.quote(str(tmp_path / "arguments"))}\n'
            f"printf %s {shlex.quote(output)}\nprintf %s {shlex.quote(error)} >&2\nexit {code}\n"
        )
        program.chmod(0o700)

    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return pulumi


def exported(pulumi, **changes):
    pulumi(json.dumps({"deployment": {"resources": [{**SHARE, **changes}]}}))
    return Stack("").managed_shares()


def test_the_state_tells_the_resource_and_when_it_was_sent(pulumi):
    managed = exported(pulumi, outputs={"sent_at": "2026-11-20T10:00:00Z"})[SHARE_ID]
    assert ("security", URN) == (managed.name, managed.urn)
    assert datetime(2026, 11, 20, 10, tzinfo=timezone.utc) == managed.sent_at


@pytest.mark.parametrize("outputs", [None, {}, {"sent_at": SECRET}, {"sent_at": "yesterday"}])
def test_a_time_that_is_not_known_stays_unknown(pulumi, outputs):
    assert exported(pulumi, outputs=outputs)[SHARE_ID].sent_at is None


def test_the_id_of_a_secret_lens_is_the_share_id_alone(pulumi):
    assert [SHARE_ID] == [*exported(pulumi, id=SHARE_ID)]


@pytest.mark.parametrize("changes", [{"external": True}, {"type": "aws:s3/bucket:Bucket"}, {"id": ""}])
def test_what_is_only_looked_up_or_no_share_is_not_managed(pulumi, changes):
    assert {} == exported(pulumi, **changes)


def test_an_empty_stack_manages_nothing(pulumi):
    pulumi('{"version": 3, "deployment": {"manifest": {}}}')
    assert {} == Stack("").managed_shares()


def test_the_configuration_has_secrets_in_clear_and_structures_as_json(pulumi, tmp_path):
    endpoints = {"value": '[{"sts":"http://127.0.0.1"}]', "objectValue": [{"sts": "http://127.0.0.1"}], "secret": False}
    pulumi(json.dumps({"aws:secretKey": {"value": "hidden", "secret": True}, "aws:endpoints": endpoints}))
    assert {"aws:secretKey": "hidden", "aws:endpoints": '[{"sts":"http://127.0.0.1"}]'} == Stack("dev").configuration()
    arguments = "config --json --show-secrets --non-interactive --color never --stack=dev\n"
    assert arguments == (tmp_path / "arguments").read_text()


def test_the_sentence_of_the_cli_is_shown_without_control_characters(pulumi):
    pulumi(error="error: no stack named 'dev' found\x1b[31m\n", code=6)
    with pytest.raises(CommandError) as refused:
        Stack("dev").managed_shares()
    command = "pulumi stack export --non-interactive --color never --stack=dev"
    assert f"Could not run `{command}`: no stack named 'dev' found [31m" == str(refused.value)


@pytest.mark.parametrize(("output", "sentence"), [("Updating", "no JSON."), ("[]", "no JSON object.")])
def test_output_that_cannot_be_read_is_told(pulumi, output, sentence):
    pulumi(output)
    with pytest.raises(CommandError, match=f"it printed {sentence}$"):
        Stack("").configuration()


@pytest.mark.usefixtures("pulumi")
def test_without_the_cli_a_sentence_says_what_is_missing():
    with pytest.raises(CommandError, match=r"No such file or directory. --stack needs the Pulumi CLI on PATH.$"):
        Stack("").configuration()
