"""A Lens's inputs: all that can be known before a call is made, and every sentence that says so.

The sentences stand in __snapshots__/test_lens_schema/. `pytest tests/unit --snapshot-update` renews them. Those about
the content of a document are in tests/unit/lenses.
"""

import pytest
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.lenses.lens import DRAFT, Description, Lens
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.plugin.schema.lens import LENS
from tests.unit.lenses.documents import DOCUMENT, changed, compact, exported
from tests.unit.plugin.lenses import ARN, INPUTS, OUTPUTS, verbs

LONG = changed("description", value="d" * 500_001)
BAD = {
    "no document": {"document": None},
    "an empty document": {"document": ""},
    "a document that is no text": {"document": {"name": "Security"}},
    "a document that is not JSON": {"document": "lens.json"},
    "a document that is a list": {"document": "[]"},
    "a document without a name": {"document": compact({**DOCUMENT, "name": ""})},
    "a document that is too long": {"document": compact(LONG)},
    "no version": {"lens_version": None},
    "an empty version": {"lens_version": ""},
    "a number for a version": {"lens_version": 1.1},
    "a version with a hyphen": {"lens_version": "1.0-rc"},
    "a version with spaces around": {"lens_version": " 1.0 "},
    "a version of 33 characters": {"lens_version": "1" * 33},
    "text for a flag": {"is_major_version": "true"},
    "a number for a flag": {"adopt_existing": 1.0},
    "an empty Region": {"region": ""},
    "a number for a Region": {"region": 1.0},
    "a Region by its name": {"region": "Ireland"},
    "an availability zone": {"region": "us-east-1a"},
    "a list of tags": {"tags": ["team"]},
    "a number for a tag": {"tags": {"cost": 17.0}},
    "a tag of AWS's": {"tags": {"AWS:team": "platform"}},
    "a tag with an empty key": {"tags": {"": "platform"}},
    "a tag with a key of 129 characters": {"tags": {"k" * 129: ""}},
    "a tag with a value of 257 characters": {"tags": {"team": "v" * 257}},
    "51 tags": {"tags": {f"tag{number}": "" for number in range(51)}},
    "text for timeouts": {"timeouts": "10m"},
    "a timeout without a unit": {"timeouts": {"update": "10"}},
}


def told(case):
    return [f"    {name}: {reason}" for name, reason in LENS.check({**INPUTS, **BAD[case]}).items()]


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_at_the_property_that_has_it(case):
    assert list(BAD[case]) == list(LENS.check({**INPUTS, **BAD[case]}))


def test_every_refusal_reads_well(text_file):
    assert text_file == "\n".join(line for case in BAD for line in (case, *told(case))) + "\n"


@pytest.mark.parametrize("case", [case for case, given in BAD.items() if "document" in given])
def test_a_bad_document_is_an_error_since_a_check_failure_would_print_it(case):
    (reason,) = LENS.check({**INPUTS, **BAD[case]}).values()

    with pytest.raises(InvalidInputError) as failure:
        verbs().check({}, {**INPUTS, **BAD[case]})

    assert f"The document of the lens is not accepted. {reason}" == str(failure.value)


def test_any_other_bad_input_is_reported_beside_its_property():
    assert ["lens_version", "tags"] == list(verbs().check({}, {**INPUTS, "lens_version": "1-0", "tags": []}))


@pytest.mark.parametrize("name", ["document", "lens_version", "region"])
def test_a_bad_secret_is_an_error_that_does_not_show_it(name):
    given = {**INPUTS, name: "{Chameleon}", "secret_inputs": [name]}

    with pytest.raises(InvalidInputError) as failure:
        verbs().check({}, given)

    assert f"The secret input {name} is not accepted." in str(failure.value)
    assert "Chameleon" not in str(failure.value)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"document": compact(exported(DOCUMENT))},
        {"is_major_version": True, "adopt_existing": False, "region": "us-gov-west-1"},
        {"is_major_version": None, "adopt_existing": None, "region": None, "tags": None, "timeouts": None},
        {"lens_version": "v1_2.0"},
        {"tags": {f"tag{number}": "v" * 256 for number in range(50)}},
        {"tags": {"k" * 128: ""}},
        {"timeouts": {"create": "1h30m", "update": "90s", "delete": "5m"}},
        {"__provider": "gASV", "an_input_of_a_later_version": 1.0},
    ],
)
def test_good_input_passes(given):
    assert {} == verbs().check({}, {**INPUTS, **given})


@pytest.mark.parametrize("name", ["document", "lens_version", "is_major_version", "adopt_existing", "region", "tags"])
def test_an_unknown_input_passes(name):
    assert {} == verbs().check({}, {**INPUTS, name: Unknown()})


def test_an_unknown_tag_passes_beside_a_bad_one():
    assert {} == LENS.check({**INPUTS, "tags": {"team": Unknown()}})
    assert ["lens_version"] == list(LENS.check({**INPUTS, "tags": {"team": Unknown()}, "lens_version": 1.0}))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"lens_version": "2", "tags": {"team": "platform"}}),
        ({}, {"document": compact(changed("name", value="SECURITY-baseline, 2"))}),
        ({"region": "eu-west-1"}, {"region": "eu-west-1"}),
    ],
)
def test_lenses_of_one_normalized_name_are_the_same(first, second):
    assert LENS.key({**INPUTS, **first}) == LENS.key({**INPUTS, **second})


@pytest.mark.parametrize(
    "other", [{"region": "eu-west-1"}, {"document": compact(changed("name", value="Security baseline 3"))}]
)
def test_lenses_of_another_name_or_region_are_not_the_same(other):
    assert LENS.key(INPUTS) != LENS.key({**INPUTS, **other})


@pytest.mark.parametrize("given", [{"document": Unknown()}, {"document": "no JSON"}, {"region": Unknown()}])
def test_a_lens_whose_name_or_region_is_not_known_is_never_the_same_as_another(given):
    assert LENS.key({**INPUTS, **given}) is None


def lens(**given):
    description = Description(DOCUMENT["name"], DOCUMENT["description"], "111122223333", "1.2.0", {})
    return Lens(ARN, description, exported=compact(exported(DOCUMENT)), **given)


def test_the_state_holds_hashes_and_not_the_document():
    state = LENS.state({"versions": ["1.1.0"]}, {**INPUTS, "__provider": "gASV"}, lens(), OUTPUTS["document_sha256"])

    assert OUTPUTS == state


def test_a_draft_adds_no_version_that_is_known_to_be_used():
    assert [] == LENS.state({}, INPUTS, lens(status=DRAFT), "")["versions"]


def test_an_input_that_is_given_no_more_leaves_the_state():
    assert "region" not in LENS.state({**OUTPUTS, "region": "us-east-1"}, INPUTS, lens(), "")
