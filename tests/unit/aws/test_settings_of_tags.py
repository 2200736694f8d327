"""`aws:defaultTags` and `aws:ignoreTags`: which tags a resource gets, and which of those that AWS lists count."""

import json

import pytest
from pulumi_wellarchitected.aws.settings.tags import IgnoredTags, Tags
from tests.unit.aws.configurations import read

TAGS = Tags({"team": "platform", "env": "prod"}, IgnoredTags(("Scanned",), ("k8s/", "ops:")))


def test_without_either_setting_a_resource_has_its_own_tags():
    assert Tags() == read({}).tags
    assert {"team": "security"} == Tags().merge({"team": "security"})
    assert {} == Tags().merge({})


def test_both_settings_come_together():
    given = {
        "defaultTags": {"tags": {"team": "platform"}},
        "ignoreTags": {"keys": ["Scanned"], "keyPrefixes": ["k8s/"]},
    }

    assert Tags({"team": "platform"}, IgnoredTags(("Scanned",), ("k8s/",))) == read(given).tags


def test_a_resources_own_tag_overrides_a_default_tag():
    assert {"team": "security", "env": "prod", "tier": "1"} == TAGS.merge({"team": "security", "tier": "1"})


@pytest.mark.parametrize("key", ["Scanned", "k8s/", "k8s/cluster", "ops:owner"])
def test_an_ignored_tag_is_neither_set_nor_seen_whoever_gives_it(key):
    assert {} == Tags({key: "default"}, TAGS.ignored).merge({})
    assert {"team": "platform", "env": "prod"} == TAGS.merge({key: "own"})
    assert {"team": "x"} == TAGS.visible({key: "found", "team": "x"})


@pytest.mark.parametrize("key", ["scanned", "Scanned2", "K8s/cluster", "my-k8s/", "ops", "default"])
def test_a_key_that_only_resembles_an_ignored_one_is_not_ignored(key):
    assert {key: "own"} == Tags(ignored=TAGS.ignored).merge({key: "own"})
    assert {key: "found"} == TAGS.visible({key: "found"})


def test_tags_of_aws_itself_are_not_seen():
    found = {"aws:cloudformation:stack-name": "s", "awsome": "yes", "AWS:x": "y"}

    assert {"awsome": "yes", "AWS:x": "y"} == Tags().visible(found)


def test_what_was_merged_is_seen_again():
    merged = TAGS.merge({"tier": "", "Scanned": "no"})

    assert merged == TAGS.visible({**merged, "aws:createdBy": "x", "k8s/cluster": "y"})


def test_merging_changes_neither_the_defaults_nor_the_resources_own_tags():
    own = {"team": "security"}

    TAGS.merge(own)["more"] = "x"

    assert {"team": "security"} == own
    assert {"team": "platform", "env": "prod"} == TAGS.default


@pytest.mark.parametrize("form", [dict, json.dumps])
def test_a_tag_may_be_empty_and_numbers_and_booleans_are_text_as_in_pulumi_aws(form):
    given = {"tags": {"empty": "", "none": None, "number": 42, "zero": 0, "half": 0.5, "whole": 3.0, "flag": True}}

    assert {"empty": "", "number": "42", "zero": "0", "half": "0.5", "whole": "3", "flag": "true"} == read(
        {"defaultTags": form(given)}
    ).default_tags


@pytest.mark.parametrize("key", ["defaultTags", "ignoreTags"])
@pytest.mark.parametrize("value", [{}, "{}", {"tags": None}, {"keys": [], "keyPrefixes": None}])
def test_a_setting_that_holds_nothing_is_none(key, value):
    known = {"defaultTags": {"tags"}, "ignoreTags": {"keys", "keyPrefixes"}}[key]
    given = {name: each for name, each in value.items() if name in known} if isinstance(value, dict) else value

    assert Tags() == read({key: given}).tags


def test_the_tags_of_an_aws_provider_are_those_of_the_setting():
    inputs = {"defaultTags": '{"tags":{"cost_center":"a_b"}}', "ignoreTags": '{"keyPrefixes":["k8s/"]}'}

    assert Tags({"cost_center": "a_b"}, IgnoredTags(prefixes=("k8s/",))) == read({"provider": inputs}).tags
