"""Shares of a profile, a review template and a workload in one stack, from their first preview to their end."""

import pytest
from tests.support import emulated
from tests.support.emulated import only_share

PROGRAM = """
import pulumi
import pulumi_wellarchitected as wa

config = pulumi.Config()
account = config.require("account")
wa.ProfileShare("profile", profile_arn=config.require("profile"), shared_with=account)
wa.TemplateShare("template", template_arn=config.require("template"), shared_with=account)
workload = wa.WorkloadShare(
    "workload",
    workload_arn=config.require("workload"),
    shared_with=account,
    permission_type=config.require("permission"),
)
pulumi.export("workload_id", workload.workload_id)
pulumi.export("permission", workload.permission_type)
pulumi.export("share_id", workload.share_id)
"""


@pytest.fixture
def shared(wellarchitected):
    """The ARNs of what is shared, by kind."""
    place = {"account": emulated.OWNER, "region": emulated.REGION}
    kinds = ("profile", "template", "workload")
    return {kind: wellarchitected.create_resource(kind.upper(), "security", **place) for kind in kinds}


@pytest.fixture
def stack(stack, shared):
    stack.configure({**shared, "permission": "READONLY"})
    stack.program(PROGRAM)
    return stack


def statuses(wellarchitected, shared):
    return [only_share(wellarchitected, arn).status for arn in shared.values()]


def test_shares_of_every_kind_are_sent_refreshed_sent_again_and_deleted(stack, wellarchitected, shared):
    assert "+ 4 to create" in stack.preview().output
    stack.up()
    assert ["PENDING"] * 3 == statuses(wellarchitected, shared)
    for arn in shared.values():
        wellarchitected.accept(arn, only_share(wellarchitected, arn).share_id)
    stack.refresh()
    stack.preview("--expect-no-changes")
    for arn in shared.values():
        wellarchitected.set_status(arn, only_share(wellarchitected, arn).share_id, "REVOKED")
    again = stack.up("--refresh").output
    assert "+-3 replaced" in again
    assert "Review template share is REVOKED: this up sends a new invitation to 444455556666." in again
    assert ["PENDING"] * 3 == statuses(wellarchitected, shared)
    stack.destroy()
    assert [] == wellarchitected.shares()


def test_a_permission_is_edited_in_place_and_its_drift_is_seen(stack, wellarchitected, shared):
    stack.up()
    share = only_share(wellarchitected, shared["workload"])
    assert {
        "workload_id": shared["workload"].rpartition("/")[2],
        "permission": "READONLY",
        "share_id": share.share_id,
    } == stack.outputs()
    stack.configure({"permission": "CONTRIBUTOR"})
    assert "~ 1 to update" in stack.preview().output
    assert "~ 1 updated" in stack.up().output
    edited = only_share(wellarchitected, shared["workload"])
    assert (share.share_id, "CONTRIBUTOR") == (edited.share_id, edited.permission)
    assert "CONTRIBUTOR" == stack.outputs()["permission"]
    wellarchitected.set_permission(shared["workload"], share.share_id, "READONLY")
    assert "~ 1 to update" in stack.preview("--refresh").output
    assert "~ 1 updated" in stack.up("--refresh").output
    assert "CONTRIBUTOR" == only_share(wellarchitected, shared["workload"]).permission


def test_the_id_of_a_workload_is_refused_in_the_preview(stack, shared):
    stack.configure({"workload": shared["workload"].rpartition("/")[2]})
    assert "an ID alone does not say in which Region and account it is" in stack.preview(fails=True).output
