"""What is hidden of a secret lens document, beside the document: its name and its description."""

import json

import pytest
from pulumi.runtime import rpc
from pulumi_wellarchitected.plugin.dynamic_shell import DynamicShell
from pulumi_wellarchitected.plugin.redaction import hiding, redact
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.plugin.verbs.resource import Resource

DOCUMENT = json.dumps({"name": "Merger", "description": "What we check before we buy.", "pillars": []})
SECRET = {"secret_inputs": ["document"]}
OUTPUTS = {"name": "Merger", "description": "What we check before we buy.", "owner": "111122223333"}
SENTENCE = "The lens 'Merger' (What we check before we buy.) of 111122223333 was not published."


class Verbs:
    """Answers every verb with one resource."""

    schema = LENS

    def __init__(self, outputs):
        self.outputs = outputs

    def create(self, _props):
        return Resource("id", dict(self.outputs))

    def read(self, *_):
        return Resource("id", dict(self.outputs))

    def update(self, *_):
        return dict(self.outputs)


@pytest.mark.parametrize("props", [{"document": DOCUMENT, **SECRET}, {**OUTPUTS, **SECRET}], ids=["inputs", "outputs"])
def test_the_name_and_the_description_of_a_secret_document_are_hidden(props):
    with hiding(props):
        assert "The lens '[secret]' ([secret]) of 111122223333 was not published." == redact(SENTENCE)


@pytest.mark.parametrize("document", ["{", "{}", "[" * 100_000, '{"name": 1}', "{" + '"a":{' * 100_000])
def test_a_secret_document_that_is_none_hides_nothing_more(document):
    with hiding({"document": document, **SECRET}):
        assert SENTENCE == redact(SENTENCE)


def test_a_document_that_is_not_secret_hides_nothing():
    with hiding({"document": DOCUMENT, **OUTPUTS}):
        assert SENTENCE == redact(SENTENCE)


def stored(outputs):
    """The outputs as each verb stores them."""
    shell = DynamicShell(lambda: Verbs(outputs))
    return [shell.create({}).outs, shell.read("id", {}).outs, shell.update("id", {}, {}).outs]


def test_outputs_that_repeat_a_part_of_a_secret_document_are_secrets_to_the_engine():
    for outputs in stored({**OUTPUTS, **SECRET}):
        assert all(rpc.is_rpc_secret(outputs[name]) for name in ("name", "description"))
        assert OUTPUTS | SECRET == {name: rpc.unwrap_rpc_secret(value) for name, value in outputs.items()}
        assert not rpc.is_rpc_secret(outputs["owner"])


def test_outputs_of_a_document_that_is_not_secret_are_stored_as_they_are():
    assert [OUTPUTS] * 3 == stored(OUTPUTS)
