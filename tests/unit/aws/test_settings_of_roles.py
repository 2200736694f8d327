"""How the roles of the `aws:*` configuration are read, and which are refused."""

import json

import pytest
from tests.unit.aws.configurations import ROLE, read, refusal

POLICY = '{"Version": "2012-10-17", "Statement": []}'
FULL_ROLE = {
    "roleArn": ROLE,
    "duration": "1h30m",
    "externalId": "external",
    "policy": POLICY,
    "policyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    "sessionName": "pulumi",
    "sourceIdentity": "alice",
    "tags": {"team": "platform", "cost": 5},
    "transitiveTagKeys": ["team"],
}


def test_every_key_becomes_a_parameter_of_the_call():
    (role,) = read({"assumeRoles": json.dumps([FULL_ROLE])}).assume_roles

    assert ROLE == role.arn
    assert {
        "DurationSeconds": 5400,
        "ExternalId": "external",
        "Policy": POLICY,
        "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
        "RoleSessionName": "pulumi",
        "SourceIdentity": "alice",
        "Tags": [{"Key": "team", "Value": "platform"}, {"Key": "cost", "Value": "5"}],
        "TransitiveTagKeys": ["team"],
    } == role.parameters


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("15m", 900), ("900s", 900), ("12h", 43200), ("1h30m", 5400), ("1.5h", 5400), ("1h0m0.9s", 3600)],
)
def test_a_duration_is_go_s(text, seconds):
    (role,) = read({"assumeRoles": [{"roleArn": ROLE, "duration": text}]}).assume_roles

    assert {"DurationSeconds": seconds} == role.parameters


def test_version_6_has_a_duration_in_seconds():
    assert {"DurationSeconds": 3600} == read({"assumeRole": {"roleArn": ROLE, "durationSeconds": 3600}}).assume_roles[
        0
    ].parameters


@pytest.mark.parametrize("text", ["1 h", "90", "h", "1d", "-1h", "1h30", "PT1H"])
def test_a_duration_in_another_form_is_refused_with_an_example(text):
    sentence = refusal({"assumeRoles": [{"roleArn": ROLE, "duration": text}]})

    assert (
        f"aws:assumeRoles[0].duration: {text!r} is not a duration. Give one such as '90s', '10m' or '1h30m'."
        == sentence
    )


@pytest.mark.parametrize("given", [{"duration": "14m"}, {"duration": "12h1s"}, {"durationSeconds": 60}])
def test_a_duration_that_sts_would_not_take_is_refused(given):
    assert "between 15 minutes and 12 hours" in refusal({"assumeRoles": [{"roleArn": ROLE, **given}]})


@pytest.mark.parametrize("key", ["assumeRoles", "assumeRole", "assumeRoleWithWebIdentity"])
def test_a_role_without_an_arn_is_refused(key):
    given = {"sessionName": "x", "webIdentityToken": "x"} if key.endswith("Identity") else {"sessionName": "x"}

    assert "roleArn is missing" in refusal({key: [given] if key == "assumeRoles" else given})


def test_an_arn_of_no_role_is_refused_with_its_place():
    sentence = refusal({"assumeRoles": [{"roleArn": ROLE}, {"roleArn": "arn:aws:iam::111122223333:user/x"}]})

    assert "aws:assumeRoles[1].roleArn is 'arn:aws:iam::111122223333:user/x', which is not a role's ARN" in sentence


def test_a_key_that_is_not_known_is_refused_with_those_that_are():
    sentence = refusal({"assumeRoles": [{"roleArn": ROLE, "role_session": "x"}]})

    assert "does not support aws:assumeRoles[0].role_session" in sentence
    assert "sessionName" in sentence


@pytest.mark.parametrize("policy", ["not JSON", "[]", "5"])
def test_a_policy_that_is_none_is_refused(policy):
    assert "aws:assumeRoles[0].policy" in refusal({"assumeRoles": [{"roleArn": ROLE, "policy": policy}]})


@pytest.mark.parametrize("value", ["not JSON", {"roleArn": ROLE}, [ROLE], "[1]", 5, ROLE])
def test_roles_that_are_no_list_of_objects_are_refused_with_how_to_set_them(value):
    sentence = refusal({"assumeRoles": value})

    assert "aws:assumeRoles is not a list of objects" in sentence
    assert "pulumi config set --path 'aws:assumeRoles[0].roleArn' arn:aws:iam::" in sentence


def test_the_roles_of_both_versions_at_once_are_refused():
    assert "set one of them" in refusal({"assumeRole": {"roleArn": ROLE}, "assumeRoles": [{"roleArn": ROLE}]})


@pytest.mark.parametrize("tokens", [{}, {"webIdentityToken": "x", "webIdentityTokenFile": "y"}])
def test_a_web_identity_has_one_token(tokens):
    assert "and not both" in refusal({"assumeRoleWithWebIdentity": {"roleArn": ROLE, **tokens}})
