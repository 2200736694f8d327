"""A stack whose `aws:*` configuration leads to another account than the shell's credentials."""

import pytest

OWNER = "111122223333"
SHELL = "999900001111"
STEP_ROLE = "arn:aws:iam::222233334444:role/step"
OWNER_ROLE = f"arn:aws:iam::{OWNER}:role/lens-owner"


@pytest.fixture
def shell(stack, wellarchitected):
    """The shell has credentials of an account that does not own the lens, the configuration has none."""
    stack.configure({"aws:accessKey": "", "aws:secretKey": ""})
    stack.environment.update(wellarchitected.environment(SHELL))
    return stack


def callers(wellarchitected, operation):
    return [request.account for request in wellarchitected.requests(operation)]


def test_a_chain_of_roles_shares_reads_and_deletes_in_the_owners_account(shell, wellarchitected, lens):
    shell.configure({"aws:assumeRoles": [{"roleArn": STEP_ROLE}, {"roleArn": OWNER_ROLE, "duration": "1h"}]})
    shell.up()
    assert [SHELL, "222233334444"] == callers(wellarchitected, "AssumeRole")
    assert [OWNER] == callers(wellarchitected, "CreateLensShare")

    wellarchitected.accept(lens, shell.outputs()["share_id"])
    wellarchitected.clear_requests()
    shell.refresh()
    assert {OWNER} == set(callers(wellarchitected, "ListLensShares"))
    assert ["ACCEPTED"] == [share["outputs"]["status"] for share in shell.resources()]

    shell.destroy()
    assert [OWNER] == callers(wellarchitected, "DeleteLensShare")
    assert [] == wellarchitected.shares(lens)


def test_without_the_role_the_sentence_names_both_accounts(shell, wellarchitected, lens):
    output = shell.up(fails=True).text
    assert f"these credentials belong to account {SHELL}, but the lens belongs to account {OWNER}" in output
    assert [] == wellarchitected.shares(lens)


def test_a_forbidden_account_is_refused_with_no_call_to_the_service(shell, wellarchitected):
    shell.configure({"aws:forbiddenAccountIds": [SHELL]})
    output = shell.up(fails=True).text
    assert f"belong to account {SHELL}, which is one of aws:forbiddenAccountIds" in output
    assert {"GetCallerIdentity"} == {request.operation for request in wellarchitected.requests()}


def test_a_role_that_cannot_be_meant_is_refused_by_the_preview_with_no_call(shell, wellarchitected):
    shell.configure({"aws:assumeRoles": [{"roleArn": OWNER_ROLE, "duration": "5m"}]})
    output = shell.preview(fails=True).text
    assert "aws:assumeRoles[0].duration has to be between 15 minutes and 12 hours." in output
    assert [] == wellarchitected.requests()


def test_tags_in_the_configuration_change_nothing_at_a_share(stack, wellarchitected):
    stack.configure({"aws:defaultTags": {"tags": {"team": "platform"}}})
    stack.up()
    [before] = stack.resources()
    wellarchitected.clear_requests()
    stack.configure({"aws:defaultTags": {"tags": {"size": 5}}, "aws:ignoreTags": {"keyPrefixes": ["k8s/"]}})

    assert "2 unchanged" in stack.up().output
    assert [before] == stack.resources()
    assert [] == wellarchitected.requests()


def test_a_token_that_was_rotated_does_not_reach_destroy_and_the_sentence_says_what_does(stack, wellarchitected, lens):
    stack.configure({"aws:token": "new"})
    stack.up()
    stack.edit(_rotate)

    output = stack.destroy(fails=True).text
    assert "AWS does not accept the credentials (UnrecognizedClientException" in output
    assert "give --run-program to use the current ones" in output
    assert 1 == len(wellarchitected.shares(lens))

    stack.destroy("--run-program")
    assert [] == wellarchitected.shares(lens)


def _rotate(resources):
    """Let the settings saved in the state be ones that AWS knows no more."""
    (provider,) = [each for each in resources if each["type"] == "pulumi:providers:pulumi-python"]
    for values in (provider["inputs"], provider.get("outputs", {})):
        values.update({"aws:accessKey": "AKIAIOSFODNN7EXAMPLE", "aws:token": "old"})
