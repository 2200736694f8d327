"""get_lenses, get_share_invitations and get_global_settings against the emulator."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from tests.support import emulated

CONSUMER = "444455556666"


def test_lenses_are_sorted_and_selected(wellarchitected, as_account):
    arns = [
        wellarchitected.publish_lens(name, account=emulated.OWNER, region=emulated.REGION)
        for name in ("security", "cost", "sec")
    ]
    found = wa.get_lenses(lens_type="CUSTOM_SELF")
    assert sorted(arns) == found.arns == [each.arn for each in found.lenses]
    assert {("CUSTOM_SELF", "PUBLISHED", emulated.OWNER)} == {
        (each.lens_type, each.status, each.owner) for each in found.lenses
    }
    assert {"security", "sec"} == {each.name for each in wa.get_lenses(name_prefix="sec").lenses}


def test_every_page_of_lenses_is_read(wellarchitected, as_account):
    for number in range(12):
        wellarchitected.publish_lens(f"lens-{number}", account=emulated.OWNER, region=emulated.REGION)
    assert 12 == len(wa.get_lenses(lens_type="CUSTOM_SELF").arns)


def test_an_account_without_lenses_has_an_empty_list(as_account):
    as_account(CONSUMER)
    assert ([], []) == ((found := wa.get_lenses(lens_type="CUSTOM_SHARED")).lenses, found.arns)


def test_the_consumer_lists_what_is_shared_with_it(wellarchitected, lens, as_account):
    wellarchitected.accept(lens, wellarchitected.share(lens, CONSUMER))
    as_account(CONSUMER)
    assert [lens] == wa.get_lenses(lens_type="CUSTOM_SHARED").arns


def test_invitations_of_every_type_wait_for_the_consumer(wellarchitected, lens, as_account):
    workload = wellarchitected.create_resource("WORKLOAD", "payments", account="777788889999", region=emulated.REGION)
    ids = [wellarchitected.share(each, CONSUMER) for each in (lens, workload)]
    as_account(CONSUMER)
    found = {each.resource_type: each for each in wa.get_share_invitations().invitations}
    assert set(ids) == {each.share_invitation_id for each in found.values()}
    assert (lens, "security", emulated.OWNER, CONSUMER, "READONLY") == (
        found["LENS"].resource_id, found["LENS"].resource_name, found["LENS"].shared_by, found["LENS"].shared_with,
        found["LENS"].permission_type,
    )  # fmt: skip
    assert (workload.rpartition("/")[2], "payments", "READONLY") == (
        found["WORKLOAD"].resource_id, found["WORKLOAD"].resource_name, found["WORKLOAD"].permission_type,
    )  # fmt: skip


@pytest.mark.parametrize(
    "selection", [{"resource_type": "LENS"}, {"shared_by": emulated.OWNER}, {"name_prefix": "sec"}], ids=str
)
def test_invitations_are_selected(wellarchitected, lens, as_account, selection):
    workload = wellarchitected.create_resource("WORKLOAD", "payments", account="777788889999", region=emulated.REGION)
    for each in (lens, workload):
        wellarchitected.share(each, CONSUMER)
    as_account(CONSUMER)
    assert [lens] == [each.resource_id for each in wa.get_share_invitations(**selection).invitations]


def test_nobody_who_is_not_invited_has_invitations(lens):
    assert [] == wa.get_share_invitations().invitations


def test_the_global_settings_are_those_of_the_credentials(wellarchitected, as_account):
    found = wa.get_global_settings()
    assert (emulated.OWNER, "DISABLED", "DISABLED") == (
        found.account_id, found.organization_sharing_status, found.discovery_integration_status,
    )  # fmt: skip
    owner = wellarchitected.client("wellarchitected", account=emulated.OWNER)
    owner.update_global_settings(DiscoveryIntegrationStatus="ENABLED")
    as_account(emulated.OWNER)
    assert "DISABLED" == wa.get_global_settings(region="eu-west-1").organization_sharing_status


@pytest.mark.parametrize(
    ("function", "given"),
    [
        (wa.get_lenses, {"lens_type": "MINE"}),
        (wa.get_lenses, {"status": "OLD"}),
        (wa.get_lenses, {"region": "moon"}),
        (wa.get_share_invitations, {"resource_type": "lens"}),
        (wa.get_share_invitations, {"region": "moon"}),
        (wa.get_global_settings, {"region": "moon"}),
    ],
)
def test_bad_arguments_are_refused_before_any_call(wellarchitected, as_account, function, given):
    (value,) = given.values()
    with pytest.raises(pulumi.RunError, match=f"InvalidInputError: {function.__name__}: .*{value!r}"):
        function(**given)
    assert [] == wellarchitected.requests()
