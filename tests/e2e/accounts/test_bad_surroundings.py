"""Bad input and bad surroundings: one clear sentence, and nothing lost."""

import socket

import pytest

BAD_INPUTS = {
    "official-lens": {"lens": "serverless"},
    "official-lens-arn": {"lens": "arn:aws:wellarchitected::aws:lens/serverless"},
    "malformed-arn": {"lens": "arn:aws:wellarchitected:us-east-1:1234:lens/abc"},
    "own-account": {"account": "111122223333"},
    "user-of-own-account": {"account": "arn:aws:iam::111122223333:user/reviewer"},
    "padded": {"account": " 444455556666"},
    "too-long": {"account": "arn:aws:iam::444455556666:user/" + "x" * 2048},
}


@pytest.mark.parametrize("config", BAD_INPUTS.values(), ids=BAD_INPUTS.keys())
def test_bad_input_is_refused_by_the_preview_with_no_call(stack, wellarchitected, snapshot, config):
    stack.configure(config)
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


@pytest.mark.parametrize("principal", ['""', "444455556666", "12345678901"], ids=["empty", "number", "short-number"])
def test_a_principal_that_is_no_string_of_12_digits_is_refused(stack, wellarchitected, lens, snapshot, principal):
    stack.program(
        f"import pulumi_wellarchitected as wa\nwa.LensShare('x', lens_alias='{lens}', shared_with={principal})\n"
    )
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


def test_without_credentials_the_sentence_says_where_to_look(stack, wellarchitected, lens, snapshot):
    stack.configure({"aws:accessKey": "", "aws:secretKey": ""})
    assert snapshot == stack.up(fails=True).diagnostics
    assert [] == wellarchitected.shares(lens)


def test_credentials_that_aws_does_not_know_are_named_as_such(stack, snapshot):
    stack.configure({"aws:accessKey": "nonsense"})
    assert snapshot == stack.up(fails=True).diagnostics


def test_a_stopped_service_is_told_in_seconds_and_nothing_is_lost(stack, wellarchitected, snapshot):
    stack.up()
    before = stack.outputs()
    endpoint = f"http://127.0.0.1:{closed_port()}"
    stack.configure({"aws:endpoints": [{"wellarchitected": endpoint, "sts": endpoint}]})
    assert snapshot == stack.refresh("--run-program", fails=True).diagnostics
    assert before == stack.outputs()
    assert 1 == len(stack.resources())


def test_a_setting_that_cannot_be_honoured_is_refused_by_the_preview(stack, wellarchitected, snapshot):
    stack.configure({"aws:unheardOf": "x"})
    assert snapshot == stack.preview(fails=True).diagnostics
    assert [] == wellarchitected.requests()


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
