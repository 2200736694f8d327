"""What diff() makes of a Lens: it compares the old outputs with the new inputs, by hashes and without a call."""

import json

import pytest
from pulumi_wellarchitected.plugin.changes import Changes
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from tests.unit.lenses.documents import DOCUMENT, changed, compact, exported
from tests.unit.plugin.lenses import ARN, INPUTS, OUTPUTS, verbs

NOTHING = Changes((), ())
EDITED = compact(changed("description", value="What each platform and each team has to have."))
DEFAULT_TAGS = {"aws:defaultTags": json.dumps({"tags": {"team": "platform"}})}
IGNORED_TAGS = {"aws:ignoreTags": json.dumps({"keys": ["Scanned"], "keyPrefixes": ["k8s/"]})}


def diff(olds=None, news=None, config=None):
    asked = verbs(config)
    return asked.diff(ARN, {**OUTPUTS, **(olds or {})}, {**INPUTS, **(news or {})}), asked.process.messages.warnings


def updates(*names):
    return Changes((), names)


@pytest.mark.parametrize(
    "news",
    [
        {},
        {"document": compact(exported(DOCUMENT))},
        {"document": compact(dict(reversed(DOCUMENT.items())))},
        {"is_major_version": False, "adopt_existing": False, "tags": {}, "timeouts": {}},
        {"__provider": "gASV"},
    ],
)
def test_equal_inputs_are_no_change(news):
    assert (NOTHING, []) == diff(news=news)


@pytest.mark.parametrize(
    ("news", "names"),
    [
        ({"document": EDITED, "lens_version": "1.3.0"}, ("document", "lens_version")),
        ({"document": EDITED}, ("document",)),
        ({"lens_version": "1.3.0"}, ("lens_version",)),
        ({"document": Unknown()}, ("document",)),
        ({"lens_version": Unknown()}, ("lens_version",)),
        ({"is_major_version": True}, ("is_major_version",)),
        ({"is_major_version": Unknown()}, ("is_major_version",)),
        ({"adopt_existing": True}, ("adopt_existing",)),
        ({"timeouts": {"update": "10m"}}, ("timeouts",)),
        ({"tags": {"team": "platform"}}, ("tags",)),
        ({"tags": Unknown()}, ("tags",)),
        ({"tags": {"team": Unknown()}}, ("tags",)),
    ],
)
def test_a_change_updates(news, names):
    assert (updates(*names), []) == diff(news=news)


@pytest.mark.parametrize(
    ("olds", "names"),
    [
        ({"status": "DRAFT"}, ("status",)),
        ({"lens_version": "1.3.0"}, ("lens_version",)),
        ({"document_sha256": "0" * 64}, ("document",)),
        ({"lens_version": "2.0", "document_sha256": "0" * 64}, ("document", "lens_version")),
        ({"tags_all": {"team": "security"}}, ("tags",)),
        ({"is_major_version": True}, ("is_major_version",)),
    ],
)
def test_what_a_refresh_saw_updates(olds, names):
    assert updates(*names) == diff(olds)[0]


OLD_VERSION = {"document": EDITED, "lens_version": "1.1.0"}


def test_a_version_that_was_published_before_leaves_a_warning():
    asked = verbs()
    asked.check({}, OLD_VERSION)
    asked.diff(ARN, OUTPUTS, OLD_VERSION)

    warned = "Version 1.1.0 of the lens 'Security baseline 2' was published before, and AWS takes a version name once. "
    assert [f"{warned}Give the document another lens_version."] == asked.process.messages.warnings


def test_a_refresh_does_not_warn_of_the_version_since_it_does_not_know_the_program():
    assert [] == diff(news=OLD_VERSION)[1]


@pytest.mark.parametrize("region", ["eu-west-1", Unknown()])
def test_another_region_or_an_unknown_one_replaces(region):
    assert (Changes(("region",), ()), []) == diff(news={"region": region, "document": EDITED})


@pytest.mark.parametrize(
    ("old", "new"), [({}, {"region": "us-east-1"}), ({"region": "us-east-1"}, {}), ({"region": "eu-west-1"}, {})]
)
def test_a_region_that_is_given_or_left_out_is_only_stored(old, new):
    assert (updates("region"), []) == diff(old, new)


@pytest.mark.parametrize(
    ("config", "news", "found"),
    [
        (DEFAULT_TAGS, {}, {"team": "platform"}),
        (DEFAULT_TAGS, {"tags": {"team": "security"}}, {"team": "security"}),
        (DEFAULT_TAGS, {"tags": {"env": "prod"}}, {"env": "prod", "team": "platform"}),
        (IGNORED_TAGS, {"tags": {"Scanned": "never", "k8s/cluster": "x"}}, {}),
        ({**DEFAULT_TAGS, **IGNORED_TAGS}, {"tags": {"Scanned": "never"}}, {"team": "platform"}),
    ],
)
def test_default_and_ignored_tags_that_the_state_has_are_no_change(config, news, found):
    assert (NOTHING, []) == diff({"tags": news.get("tags", {}), "tags_all": found}, news, config)


@pytest.mark.parametrize(
    ("config", "olds"),
    [
        (DEFAULT_TAGS, {"tags_all": {}}),
        (DEFAULT_TAGS, {"tags_all": {"team": "security"}}),
        ({}, {"tags_all": {"team": "platform"}}),
    ],
)
def test_default_tags_that_were_changed_update(config, olds):
    assert updates("tags") == diff(olds, config=config)[0]


def test_a_tag_that_was_a_default_one_and_is_the_lenss_own_now_is_only_stored():
    assert NOTHING == diff({"tags_all": {"team": "platform"}}, {"tags": {"team": "platform"}})[0]


def test_a_declared_lens_that_stays_is_owned():
    asked = verbs()
    asked.check(INPUTS, INPUTS)

    asked.diff(ARN, OUTPUTS, INPUTS)

    assert asked.process.ownership.is_owned(ARN)


def test_a_lens_that_is_replaced_or_was_not_checked_is_not_owned():
    replaced, refreshed = verbs(), verbs()
    replaced.check(INPUTS, {**INPUTS, "region": "eu-west-1"})

    replaced.diff(ARN, OUTPUTS, {**INPUTS, "region": "eu-west-1"})
    refreshed.diff(ARN, OUTPUTS, INPUTS)

    assert not replaced.process.ownership.is_owned(ARN)
    assert not refreshed.process.ownership.is_owned(ARN)


@pytest.mark.parametrize("document", ["", "no JSON", None])
def test_a_malformed_document_of_an_old_state_never_makes_a_diff_fail(document):
    assert updates("document") == diff(news={"document": document})[0]
