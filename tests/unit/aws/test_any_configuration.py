"""Any JSON for any setting: settings, or a ConfigurationError. A stack's settings are text, a provider's have types."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_wellarchitected.aws import Settings
from pulumi_wellarchitected.aws.settings.roles import ROLE_KEYS, WEB_IDENTITY_KEYS
from pulumi_wellarchitected.aws.settings.settings import HONOURED, HONOURED_OF_VERSION_6, WITHOUT_MEANING
from pulumi_wellarchitected.errors import ConfigurationError
from tests.unit.arbitrary import JSON, QUICK, TEXTS

KEYS = st.sampled_from(sorted(HONOURED | HONOURED_OF_VERSION_6 | WITHOUT_MEANING | {"provider"})) | TEXTS
SESSIONS = st.dictionaries(st.sampled_from(sorted(ROLE_KEYS | WEB_IDENTITY_KEYS)), JSON, max_size=4).map(
    lambda session: {"roleArn": "arn:aws:iam::111122223333:role/sharing", **session}
)
ENDPOINTS = st.dictionaries(st.sampled_from(["wellarchitected", "sts", "s3"]), JSON, max_size=2)
VALUES = JSON | SESSIONS | ENDPOINTS | st.lists(SESSIONS | ENDPOINTS, max_size=2)
EXTREME = {
    "nested lists": "[" * 100_000,
    "nested objects": '{"a":' * 100_000,
    "many digits": "9" * 10_000,
    "a long duration": f"{'9' * 400}h",
    "infinite": float("inf"),
    "no number": float("nan"),
}
SETTINGS = st.dictionaries(KEYS.map("aws:{}".format), VALUES | VALUES.map(json.dumps), max_size=3)


def made_or_refused(config):
    """The settings, or the sentence of their refusal."""
    try:
        return Settings.from_config(config)
    except ConfigurationError as refusal:
        return str(refusal)


@QUICK
@given(SETTINGS)
def test_any_configuration_makes_settings_or_is_refused(config):
    assert made_or_refused(config)


@pytest.mark.parametrize("value", EXTREME.values(), ids=EXTREME)
@pytest.mark.parametrize("key", sorted(HONOURED | HONOURED_OF_VERSION_6))
def test_an_extreme_value_makes_settings_or_is_refused(key, value):
    assert made_or_refused({f"aws:{key}": value})


@pytest.mark.parametrize("value", EXTREME.values(), ids=EXTREME)
@pytest.mark.parametrize("key", sorted(ROLE_KEYS - {"roleArn"}))
def test_an_extreme_value_of_a_role_is_accepted_or_refused(key, value):
    assert made_or_refused({"aws:assumeRoles": [{"roleArn": "arn:aws:iam::111122223333:role/sharing", key: value}]})
