"""wa.Provider: what replaces it."""

import json

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi_wellarchitected.program.provider_args import account_identity
from tests.unit.program.declared_providers import PASSED_ON, ROLE, trigger


def test_what_identifies_the_account_replaces_the_provider_and_credentials_do_not():
    given = {name: value for name, (value, _) in PASSED_ON.items()}

    assert {
        "region": "us-east-1", "profile": "owner", "roles": [ROLE], "webIdentity": [ROLE],
    } == json.loads(trigger(lambda opts: wa.Provider("ours", opts, **given)))  # fmt: skip


def test_credentials_alone_leave_the_trigger_as_it_is():
    assert "{}" == trigger(lambda opts: wa.Provider("ours", opts, access_key="key", secret_key="secret", max_retries=1))


def test_tags_alone_leave_the_trigger_as_it_is():
    tags = {"default_tags": {"tags": {"team": "platform"}}, "ignore_tags": {"keys": ["Scanned"]}}

    assert "{}" == trigger(lambda opts: wa.Provider("ours", opts, **tags))


def test_a_trigger_of_the_users_is_kept_beside_ours_and_not_in_clear():
    own = pulumi.ResourceOptions(replacement_trigger=pulumi.Output.secret("october"))

    [ours, digest] = trigger(
        lambda opts: wa.Provider("ours", pulumi.ResourceOptions.merge(opts, own), region="us-east-1")
    )

    assert '{"region": "us-east-1"}' == ours
    assert 64 == len(digest)


@pytest.mark.parametrize(
    "configuration",
    [
        {"assumeRoles": f'[{{"roleArn": "{ROLE}"}}]'},
        {"assumeRoles": [{"roleArn": ROLE, "externalId": "not an identity"}]},
        {"assumeRole": {"roleArn": ROLE}},
        {"assumeRole": f'{{"roleArn": "{ROLE}"}}', "accessKey": "key"},
    ],
)
def test_the_roles_identify_the_account_in_every_form_of_the_configuration(configuration):
    assert f'{{"roles": ["{ROLE}"]}}' == account_identity(configuration)
