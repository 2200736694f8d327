"""The documents of lenses: what ImportLens accepts, and what ExportLens adds."""

import copy
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wellarchitected_emulator.operations.lens_documents import LensDocument
from wellarchitected_emulator.state.sample_lens import minimal_lens, sample_lens
from wellarchitected_emulator.wire.errors import ValidationError

MANY = "x" * 129
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "title"]), inner),
    max_leaves=5,
)


def nested(count):
    return "[" * count + "]" * count


def changed(*path, to):
    """The minimal lens with one member replaced."""
    document = copy.deepcopy(minimal_lens("security"))
    *parents, last = path
    place = document
    for key in parents:
        place = place[key]
    place[last] = to
    return json.dumps(document)


def repeated(*path, count):
    """The minimal lens with an item repeated under other IDs."""
    document = minimal_lens("security")
    place = document
    for key in path:
        place = place[key]
    place[:] = [{**place[0], "id": f"item_{number}"} for number in range(count)]
    return json.dumps(document)


PILLARS = ("pillars",)
QUESTIONS = ("pillars", 0, "questions")
CHOICES = ("pillars", 0, "questions", 0, "choices")


def test_an_export_adds_numbers_to_questions_and_choices_and_changes_nothing_else(owner):
    arn = owner.import_lens(JSONString=json.dumps(sample_lens()))["LensArn"]
    exported = json.loads(owner.export_lens(LensAlias=arn)["LensJSON"])
    assert list(sample_lens()) == list(exported)
    questions = [question for pillar in exported["pillars"] for question in pillar["questions"]]
    assert [1, 2, 1] == [question.pop("number") for question in questions]
    assert [[1, 2], [1], [1]] == [[choice.pop("number") for choice in each["choices"]] for each in questions]
    assert sample_lens() == exported


def test_numbers_in_the_imported_document_are_replaced(owner):
    document = minimal_lens("security")
    document["pillars"][0]["questions"][0]["number"] = 7
    arn = owner.import_lens(JSONString=json.dumps(document))["LensArn"]
    assert 1 == json.loads(owner.export_lens(LensAlias=arn)["LensJSON"])["pillars"][0]["questions"][0]["number"]


