"""Shares with an explicit provider, wa.Provider and aws.Provider alike: each acts in its own account, or says why not.

The stack's own configuration leads to a third account, so that every call which an explicit provider does not make is
seen in the emulator's log. aws.Provider has a stand-in for its plugin (stand_in_aws/).
"""

import json

import pytest
from tests.support.stack import LENS_SHARE, PRELUDE

OWNER, OTHER, STACKS_OWN = "111122223333", "777788889999", "999900001111"

BEGINNING = """
{imports}
other = config.require("other")
url = config.require("url")
Role = {package}.ProviderAssumeRoleArgs


def provider(name, key="111122223333", opts=None, **more):
    return {package}.Provider(
        name, opts, access_key=key, secret_key=key and pulumi.Output.secret("not-to-be-seen"), max_retries=3,
        endpoints=[dict(wellarchitected=url, sts=url)], allowed_account_ids=["111122223333", "777788889999"], **more
    )


def share(name, options, lens=lens, shared_with=account):
    return wa.LensShare(name, lens_alias=lens, shared_with=shared_with, opts=pulumi.ResourceOptions(**options))


class Component(pulumi.ComponentResource):
    def __init__(self, name, **options):
        super().__init__("test:index:Component", name, {{}}, pulumi.ResourceOptions(**options))


"""
KINDS = {
    "wa": BEGINNING.format(package="wa", imports=""),
    "aws": BEGINNING.format(package="aws", imports="import pulumi_aws as aws"),
}


@pytest.fixture
def other_lens(wellarchitected):
    return wellarchitected.publish_lens("security", account=OTHER, region="eu-west-1")


@pytest.fixture
def stack(stack, other_lens, wellarchitected, home_with_stand_in):
    stack.configure({"aws:accessKey": STACKS_OWN, "other": other_lens, "url": wellarchitected.url})
    stack.environment["PULUMI_HOME"] = str(home_with_stand_in)
    return stack


@pytest.fixture(params=KINDS.values(), ids=KINDS)
def declare(request, stack):
    return lambda body: stack.program(PRELUDE + request.param + body)


def calls(wellarchitected):
    """What was called by which account in which Region, since the last question."""
    requests = wellarchitected.requests()
    wellarchitected.clear_requests()
    return [(each.operation, each.account, each.region) for each in requests]


def callers(wellarchitected):
    return {(account, region) for _, account, region in calls(wellarchitected)}


def services_calls(wellarchitected):
    """The calls to the service; STS is asked for the account first, where accounts are limited."""
    return [call for call in calls(wellarchitected) if call[0].endswith("LensShare")]


def providers_in(state):
    resources = json.loads(state)["deployment"]["resources"]
    return {
        each["urn"].rpartition("::")[2]: each["provider"].split("::")[-2]
        for each in resources
        if each["type"] == LENS_SHARE
    }


def test_each_provider_acts_in_its_account_and_region_however_it_is_given(stack, declare, wellarchitected):
    declare("""
ours, theirs = provider("ours", token="secret-token"), provider("theirs", "777788889999", region="eu-west-1")
share("option", dict(provider=ours))
share("list", dict(providers=[theirs]), other)
component = Component("component", providers=[theirs])
share("inherited", dict(parent=Component("inner", parent=component)), other, "444455557777")
share("nearest", dict(parent=component, provider=ours), lens, "444455557777")
""")
    stack.up()
    assert {(OWNER, "us-east-1"), (OTHER, "eu-west-1")} == callers(wellarchitected)
    state = stack.export()
    assert {"option": "ours", "list": "theirs", "inherited": "theirs", "nearest": "ours"} == providers_in(state)
    assert [] == [secret for secret in ("not-to-be-seen", "secret-token") if secret in state]


def test_a_share_that_moves_to_a_stranger_is_not_believed_to_be_gone(stack, declare, wellarchitected, lens, snapshot):
    moved = """
ours, theirs = provider("ours"), provider("theirs", "777788889999")
share("one", dict(provider={}))
"""
    declare(moved.format("ours"))
    stack.up()
    declare(moved.format("theirs"))
    assert snapshot(name="preview") == stack.preview().text
    stack.up()
    assert snapshot(name="refresh") == stack.refresh(fails=True).diagnostics
    assert snapshot(name="destroy") == stack.destroy(fails=True).diagnostics
    assert ["PENDING"] == [each.status for each in wellarchitected.shares(lens)]


