"""How the forms of a lens document become text, and how those that cannot are refused."""

import asyncio
import json
import pathlib
import re
from collections import UserDict
from contextlib import closing
from types import MappingProxyType

import pulumi
import pytest
from hypothesis import given
from pulumi.output import UNKNOWN
from pulumi_wellarchitected.program.resources.lens_documents import read_document
from tests.unit.arbitrary import JSON, QUICK, TEXTS

LABEL = "Lens 'security'"
PRETTY = '{\n  "name": "Sécurité",\n  "b": [1, 1.0, true, null],\n  "a": {}\n}\n'
COMPACT = '{"name":"Sécurité","b":[1,1.0,true,null],"a":{}}'
DOCUMENT = {"name": "Sécurité", "b": [1, 1.0, True, None], "a": {}}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder in which the program runs, with some files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lens.json").write_text(PRETTY, encoding="utf-8")
    (tmp_path / "with-mark.json").write_text(PRETTY, encoding="utf-8-sig")
    (tmp_path / "utf-16.json").write_text(PRETTY, encoding="utf-16")
    (tmp_path / "folder").mkdir()
    return tmp_path


def read(document):
    return read_document(LABEL, document)


def refusal(document):
    with pytest.raises(pulumi.RunError) as caught:
        read(document)
    return str(caught.value)


def settled(make):
    """The value of the output that a document gives, whether it is known, and whether it is secret."""

    async def wait():
        output = read(make())
        assert isinstance(output, pulumi.Output)
        return await output.future(), await output.is_known(), await output.is_secret()

    with closing(asyncio.new_event_loop()) as loop:  # asyncio.run() would take the loop from tests that need it
        return loop.run_until_complete(wait())


def output(value, *, is_known=True, is_secret=False):
    async def data():
        return value

    async def known():
        return is_known

    async def secret():
        return is_secret

    return pulumi.Output(set(), data(), known(), secret())