def test_a_draft_can_be_exported(owner):
    arn = owner.import_lens(JSONString=json.dumps(sample_lens()))["LensArn"]
    by_name = owner.export_lens(LensAlias=arn, LensVersion="DRAFT")["LensJSON"]
    assert owner.export_lens(LensAlias=arn)["LensJSON"] == by_name
    with pytest.raises(owner.exceptions.ResourceNotFoundException):
        owner.export_lens(LensAlias=arn, LensVersion="1.0")


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[1]",
        '{"a":NaN}',
        '{"a":1e999}',
        '{"a":' + "9" * 5000 + "}",
        '{"a":"\ud800"}',
        '{"a":"\\ud800"}',
        nested(101),
        nested(100_000),
    ],
    ids=["text", "list", "nan", "overflow", "long", "half", "escaped half", "deep", "deeper"],
)
def test_a_text_that_is_not_a_json_object_cannot_be_parsed(owner, text):
    with pytest.raises(owner.exceptions.ValidationException, match="JSONString is not") as refused:
        owner.import_lens(JSONString=text)
    assert "CANNOT_PARSE" == refused.value.response["Reason"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (changed("schemaVersion", to=None), "schemaVersion is required"),
        (changed("name", to=""), "name must be a text that is not empty"),
        (changed("name", to=MANY), "name must have at most 128 characters"),
        (changed("description", to="x" * 2049), "description must have at most 2048"),
        (changed("description", to="a; b"), "description contains invalid characters ;"),
        (changed("name", to="[100%]"), r"name contains invalid characters % \[ \] \(allowed are letters"),
        (changed("pillars", to=[]), "pillars must be a list of 1 to 10 items"),
        (changed("pillars", to={}), "pillars must be a list"),
        (changed("pillars", to=["text"]), r"pillars\[0\] must be an object"),
        (changed(*PILLARS, 0, "id", to="ab"), r"pillars\[0\].id must have 3 to 128"),
        (changed(*PILLARS, 0, "id", to=MANY), r"pillars\[0\].id must have 3 to 128"),
        (changed(*PILLARS, 0, "id", to="a-b"), r"pillars\[0\].id must have 3 to 128"),
        (changed(*PILLARS, 0, "name", to="A=B"), r"pillars\[0\].name contains invalid characters ="),
        (changed("description", to="10 m\u00b2"), "description contains invalid characters \u00b2"),
        (changed(*QUESTIONS, 0, "title", to=MANY), r"questions\[0\].title must have at most 128"),
        (changed(*QUESTIONS, 0, "title", to="<b>?"), r"questions\[0\].title contains invalid characters < >"),
        (changed(*QUESTIONS, 0, "description", to="$"), r"questions\[0\].description contains invalid characters \$"),
        (changed(*CHOICES, 0, "title", to=None), r"choices\[0\].title must be a text"),
        (changed(*CHOICES, 0, "title", to="a|b"), r"choices\[0\].title contains invalid characters \|"),
        (
            changed(*CHOICES, 0, "improvementPlan", to={"displayText": "x" * 2049}),
            r"choices\[0\].improvementPlan.displayText must have at most 2048",
        ),
        (repeated(*PILLARS, count=11), "pillars must be a list of 1 to 10"),
        (repeated(*QUESTIONS, count=21), "questions must be a list of 1 to 20"),
        (repeated(*CHOICES, count=16), "choices must be a list of 1 to 15"),
        (repeated(*PILLARS, count=2), "questions must have unique IDs, and question_1 is repeated"),
        (changed("pillars", to=minimal_lens("a")["pillars"] * 2), "pillars must have unique IDs"),
    ],
)
def test_a_document_that_breaks_a_rule_is_refused_with_the_place(owner, text, message):
    with pytest.raises(owner.exceptions.ValidationException, match=message) as refused:
        owner.import_lens(JSONString=text)
    assert "FIELD_VALIDATION_FAILED" == refused.value.response["Reason"]
    assert ["JSONString"] == [field["Name"] for field in refused.value.response["Fields"]]


@pytest.mark.parametrize(
    "text",
    [
        changed("name", to="L\u00e4nder, La\u0308nder: (A_b-1), c/d @e! #f & g+h 'i' \u2019?"),
        changed("description", to="x" * 2047 + "\n"),
        changed(*QUESTIONS, 0, "riskRules", to=[]),
        changed(*CHOICES, 0, "helpfulResource", to={"displayText": "50% <b>" + "x" * 2041}),
        changed("extra", to={"anything": [1, 2.5, None]}),
        repeated(*QUESTIONS, count=20),
        repeated(*CHOICES, count=15),
    ],
)
def test_a_document_at_the_limits_is_imported(owner, text):
    assert owner.import_lens(JSONString=text)["LensArn"]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_value_in_a_document_is_accepted_or_a_validation_exception(data):
    document = sample_lens()
    parents = [document]
    for _ in range(data.draw(st.integers(0, 6))):
        children = parents[-1].values() if isinstance(parents[-1], dict) else parents[-1]
        parents += [child for child in children if child and isinstance(child, (dict, list))][:1]
    place = data.draw(st.sampled_from(parents))
    place[data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))] = data.draw(JSON)
    with suppress(ValidationError):
        assert document["name"] == LensDocument.parse(json.dumps(document)).name


@pytest.mark.parametrize(("character", "message"), [("x", "between 2 and 500000"), ("\u00fc", "at most 500000 bytes")])
def test_a_document_has_at_most_500_000_characters_and_bytes(owner, character, message):
    start, end = json.dumps({**minimal_lens("security"), "more": "|"}).split("|")
    count = (500_000 - len(start + end)) // len(character.encode())
    fits, too_long = (start + character * number + end for number in (count, count + 1))
    with pytest.raises(owner.exceptions.ValidationException, match=message):
        owner.import_lens(JSONString=too_long)
    assert owner.import_lens(JSONString=fits)["LensArn"]
