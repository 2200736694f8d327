"""wa.Provider: its arguments, and the configuration that it sends to the engine."""

import inspect
import json
import sys
from dataclasses import fields

import pulumi
import pulumi_aws as aws
import pulumi_wellarchitected as wa
import pytest
from pulumi import _types
from pulumi_wellarchitected.aws.settings.settings import HONOURED, SETTINGS, WITHOUT_MEANING
from tests.unit.program.declared_providers import PASSED_ON, ROLE, configuration, declared, in_clear, is_secret
from typing_extensions import get_overloads

SECRETS = {"access_key", "assume_role_with_web_identity", "secret_key", "token"}


def test_the_arguments_are_the_rows_of_the_table_of_settings():
    assert list(SETTINGS) == [field.name for field in fields(wa.ProviderArgs)]


def test_every_argument_of_an_aws_provider_is_passed_on_or_named_as_without_meaning():
    keys = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)

    assert set(inspect.signature(aws.ProviderArgs.__init__).parameters) - {"__self__"} == keys.keys()
    assert {field.name for field in fields(wa.ProviderArgs)} == {
        name for name, key in keys.items() if key not in WITHOUT_MEANING
    }


def test_every_argument_that_is_passed_on_is_honoured_and_has_its_test():
    keys = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)

    assert {keys[name] for name in PASSED_ON} == HONOURED


@pytest.mark.skipif(sys.version_info < (3, 11), reason="typing keeps no overloads before")
def test_both_forms_have_the_same_keywords():
    [_, keywords] = get_overloads(wa.Provider.__init__)
    names = [name for name in inspect.signature(keywords).parameters if name not in ("self", "resource_name", "opts")]

    assert [field.name for field in fields(wa.ProviderArgs)] == names


@pytest.mark.parametrize("name", PASSED_ON)
def test_every_argument_is_written_as_the_configurations_key(name):
    given, written = PASSED_ON[name]
    key = _types.input_type_py_to_pulumi_names(aws.ProviderArgs)[name]

    assert {f"aws:{key}": written} == in_clear(configuration(**{name: given}))


def test_what_is_not_given_is_left_out():
    assert {} == configuration(**dict.fromkeys(PASSED_ON))
    assert {} == configuration(region=pulumi.Output.from_input(None), assume_roles=pulumi.Output.from_input(None))


@pytest.mark.parametrize(
    "role",
    [
        wa.ProviderAssumeRoleArgs(role_arn=ROLE, duration="1h30m", tags={"cost_center": "a_b"}),
        aws.ProviderAssumeRoleArgs(role_arn=ROLE, duration="1h30m", tags={"cost_center": "a_b"}),
        {"role_arn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}, "policy": None},
        {"roleArn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}},
        pulumi.Output.from_input({"role_arn": pulumi.Output.from_input(ROLE), "duration": "1h30m",
                                  "tags": {"cost_center": "a_b"}}),
    ],
    ids=["ours", "pulumi-aws", "snake", "camel", "output"],
)  # fmt: skip
def test_a_role_may_be_given_in_every_form_and_a_tags_own_key_is_left_alone(role):
    written = json.loads(configuration(assume_roles=[role])["aws:assumeRoles"])

    assert [{"roleArn": ROLE, "duration": "1h30m", "tags": {"cost_center": "a_b"}}] == written


@pytest.mark.parametrize(
    "tags",
    [
        wa.ProviderDefaultTagsArgs(tags={"cost_center": "a_b"}),
        aws.ProviderDefaultTagsArgs(tags={"cost_center": "a_b"}),
        {"tags": pulumi.Output.from_input({"cost_center": pulumi.Output.from_input("a_b")})},
        pulumi.Output.from_input(wa.ProviderDefaultTagsArgs(tags={"cost_center": "a_b"})),
    ],
    ids=["ours", "pulumi-aws", "dictionary", "output"],
)
def test_default_tags_may_be_given_in_every_form_and_their_keys_are_left_alone(tags):
    assert '{"tags": {"cost_center": "a_b"}}' == configuration(default_tags=tags)["aws:defaultTags"]


@pytest.mark.parametrize(
    "tags",
    [
        wa.ProviderIgnoreTagsArgs(keys=["a_b"], key_prefixes=("c_d",)),
        aws.ProviderIgnoreTagsArgs(keys=["a_b"], key_prefixes=["c_d"]),
        {"keys": pulumi.Output.from_input(["a_b"]), "keyPrefixes": (pulumi.Output.from_input("c_d"),)},
    ],
    ids=["ours", "pulumi-aws", "dictionary"],
)
def test_ignored_tags_may_be_given_in_every_form(tags):
    assert '{"keyPrefixes": ["c_d"], "keys": ["a_b"]}' == configuration(ignore_tags=tags)["aws:ignoreTags"]


def test_a_secret_among_the_default_tags_makes_them_a_secret():
    secret = configuration(default_tags={"tags": {"team": pulumi.Output.secret("platform")}})["aws:defaultTags"]

    assert is_secret(secret)
    assert '{"tags": {"team": "platform"}}' == in_clear(secret)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"assume_roles": [{"role_arm": ROLE}]}, "ProviderAssumeRoleArgs has no 'role_arm'. It has role_arn, duration"),
        ({"assume_roles": {"role_arn": ROLE}}, "a list of ProviderAssumeRoleArgs or of dictionaries, not dict"),
        ({"assume_roles": [ROLE]}, "Expected ProviderAssumeRoleArgs or a dictionary, not str"),
        ({"allowed_account_ids": "111122223333"}, "a list of strings, not '111122223333'"),
        ({"default_tags": {"team": "platform"}}, "ProviderDefaultTagsArgs has no 'team'. It has tags."),
        ({"ignore_tags": ["Scanned"]}, "Expected ProviderIgnoreTagsArgs or a dictionary, not list"),
        ({"tag_policy_compliance": "error"}, "tag_policy_compliance"),
    ],
)
def test_an_argument_of_another_form_is_a_type_error_which_says_what_is_accepted(given, reason):
    with pytest.raises(TypeError, match=reason):
        wa.Provider("ours", **given)


def test_an_argument_may_be_awaited_though_it_is_looked_at_twice():
    async def find_region():
        return "us-east-1"

    made = declared(lambda: wa.Provider("ours", region=find_region()))

    assert {"aws:region": "us-east-1"} == made["pulumi-python"].inputs


@pytest.mark.parametrize("name", PASSED_ON)
def test_credentials_are_secrets_and_nothing_else_is(name):
    [value] = configuration(**{name: PASSED_ON[name][0]}).values()

    assert (name in SECRETS) == (value != in_clear(value))


def test_arguments_in_both_forms_or_in_another_are_a_type_error():
    with pytest.raises(TypeError, match="region"):
        wa.Provider("ours", wa.ProviderArgs(), region="us-east-1")
    with pytest.raises(TypeError, match="Expected ProviderArgs"):
        wa.Provider("ours", {"region": "us-east-1"})


def test_an_object_of_arguments_is_sent_as_the_keywords_are():
    args = wa.ProviderArgs(region="us-east-1", assume_roles=[{"role_arn": ROLE}])

    assert configuration(**vars(args)) == declared(lambda: wa.Provider("ours", args))["pulumi-python"].inputs