FORMS = {
    "dictionary": DOCUMENT,
    "mapping": MappingProxyType({**DOCUMENT, "b": (1, 1.0, True, None), "a": UserDict()}),
    "text": PRETTY,
    "text with a byte order mark": f"\ufeff{PRETTY}",
    "string asset": pulumi.StringAsset(PRETTY),
    "path": pathlib.Path("lens.json"),
    "path with a byte order mark": pathlib.Path("with-mark.json"),
    "file asset": pulumi.FileAsset("lens.json"),
    "file asset of a path": pulumi.FileAsset(pathlib.Path("lens.json")),
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_every_form_becomes_compact_text_with_the_keys_in_their_order(document):
    assert COMPACT == read(document)


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_an_output_of_any_form_becomes_an_output_of_the_text(document):
    assert (COMPACT, True, False) == settled(lambda: pulumi.Output.from_input(document))


def test_an_awaitable_is_awaited():
    async def find():
        return pathlib.Path("lens.json")

    assert (COMPACT, True, False) == settled(find)


def test_an_absolute_path_is_read(folder, monkeypatch):
    monkeypatch.chdir("/")
    assert COMPACT == read(folder / "lens.json")


@pytest.mark.parametrize("kind", [dict, MappingProxyType], ids=["dictionary", "mapping"])
def test_outputs_within_a_dictionary_are_resolved_and_its_keys_keep_their_order(kind):
    assert ('{"z":"last","a":[{"id":"q"}],"m":"x"}', True, False) == settled(
        lambda: kind({
            "z": output("last"),
            "a": (kind({"id": output("q")}),),
            "m": "x",
        })
    )  # fmt: skip


def test_an_output_within_an_output_is_resolved():
    assert ('{"name":"inner"}', True, False) == settled(lambda: output({"name": output("inner")}))


def test_a_secret_makes_the_text_a_secret():
    assert (COMPACT, True, True) == settled(lambda: output(PRETTY, is_secret=True))
    assert ('{"name":"x"}', True, True) == settled(lambda: {"name": output("x", is_secret=True)})
    assert ('{"name":"x"}', True, True) == settled(lambda: output({"name": output("x", is_secret=True)}))


@pytest.mark.parametrize("is_secret", [False, True])
def test_what_is_not_known_yet_makes_the_text_unknown_and_keeps_its_secret(is_secret):
    unknown = {"is_known": False, "is_secret": is_secret}

    assert (None, False, is_secret) == settled(lambda: output(UNKNOWN, **unknown))
    assert (None, False, is_secret) == settled(lambda: {"name": output(UNKNOWN, **unknown), "a": ["b"]})


NOT_JSON = {
    "empty": "",
    "no JSON": "{'name': 'x'}",
    "half": '{"name": ',
    "not a number": '{"a": NaN}',
    "infinite": '{"a": -Infinity}',
    "too large a number": '{"a": 1e999}',
    "too deep": "[" * 100_000,
    "missing file": "missing.json",
    "folder": "folder",
    "no path": "a\0b",
}


@pytest.mark.parametrize("text", NOT_JSON.values(), ids=NOT_JSON)
def test_text_that_is_no_json_is_passed_on_as_it_is(text):
    assert text == read(text)
    assert text == read(pulumi.StringAsset(text))


def test_a_file_that_is_no_json_is_passed_on_as_it_is(folder):
    (folder / "notes.txt").write_text("lens.json")

    assert "lens.json" == read(pathlib.Path("notes.txt"))


@pytest.mark.parametrize(("text", "expected"), [(" 5 ", "5"), ("[1, 2]", "[1,2]"), ('"x"', '"x"')])
def test_json_that_is_no_object_is_passed_on(text, expected):
    assert expected == read(text)


def test_escaped_characters_become_characters():
    assert '{"name":"é😀\\n"}' == read('{"name": "\\u00e9\\ud83d\\ude00\\n"}')


def endless():
    document = {}
    document["self"] = document
    return document


REFUSED = {
    "nothing": None,
    "number": 5,
    "list": [DOCUMENT],
    "bytes": PRETTY.encode(),
    "name of a file": "lens.json",
    "name of a file with a line end": pulumi.StringAsset(" lens.json\n"),
    "missing file": pathlib.Path("missing.json"),
    "folder": pathlib.Path("folder"),
    "file in a file": pulumi.FileAsset("lens.json/more"),
    "null byte": pathlib.Path("a\0b"),
    "encoding": pathlib.Path("utf-16.json"),
    "remote asset": pulumi.RemoteAsset("https://example.com/lens.json"),
    "asset archive": pulumi.AssetArchive({"lens.json": pulumi.FileAsset("lens.json")}),
    "file archive": pulumi.FileArchive("folder"),
    "remote archive": pulumi.RemoteArchive("https://example.com/lens.zip"),
    "repeated key": '{"pillars": [{"id": "one", "name": "x", "id": "two"}]}',
    "half a character in text": '{"name": "\\ud800"}',
    "half a character": {"name": "\udc00"},
    "set": {"pillars": [{"id": "one"}, {"questions": {"a", "b"}}]},
    "asset within": {"pillars": pulumi.StringAsset("[]")},
    "not a number": {"pillars": [float("nan")]},
    "infinite": {"pillars": float("-inf")},
    "key": {"pillars": {1: "x"}},
    "endless number": {"pillars": 10**5000},
    "endless": endless(),
}


def test_every_refusal_reads_well(text_file, folder):
    lines = [f"{name}: {refusal(document)}" for name, document in REFUSED.items()]

    assert text_file == "\n".join(lines).replace(str(folder), "FOLDER") + "\n"


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED)
def test_an_output_is_refused_with_the_same_sentence(document, folder):
    with pytest.raises(pulumi.RunError, match=f"^{re.escape(refusal(document))}$"):
        settled(lambda: output(document))


def test_a_value_within_an_output_is_refused_with_its_place():
    with pytest.raises(pulumi.RunError, match=rf"^{LABEL}: document\.pillars\[0\] has a key of the type int\. "):
        settled(lambda: {"pillars": [output({1: "x"})]})


def sent_or_refused(document):
    """The text that is sent, or None and the sentence of the refusal."""
    try:
        return read(document), None
    except pulumi.RunError as refused:
        return None, str(refused)


@QUICK
@given(TEXTS | JSON.map(json.dumps))
def test_any_text_is_sent_or_refused_with_the_label(text):
    sent, refused = sent_or_refused(text)

    assert refused.startswith(f"{LABEL}: document ") if sent is None else sent == read(sent)


@QUICK
@given(JSON)
def test_any_dictionary_is_sent_as_the_same_json_or_refused_with_the_label(value):
    sent, refused = sent_or_refused({"member": value})

    assert refused.startswith(f"{LABEL}: document") if sent is None else {"member": value} == json.loads(sent)
