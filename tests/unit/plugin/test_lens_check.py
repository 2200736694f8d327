"""What check() says about an edit of a lens: it has the old inputs and the new ones, and so both documents.

The sentences stand in __snapshots__/test_lens_check/. `pytest tests/unit --snapshot-update` renews them.
"""

import pytest
from pulumi_wellarchitected.errors import ConfigurationError, InvalidInputError
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from tests.unit.lenses.documents import CHOICE, DOCUMENT, QUESTION, changed, compact, exported
from tests.unit.plugin.lenses import INPUTS, verbs

QUESTIONS = DOCUMENT["pillars"][0]["questions"]
EDITED = compact(changed("description", value="What each platform and each team has to have."))
SMALLER = compact(changed("pillars", 0, "questions", value=QUESTIONS[:1]))
RENAMED = compact(changed("name", value="Security baseline 3"))
NEXT = {"lens_version": "1.3.0"}

REFUSED = {
    "other content under the same version": {"document": EDITED},
    "another name": {**NEXT, "document": RENAMED},
    "another spelling of the name": {**NEXT, "document": compact(changed("name", value="security baseline 2"))},
    "another name under the same version": {"document": RENAMED},
}
WARNED = {
    "a minor version that removes questions": {**NEXT, "document": SMALLER},
    "a minor version that removes a choice": {
        **NEXT,
        "document": compact(changed(*QUESTION, "choices", value=QUESTIONS[0]["choices"][:1])),
    },
    "a minor version with other rules": {**NEXT, "document": compact(changed(*QUESTION, "riskRules", value=[]))},
    "a schema version that AWS may refuse": {**NEXT, "document": compact(changed("schemaVersion", value="2022-01-01"))},
    "a character that AWS may refuse": {**NEXT, "document": compact(changed(*CHOICE, "title", value="95%"))},
}


def check(olds=INPUTS, **given):
    """The failures and the warnings of a check with these inputs."""
    checked = verbs()
    failures = checked.check(olds, {**INPUTS, **given})
    return failures, checked.process.messages.warnings


def refusal(**given):
    with pytest.raises(InvalidInputError) as failure:
        check(**given)
    return str(failure.value)


def test_every_sentence_reads_well(text_file):
    refusals = {case: [refusal(**given)] for case, given in REFUSED.items()}
    warnings = {case: check(**given)[1] for case, given in WARNED.items()}

    told = {**refusals, **warnings}
    assert text_file == "".join(f"{case}\n    {' '.join(lines)}\n" for case, lines in told.items())


@pytest.mark.parametrize("case", REFUSED)
def test_an_edit_that_aws_would_refuse_is_an_error(case):
    assert "Security baseline 2" in refusal(**REFUSED[case])


@pytest.mark.parametrize("case", WARNED)
def test_an_edit_that_may_surprise_leaves_one_warning(case):
    failures, warnings = check(**WARNED[case])

    assert ({}, 1) == (failures, len(warnings))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"document": compact(exported(DOCUMENT))},
        {"document": compact(dict(reversed(DOCUMENT.items())))},
        {"document": EDITED, **NEXT},
        {**NEXT},
        {"document": SMALLER, **NEXT, "is_major_version": True},
        {"document": SMALLER, **NEXT, "is_major_version": Unknown()},
        {"document": SMALLER, "lens_version": Unknown()},
        {"document": Unknown()},
        {"document": Unknown(), **NEXT},
        {"document": RENAMED, "region": "eu-west-1"},
        {"document": EDITED, "region": "eu-west-1"},
    ],
)
def test_any_other_edit_passes_in_silence(given):
    assert ({}, []) == check(**given)


@pytest.mark.parametrize("olds", [{}, {"document": Unknown()}, {"document": "", "lens_version": "1.2.0"}])
def test_a_new_lens_a_replaced_one_and_one_whose_old_document_is_not_known_are_compared_with_nothing(olds):
    assert ({}, []) == check(olds, document=SMALLER)


@pytest.mark.parametrize("given", WARNED.values(), ids=WARNED)
def test_the_warnings_do_not_show_a_secret_document(given):
    assert ({}, []) == check(**given, secret_inputs=["document"])


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_an_edit_of_a_secret_document_is_refused_too(given):
    with pytest.raises(InvalidInputError):
        check(**given, secret_inputs=["document"])


def test_a_setting_that_is_not_supported_is_an_error_before_anything_else():
    with pytest.raises(ConfigurationError, match="unheardOf"):
        verbs({"aws:unheardOf": "x"}).check({}, {})


def test_a_checked_lens_is_declared():
    checked = verbs()

    checked.check({}, INPUTS)

    assert checked.process.ownership.is_declared(checked.schema.key(INPUTS))