def test_a_provider_whose_role_changes_deletes_with_the_old_one(stack, declare, wellarchitected, snapshot):
    made = """
ours = provider("ours", "999900001111", assume_roles=[Role(role_arn="arn:aws:iam::{}:role/Owner")], region="us-east-1")
share("one", dict(provider=ours), {})
"""
    declare(made.format(OWNER, "lens"))
    stack.up()
    calls(wellarchitected)
    declare(made.format(OTHER, "other"))
    assert snapshot == stack.preview().text
    stack.up()
    done = calls(wellarchitected)
    assert ("DeleteLensShare", OWNER, "us-east-1") in done
    assert ("CreateLensShare", OTHER, "eu-west-1") in done


def test_a_rotated_key_updates_the_provider_and_leaves_the_shares_alone(stack, declare, snapshot):
    declare("share('one', dict(provider=provider('ours', token='old')))")
    stack.up()
    declare("share('one', dict(provider=provider('ours', token='new')))")
    assert snapshot == stack.preview().text


def test_a_provider_goes_together_with_its_shares_without_the_program(stack, declare, wellarchitected, lens):
    kept = "share('one', dict(provider=provider('ours')))\n"
    declare(kept + "share('two', dict(provider=provider('mine')), shared_with='444455557777')")
    stack.up()
    calls(wellarchitected)
    declare(kept)
    stack.up()
    assert [("DeleteLensShare", OWNER, "us-east-1")] == services_calls(wellarchitected)
    stack.program("raise SystemExit('not to be run')")
    stack.refresh()
    stack.destroy()
    assert {(OWNER, "us-east-1")} == callers(wellarchitected)
    assert [] == wellarchitected.shares(lens)


def test_a_target_takes_its_provider_along(stack, declare, wellarchitected, lens):
    declare("""
ours = provider("ours")
share("one", dict(provider=ours))
share("two", dict(provider=ours), shared_with="444455557777")
""")
    stack.up("--target", stack.urn("one"))
    assert ["444455556666"] == [each.shared_with for each in wellarchitected.shares(lens)]
    stack.refresh("--target", stack.urn("one"))
    stack.destroy("--target", stack.urn("one"))
    assert [] == wellarchitected.shares(lens)
    assert {(OWNER, "us-east-1")} == callers(wellarchitected)


def test_a_share_is_made_through_a_chain_of_roles(stack, declare, wellarchitected, lens):
    declare("""
roles = [
    Role(role_arn="arn:aws:iam::777788889999:role/Hub", session_name="hub"),
    Role(role_arn="arn:aws:iam::111122223333:role/Owner", tags={"cost_center": "a_b"}, external_id="known"),
]
ours = provider("ours", "999900001111", assume_roles=roles, region="us-east-1")
share("one", dict(provider=ours))
""")
    stack.up()
    made = calls(wellarchitected)
    assert [("AssumeRole", STACKS_OWN), ("AssumeRole", OTHER)] == [
        (operation, account) for operation, account, _ in made if operation == "AssumeRole"
    ]
    assert ("CreateLensShare", OWNER, "us-east-1") in made


def test_settings_that_are_not_known_yet_leave_the_preview_working(stack, declare, wellarchitected, snapshot):
    # The preview does not ask the plugin of "ours" for anything, and would end it as soon as it has begun. Python can
    # lose the SIGINT for that before its main thread waits; the engine gives all plugins five seconds together, and
    # says of an aws plugin whose turn comes later that it "exited prematurely". Hence a program that takes a second.
    declare("""
import asyncio


class Later(pulumi.dynamic.ResourceProvider):
    def create(self, props):
        return pulumi.dynamic.CreateResult("later", {"key": "111122223333"})


class Made(pulumi.dynamic.Resource):
    key: pulumi.Output[str]


made = Made(Later(), "made", {"key": None}, pulumi.ResourceOptions(provider=wa.Provider("plain")))
shared = share("one", dict(provider=provider("ours", made.key)))
shared.urn.apply(lambda _: asyncio.sleep(1))
""")
    assert snapshot == stack.preview().text
    assert [] == calls(wellarchitected)
    stack.up()
    assert {(OWNER, "us-east-1")} == callers(wellarchitected)
