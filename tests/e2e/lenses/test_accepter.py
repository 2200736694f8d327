"""Owner and consumer in one program, each with a provider of its own, and what the terminal shows of the acceptance."""

import json

import pytest

CONSUMER = "444455556666"
ACCEPTER = "pulumi-python:dynamic/wellarchitected:LensShareAccepter"
BOTH_SIDES = """
url = config.require("url")
consumer = wa.Provider(
    "consumer", region="us-east-1", access_key=account, secret_key=pulumi.Output.secret("secret"),
    endpoints=[wa.ProviderEndpointArgs(wellarchitected=url, sts=url)],
)
share = wa.LensShare("share", lens_alias=lens, shared_with=account)
accepter = wa.LensShareAccepter(
    "accepter",
    lens_alias=lens,
    share_invitation_id=share.share_id,
    opts=pulumi.ResourceOptions(provider=consumer),
)
pulumi.export("share_id", share.share_id)
pulumi.export("status", accepter.status)
pulumi.export("accepted_in", accepter.account_id)
pulumi.export("lens", pulumi.Output.format("{} {} of {}", accepter.lens_name, accepter.lens_version, accepter.owner))
"""
CONSUMER_ALONE = """
accepter = wa.LensShareAccepter("{name}", lens_alias=lens{more})
pulumi.export("status", accepter.status)
pulumi.export("share_invitation_id", accepter.share_invitation_id)
"""


@pytest.fixture
def stack(stack, wellarchitected):
    stack.configure({"url": wellarchitected.url})
    stack.declare(BOTH_SIDES)
    return stack


@pytest.fixture
def consumer(stack):
    """The consumer's own stack: its configuration leads to its account."""
    stack.configure({"aws:accessKey": CONSUMER})
    stack.declare(CONSUMER_ALONE.format(name="accepter", more=""))
    return stack


def statuses(wellarchitected, lens):
    return [share.status for share in wellarchitected.shares(lens)]


def accepters(stack):
    resources = json.loads(stack.export())["deployment"].get("resources", [])
    return [each for each in resources if each["type"] == ACCEPTER]


def test_one_program_shares_and_accepts(stack, wellarchitected, lens, snapshot):
    assert snapshot(name="preview") == stack.preview().text
    assert [] == wellarchitected.requests()
    assert snapshot(name="first") == stack.up().text
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    stack.up("--refresh", "--expect-no-changes")
    assert snapshot(name="third") == stack.preview("--expect-no-changes").text
    (accepter,) = accepters(stack)
    assert f"{lens},{CONSUMER}" == accepter["id"]
    assert stack.outputs()["share_id"] == accepter["outputs"]["share_invitation_id"]


def test_a_share_that_its_owner_deleted_is_sent_and_accepted_again_in_one_up(stack, wellarchitected, lens, snapshot):
    stack.up()
    first = stack.outputs()["share_id"]
    wellarchitected.remove_share(lens, first)
    assert snapshot(name="refresh") == stack.refresh().text
    assert snapshot(name="up") == stack.up().text
    assert first != stack.outputs()["share_id"]
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_an_invitation_that_is_replaced_is_accepted_in_the_same_up(stack, wellarchitected, lens, snapshot):
    stack.up()
    first = stack.outputs()["share_id"]
    wellarchitected.set_status(lens, first, "EXPIRED")
    stack.refresh("--target", stack.urn("share"))
    assert snapshot(name="preview") == stack.preview().text
    stack.up()
    (accepter,) = accepters(stack)
    assert first != stack.outputs()["share_id"] == accepter["outputs"]["share_invitation_id"]
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    stack.up("--refresh", "--expect-no-changes")


def test_destroy_forgets_and_the_share_goes_with_its_owner(stack, wellarchitected, lens, snapshot):
    stack.up()
    assert snapshot == stack.destroy().text
    assert [] == wellarchitected.shares(lens)


def test_the_consumer_s_own_stack_accepts_what_was_sent_again(consumer, wellarchitected, lens, snapshot):
    first = wellarchitected.share(lens, CONSUMER)
    consumer.up()
    wellarchitected.remove_share(lens, first)
    second = wellarchitected.share(lens, CONSUMER)
    assert snapshot(name="refresh") == consumer.refresh().text
    assert snapshot(name="preview") == consumer.preview().text
    assert snapshot(name="up") == consumer.up().text
    assert {"status": "ACCEPTED", "share_invitation_id": second} == consumer.outputs()
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)


def test_nobody_has_shared_the_lens(consumer, snapshot):
    more = ', opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="1s"))'
    consumer.declare(CONSUMER_ALONE.format(name="accepter", more=more))
    assert snapshot == consumer.up(fails=True).diagnostics


def test_a_renamed_or_forced_accepter_keeps_the_lens(consumer, wellarchitected, lens):
    wellarchitected.share(lens, CONSUMER)
    leaving = ", reject_on_destroy=True"
    wellarchitected.configure(accepted_can_be_rejected=True)
    consumer.declare(CONSUMER_ALONE.format(name="accepter", more=leaving))
    consumer.up()
    consumer.up("--target-replace", consumer.urn("accepter").replace("LensShare::", "LensShareAccepter::"))
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    consumer.declare(CONSUMER_ALONE.format(name="renamed", more=leaving))
    consumer.up()
    assert ["ACCEPTED"] == statuses(wellarchitected, lens)
    consumer.destroy()
    assert ["REJECTED"] == statuses(wellarchitected, lens)


def test_get_reads_an_accepted_lens(consumer, wellarchitected, lens, snapshot):
    consumer.declare("""
found = wa.LensShareAccepter.get("found", lens)
pulumi.export("status", found.status)
pulumi.export("action", found.action)
""")
    assert snapshot == consumer.up(fails=True).diagnostics
    wellarchitected.accept(lens, wellarchitected.share(lens, CONSUMER))
    consumer.up()
    assert {"status": "ACCEPTED", "action": "ACCEPT"} == consumer.outputs()
