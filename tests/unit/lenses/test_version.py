"""The names of lens versions, and every sentence about one that AWS would refuse.

The sentences stand in __snapshots__/test_version/. `pytest tests/unit --snapshot-update` renews them.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.lenses.version import parse_version
from tests.unit.arbitrary import JSON, QUICK, TEXTS, damaged, is_one_printable_line

BAD = {
    "nothing": None,
    "no text": "",
    "a hyphen": "1.0-rc",
    "two hyphens": "2026-11-25",
    "a hyphen and a plus": "1.0-rc+1",
    "a hyphen in a name that is too long": "1.0-" + "0" * 30,
    "33 characters": "1" * 33,
    "a space": "1.0 rc",
    "spaces around it": " 1.0.0 ",
    "a line's end": "1.0.0\n",
    "a letter with an accent": "é",
    "digits of another script": "\N{ARABIC-INDIC DIGIT ONE}",
    "a float": 1.0,
    "an integer": 2,
    "a flag": True,
    "a list": ["1.0.0"],
}


def refusal(value):
    with pytest.raises(ValueError, match=r".") as refused:
        parse_version(value)
    return str(refused.value)


@pytest.mark.parametrize("version", ["1", "1.0.0", "1.0_rc", "v2", "_", ".", "1" * 32])
def test_a_version_name_is_taken_as_it_is(version):
    assert version == parse_version(version)


def test_every_refusal_reads_well(text_file):
    assert text_file == "".join(f"{case}\n    {refusal(BAD[case])}\n" for case in BAD)


def said(value):
    """The sentence of a refusal, or None."""
    try:
        parse_version(value)
    except ValueError as bad:
        return str(bad)
    return None


@QUICK
@given(JSON | damaged(st.from_regex(r"[A-Za-z0-9_.]{1,32}", fullmatch=True)) | TEXTS)
def test_any_value_is_a_version_name_or_refused_in_a_sentence(value):
    sentence = said(value)
    if sentence is None:
        assert re.fullmatch("[A-Za-z0-9_.]{1,32}", value)
    else:
        assert is_one_printable_line(sentence)
        assert sentence.endswith(".")
