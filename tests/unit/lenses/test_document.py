"""A lens document: what is parsed, what is the same, and every sentence about what AWS would refuse.

The sentences stand in __snapshots__/test_document/. `pytest tests/unit --snapshot-update` renews them.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.lenses.document import (
    LensDocument,
    canonical_sha256,
    normalize_name,
    parse_document,
    without_numbers,
)
from tests.unit.arbitrary import JSON, QUICK, TEXTS, is_one_printable_line
from tests.unit.lenses.documents import CHOICE, DOCUMENT, QUESTION, changed, compact, exported

TEXT = compact(DOCUMENT)
PILLAR = DOCUMENT["pillars"][0]
DEEP = "[" * 100_000 + "]" * 100_000

BAD = {
    "no text": "",
    "a path": "lens.json",
    "a missing comma": '{"name": "Security"\n "description": ""}',
    "text after the object": f"{TEXT} and more",
    "a byte order mark": f"\N{BOM}{TEXT}",
    "NaN": TEXT.replace('"2021-11-01"', "NaN"),
    "minus infinity": TEXT.replace('"2021-11-01"', "-Infinity"),
    "a float that is too large": TEXT.replace('"2021-11-01"', "1e999"),
    "an integer of 5,000 digits": TEXT.replace('"2021-11-01"', "7" * 5000),
    "lists in lists without end": DEEP,
    "a member that is there twice": TEXT.replace("{", '{"name":"Security",', 1),
    "half a character": TEXT.replace("None of these", r"None \ud800 of these"),
    "a list": [DOCUMENT],
    "null": None,
    "no name": changed("name", value=None),
    "an empty name": changed("name", value=""),
    "a name of spaces": changed("name", value="   "),
    "a number for a name": changed("name", value=7),
    "a name of 129 characters": changed("name", value="n" * 129),
    "no schema version": {name: value for name, value in DOCUMENT.items() if name != "schemaVersion"},
    "a number for a schema version": changed("schemaVersion", value=20211101),
    "a list for a description": changed("description", value=[]),
    "500,001 characters": changed("description", value="d" * (500_001 - len(TEXT) + len(DOCUMENT["description"]))),
    "more bytes than characters": changed("description", value="é" * 249_500),
    "no pillars": changed("pillars", value=None),
    "an empty list of pillars": changed("pillars", value=[]),
    "pillars by name": changed("pillars", value={"identity": {}}),
    "11 pillars": changed("pillars", value=[PILLAR] * 11),
    "text for a pillar": changed("pillars", 1, value="detection"),
    "a flag for a pillar's name": changed("pillars", 1, "name", value=True),
    "a number for questions": changed("pillars", 0, "questions", value=3),
    "21 questions": changed("pillars", 0, "questions", value=[PILLAR["questions"][0]] * 21),
    "21 questions in a pillar with no name": changed("pillars", 1, value={"questions": PILLAR["questions"] * 7}),
    "null for a question": changed(*QUESTION, value=None),
    "a question with no ID": changed(*QUESTION, "id", value=None),
    "a number for a question's ID": changed(*QUESTION, "id", value=1),
    "an object for a title": changed(*QUESTION, "title", value={}),
    "a number for a question's description": changed(*QUESTION, "description", value=1.5),
    "text for choices": changed(*QUESTION, "choices", value="yes"),
    "16 choices": changed(*QUESTION, "choices", value=[{"id": f"choice_{number}"} for number in range(16)]),
    "a list for a choice": changed(*CHOICE, value=[]),
    "a choice with no ID": changed(*CHOICE, "id", value=""),
    "a flag for a choice's title": changed(*CHOICE, "title", value=False),
    "a name that would clear the screen": changed("pillars", 0, value={"name": "\x1b[2J", "questions": 1}),
}
ODD = {
    "another schema version": changed("schemaVersion", value="2022-01-01"),
    "a semicolon in the name": changed("name", value="Security; baseline"),
    "a tab in the description": changed("description", value="Name:\tvalue"),
    "quotation marks in a pillar's name": changed("pillars", 1, "name", value='"Detection"'),
    "a percentage in a question's title": changed(*QUESTION, "title", value="Are 95% covered by <tool>?"),
    "a symbol in a question's description": changed(*QUESTION, "description", value="\N{ROCKET} first"),
    "a dash in a choice's title": changed(*CHOICE, "title", value="Yes \N{EM DASH} always"),
    "much of it": {
        **changed("pillars", value=[{"name": f"[{number}]"} for number in range(9)]),
        "schemaVersion": "1",
        "name": '*"$|~{};%<>=',
    },
}


def as_text(case):
    return case if isinstance(case, str) else compact(case)


def refusal(text, parse=parse_document):
    with pytest.raises(ValueError, match=r".") as refused:
        parse(text)
    return str(refused.value)


def test_every_refusal_reads_well(text_file):
    assert text_file == "".join(f"{case}\n    {refusal(as_text(BAD[case]))}\n" for case in BAD)


def test_every_warning_reads_well(text_file):
    told = ((case, "\n    ".join(parse_document(compact(document)).warnings)) for case, document in ODD.items())

    assert text_file == "".join(f"{case}\n    {sentences}\n" for case, sentences in told)


def test_a_document_has_its_name_and_all_its_questions():
    document = parse_document(TEXT)

    assert ("Security baseline 2", "What each platform has to have.") == (document.name, document.description)
    assert ["identity_1", "identity_2", "identity_3"] == [question.id for question in document.questions]
    assert () == document.warnings


def test_the_lens_of_the_examples_is_parsed_without_a_warning():
    file = Path(__file__).parents[3] / "examples" / "04-lens-from-file" / "lens.json"

    document = parse_document(file.read_text(encoding="utf-8"))

    assert ("Platform security baseline", 13) == (document.name, len(document.questions))
    assert () == document.warnings


def test_a_document_of_the_least_that_aws_needs_is_parsed():
    document = parse_document('{"schemaVersion": "2021-11-01", "name": "n", "pillars": [{}]}')

    assert ("n", "", ()) == (document.name, document.description, document.questions)


def test_the_text_is_compact_with_the_members_in_their_order_and_characters_as_they_are():
    document = {"schemaVersion": "2021-11-01", "pillars": [{"z": 1.0, "a": "é\u2028"}], "name": "Security"}

    assert '{"schemaVersion":"2021-11-01","pillars":[{"z":1.0,"a":"é\u2028"}],"name":"Security"}' == (
        parse_document(json.dumps(document, indent=4)).text
    )


@pytest.mark.parametrize("letter", ["d", "é", "\N{ROCKET}"])
def test_a_document_of_500_000_bytes_is_taken_and_one_more_refused(letter):
    size = 500_000 - len(compact(changed("description", value="")))
    letters = letter * (size // len(letter.encode()))
    full = letters + "d" * (size - len(letters.encode()))

    assert 500_000 == len(parse_document(compact(changed("description", value=full))).text.encode())
    assert "500,001 bytes" in refusal(compact(changed("description", value=f"{full}d")))


def test_a_document_is_measured_without_the_spaces_between_its_members():
    spaced = json.dumps(changed("description", value="d" * 490_000), indent=400)

    assert len(parse_document(spaced).text) < 500_000 < len(spaced)


@pytest.mark.parametrize(
    "document",
    [
        changed("name", value="n" * 128),
        changed("pillars", value=[PILLAR] * 10),
        changed("pillars", 0, "questions", value=[PILLAR["questions"][0]] * 20),
        changed(*QUESTION, "choices", value=[{"id": f"choice_{number}"} for number in range(15)]),
    ],
)
def test_a_document_at_a_limit_is_taken(document):
    assert isinstance(parse_document(compact(document)), LensDocument)


@pytest.mark.parametrize(
    "allowed",
    ["- _ . , : / ( ) @ ! & # + ' ?", "one line\nanother\r\n", "\N{RIGHT SINGLE QUOTATION MARK}", "Größe 1", "安全"],
)
def test_allowed_characters_cause_no_warning(allowed):
    document = {**DOCUMENT, "name": allowed, "description": allowed, "pillars": [{"name": allowed}]}

    assert () == parse_document(compact(document)).warnings


SAME = {
    "an export": compact(exported(DOCUMENT)),
    "another order of members": json.dumps(DOCUMENT, sort_keys=True),
    "line breaks and escapes": json.dumps(DOCUMENT, indent=2, ensure_ascii=True),
}
DIFFERENT = {
    "another title": changed(*QUESTION, "title", value="How do machines sign in?"),
    "another order of questions": changed("pillars", 0, "questions", value=PILLAR["questions"][::-1]),
    "a number at a pillar": changed("pillars", 0, "number", value=1),
    "a number in a risk rule": changed(*QUESTION, "riskRules", 0, "number", value=1),
    "one more member": changed(*QUESTION, "helpfulResource", value={"displayText": "Read it."}),
    "a member that is null": changed(*QUESTION, "helpfulResource", value=None),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_documents_that_mean_the_same_have_one_hash(text):
    assert parse_document(TEXT).sha256 == parse_document(text).sha256 == canonical_sha256(text)


@pytest.mark.parametrize("document", DIFFERENT.values(), ids=DIFFERENT)
def test_documents_that_differ_have_two_hashes(document):
    assert canonical_sha256(TEXT) != canonical_sha256(compact(document))


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("0", "-0.0"), ("100", "1e2"), ('"é"', r'"\u00e9"')])
def test_two_spellings_of_a_value_have_one_hash(one, other):
    assert canonical_sha256(f'{{"a":{one}}}') == canonical_sha256(f'{{"a":{other}}}')


@pytest.mark.parametrize(("one", "other"), [("1", "true"), ("1", '"1"'), ("1", "1.5"), ('"é"', '"e\u0301"')])
def test_two_values_have_two_hashes(one, other):
    assert canonical_sha256(f'{{"a":{one}}}') != canonical_sha256(f'{{"a":{other}}}')


def test_the_hash_stays_what_it_is_in_the_states_of_users():
    assert "46ec90b1dc4ff04fe635f5faa0b4ee07" == canonical_sha256(TEXT)[:32]


def test_an_export_without_its_numbers_is_the_document():
    assert TEXT == without_numbers(json.dumps(exported(DOCUMENT), indent=2))


def test_only_the_numbers_of_questions_and_choices_are_dropped():
    odd = '{"number":1,"pillars":[{"number":2,"questions":[7,{"choices":{"number":3}}]},null]}'

    assert odd == without_numbers(odd)


@pytest.mark.parametrize("text", ["", "{", DEEP, "NaN"])
@pytest.mark.parametrize("parse", [canonical_sha256, without_numbers])
def test_an_export_that_is_not_json_is_refused_in_a_sentence(parse, text):
    assert refusal(text, parse).startswith("The document ")


@pytest.mark.parametrize(
    ("name", "normalized"),
    [
        ("AWS Operational Readiness Review", "awsoperationalreadinessreview"),
        ("Security-Baseline_2.0 (EU)", "securitybaseline20eu"),
        ("GRÖSSE", "grösse"),
        ("- -", ""),
    ],
)
def test_a_name_is_normalized_to_lower_case_letters_and_digits(name, normalized):
    assert normalized == normalize_name(name)
    assert normalized == parse_document(compact(changed("name", value=name))).normalized_name


def lists_of(items):
    return st.lists(items | JSON, max_size=3) | JSON


CHOICES = st.fixed_dictionaries({}, optional={"id": TEXTS, "title": TEXTS | JSON, "number": JSON})
QUESTIONS = st.fixed_dictionaries(
    {"id": TEXTS | JSON},
    optional={"title": TEXTS | JSON, "description": JSON, "choices": lists_of(CHOICES), "riskRules": JSON},
)
PILLARS = st.fixed_dictionaries({}, optional={"name": TEXTS | JSON, "questions": lists_of(QUESTIONS)})
DOCUMENTS = st.fixed_dictionaries(
    {"schemaVersion": st.just("2021-11-01") | TEXTS, "name": TEXTS | JSON, "pillars": lists_of(PILLARS)},
    optional={"description": TEXTS | JSON},
)


def parsed(text):
    """The document, or the sentence of the refusal."""
    try:
        return parse_document(text)
    except ValueError as bad:
        return str(bad)


def assert_parsed_or_refused(text):
    document = parsed(text)
    if isinstance(document, LensDocument):
        assert document.text == parse_document(document.text).text
        assert document.sha256 == canonical_sha256(text) == canonical_sha256(without_numbers(text))
    for sentence in document.warnings if isinstance(document, LensDocument) else [document]:
        assert is_one_printable_line(sentence)
        assert sentence.endswith(".")


@QUICK
@given(JSON | DOCUMENTS, st.booleans())
def test_any_json_is_parsed_or_refused_in_a_sentence(value, ascii_only):
    assert_parsed_or_refused(json.dumps(value, ensure_ascii=ascii_only))


@QUICK
@given(TEXTS)
def test_any_text_is_parsed_or_refused_in_a_sentence(text):
    assert_parsed_or_refused(text)
