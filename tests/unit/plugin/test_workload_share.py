"""A WorkloadShare's permission: what is accepted, what a change of it does, and what a read makes of it."""

import pytest
from pulumi_wellarchitected.arns import EXAMPLE_WORKLOAD_ARN
from pulumi_wellarchitected.plugin.changes import Changes, find_share_changes
from pulumi_wellarchitected.plugin.schema.inputs import Unknown
from pulumi_wellarchitected.plugin.schema.share import WORKLOAD_SHARE
from pulumi_wellarchitected.plugin.verbs.share import ShareVerbs
from pulumi_wellarchitected.shares.share import Share

SHARE_ID = "89abcdef0123456789abcdef01234567"
ID = f"{EXAMPLE_WORKLOAD_ARN},{SHARE_ID}"
INPUTS = {"workload_arn": EXAMPLE_WORKLOAD_ARN, "shared_with": "444455556666", "permission_type": "READONLY"}
OUTPUTS = {**INPUTS, "share_id": SHARE_ID, "status": "ACCEPTED"}

BAD = {
    "no permission": {"permission_type": None},
    "an empty permission": {"permission_type": ""},
    "another permission": {"permission_type": "ADMIN"},
    "a lower-case permission": {"permission_type": "readonly"},
    "a list of permissions": {"permission_type": ["READONLY"]},
    "no workload": {"workload_arn": None},
    "the ID of a workload": {"workload_arn": "0123456789abcdef0123456789abcdef"},
    "the ARN of a lens": {"workload_arn": EXAMPLE_WORKLOAD_ARN.replace(":workload/", ":lens/")},
    "the owner's own account": {"shared_with": "111122223333"},
}


class OneShare:
    """A process with one share, which records what is set on it."""

    def __init__(self, permission="READONLY", status="ACCEPTED"):
        self.share = Share(SHARE_ID, "444455556666", status, permission=permission)
        self.permitted = []

    def shares(self, _kind, target):
        assert EXAMPLE_WORKLOAD_ARN == target.text
        return self

    def find(self, _share_id, _principal):
        return self.share

    def permit(self, share_id, principal, permission):
        self.permitted.append((share_id, str(principal), permission))


def changes(olds=None, news=None):
    return find_share_changes(WORKLOAD_SHARE, {**OUTPUTS, **(olds or {})}, {**INPUTS, **(news or {})})


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_at_the_property_that_has_it(case):
    assert list(BAD[case]) == list(WORKLOAD_SHARE.check({**INPUTS, **BAD[case]}))


def test_every_refusal_reads_well(text_file):
    lines = []
    for case, given in BAD.items():
        reasons = WORKLOAD_SHARE.check({**INPUTS, **given})
        lines += [case, *(f"    {name}: {reason}" for name, reason in reasons.items())]
    assert text_file == "\n".join(lines) + "\n"


@pytest.mark.parametrize("permission", ["READONLY", "CONTRIBUTOR", Unknown()])
def test_a_permission_that_aws_has_or_that_is_unknown_passes(permission):
    assert {} == WORKLOAD_SHARE.check({**INPUTS, "permission_type": permission})


@pytest.mark.parametrize("status", ["PENDING", "ACCEPTED", "ASSOCIATING", "ASSOCIATED", "QUARANTINED"])
def test_another_permission_is_an_update_of_a_live_share(status):
    assert Changes((), ("permission_type",)) == changes({"status": status}, {"permission_type": "CONTRIBUTOR"})


@pytest.mark.parametrize("status", ["EXPIRED", "REVOKED", "FAILED"])
def test_another_permission_does_not_hide_that_a_dead_share_is_sent_again(status):
    found = changes({"status": status}, {"permission_type": "CONTRIBUTOR"})

    assert ("status",) == found.replaces
    assert found.resends


def test_another_permission_is_no_change_of_a_dead_share_that_is_not_sent_again():
    assert Changes() == changes({"status": "REJECTED"}, {"permission_type": "CONTRIBUTOR"})


def test_an_unknown_permission_may_update_and_never_replaces():
    assert Changes((), ("permission_type",)) == changes(news={"permission_type": Unknown()})


def test_an_update_sets_the_permission_and_stores_it():
    process = OneShare()

    outputs = ShareVerbs(WORKLOAD_SHARE, process).update(ID, OUTPUTS, {**INPUTS, "permission_type": "CONTRIBUTOR"})

    assert [(SHARE_ID, "444455556666", "CONTRIBUTOR")] == process.permitted
    assert {**OUTPUTS, "permission_type": "CONTRIBUTOR"} == outputs


def test_an_update_of_another_input_makes_no_call():
    process = OneShare()

    ShareVerbs(WORKLOAD_SHARE, process).update(ID, OUTPUTS, {**INPUTS, "adopt_existing": True})

    assert [] == process.permitted


def test_an_update_of_another_input_of_a_dead_share_makes_no_call_for_the_permission():
    process, news = OneShare(), {**INPUTS, "adopt_existing": True, "permission_type": "CONTRIBUTOR"}

    ShareVerbs(WORKLOAD_SHARE, process).update(ID, {**OUTPUTS, "status": "REJECTED"}, news)

    assert [] == process.permitted


def test_a_read_finds_a_permission_that_was_changed_outside_of_pulumi():
    found = ShareVerbs(WORKLOAD_SHARE, OneShare("CONTRIBUTOR")).read(ID, OUTPUTS)

    assert ("CONTRIBUTOR", "CONTRIBUTOR") == (found.outputs["permission_type"], found.inputs["permission_type"])
    assert Changes((), ("permission_type",)) == find_share_changes(WORKLOAD_SHARE, found.outputs, INPUTS)


def test_a_read_keeps_the_permission_if_the_row_has_none():
    found = ShareVerbs(WORKLOAD_SHARE, OneShare("")).read(ID, OUTPUTS)

    assert ("READONLY", None) == (found.outputs["permission_type"], found.inputs)


def test_a_lookup_gives_the_permission():
    assert OUTPUTS == ShareVerbs(WORKLOAD_SHARE, OneShare()).read(ID, {}).outputs


def test_an_update_may_take_a_time_of_its_own():
    assert ("create", "update", "delete") == WORKLOAD_SHARE.timed
