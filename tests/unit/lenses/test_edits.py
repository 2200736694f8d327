"""What an edit of a lens does to those who use it, and the warning before a minor version.

The sentences stand in __snapshots__/test_edits/. `pytest tests/unit --snapshot-update` renews them.
"""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.lenses.document import parse_document
from pulumi_wellarchitected.lenses.edits import Edit, compare
from tests.unit.arbitrary import QUICK, TEXTS, is_one_printable_line
from tests.unit.lenses.documents import CHOICE, DOCUMENT, QUESTION, changed, compact, exported

QUESTIONS = DOCUMENT["pillars"][0]["questions"]
NOTHING = Edit((), (), (), renamed=False)


def edit(after, before=DOCUMENT):
    return compare(parse_document(compact(before)), parse_document(compact(after)))


def with_questions(*questions):
    return changed("pillars", 0, "questions", value=list(questions))


HARMLESS = {
    "nothing at all": DOCUMENT,
    "an export": exported(DOCUMENT),
    "a new question": with_questions(*QUESTIONS, {"id": "identity_4"}),
    "another order of questions": with_questions(*QUESTIONS[::-1]),
    "a new choice": changed(*QUESTION, "choices", value=[*QUESTIONS[0]["choices"], {"id": "identity_1_other"}]),
    "another title": changed(*QUESTION, "title", value="How do machines sign in?"),
    "another title of a choice": changed(*CHOICE, "title", value="Through one directory"),
    "another description": changed("description", value="Another"),
    "other spaces in a member's order": changed(
        *QUESTION, "riskRules", value=[dict(reversed(rule.items())) for rule in QUESTIONS[0]["riskRules"]]
    ),
}


@pytest.mark.parametrize("after", HARMLESS.values(), ids=HARMLESS)
def test_an_edit_that_takes_nothing_away_needs_no_warning(after):
    assert NOTHING == edit(after)
    assert "" == edit(after).warning("1.3.0")


def test_an_edit_knows_the_questions_that_it_removes():
    assert Edit(("identity_1", "identity_3"), (), (), renamed=False) == edit(with_questions(QUESTIONS[1]))


def test_a_question_that_moves_to_another_pillar_is_not_removed():
    moved = copy.deepcopy(DOCUMENT)
    moved["pillars"][1]["questions"].append(moved["pillars"][0]["questions"].pop())

    assert NOTHING == edit(moved)


def test_an_edit_knows_the_questions_that_lose_a_choice():
    fewer = changed(*QUESTION, "choices", value=QUESTIONS[0]["choices"][1:])

    assert Edit((), ("identity_1",), (), renamed=False) == edit(fewer)


@pytest.mark.parametrize("rules", [[], None, "default", QUESTIONS[0]["riskRules"][::-1]])
def test_an_edit_knows_the_questions_that_are_rated_by_other_rules(rules):
    assert Edit((), (), ("identity_1",), renamed=False) == edit(changed(*QUESTION, "riskRules", value=rules))


def test_an_edit_knows_that_the_lens_has_another_name():
    renamed = edit(changed("name", value="Security baseline 3"))

    assert Edit((), (), (), renamed=True) == renamed
    assert "" == renamed.warning("1.3.0")


EDITS = {
    "one question removed": Edit(("a",), (), (), renamed=False),
    "one question with fewer choices": Edit((), ("a",), (), renamed=False),
    "two questions with other rules": Edit((), (), ("a", "b"), renamed=False),
    "removed and other rules": Edit(("a", "b"), (), ("c", "d", "e"), renamed=False),
    "all three": Edit(("a",), ("b",), ("c",), renamed=True),
    "twelve questions": Edit(tuple("abcdefghijkl"), (), (), renamed=False),
    "an ID that would clear the screen": Edit(("\x1b[2J",), (), (), renamed=False),
}


def test_every_warning_reads_well(text_file):
    assert text_file == "".join(f"{case}\n    {EDITS[case].warning('1.3.0')}\n" for case in EDITS)


@QUICK
@given(st.lists(TEXTS).map(tuple), st.lists(TEXTS).map(tuple), st.lists(TEXTS).map(tuple), TEXTS)
def test_a_warning_is_one_printable_line_whatever_the_ids(removed, fewer_choices, other_rules, version):
    warning = Edit(removed, fewer_choices, other_rules, renamed=False).warning(f"v{version}")

    assert is_one_printable_line(warning)
    assert bool(warning) == bool(removed or fewer_choices or other_rules)
