"""pulumi_wellarchitected.testing: what its mocks answer, refuse and pass on."""

import gc
from functools import partial

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import (
    EXAMPLE_LENS_ARN,
    EXAMPLE_PROFILE_ARN,
    EXAMPLE_TEMPLATE_ARN,
    EXAMPLE_WORKLOAD_ARN,
)
from pulumi_wellarchitected.errors import ConfigurationError, InvalidInputError
from pulumi_wellarchitected.plugin.process import Process
from pulumi_wellarchitected.testing import WellArchitectedMocks
from pulumi_wellarchitected.testing.service import Memory, Service
from tests.unit.fakes import EngineLines
from tests.unit.lenses.documents import DOCUMENT
from tests.unit.program.loops import run_in_new_loop
from tests.unit.test_package import loaded_by
from wellarchitected_emulator import lens_arn

ORGANIZATION = "o-exampleorgid"
NAME = DOCUMENT["name"]


def values(program, *names, mocked=None, preview=False):
    """The values of some outputs of the resource that a program declares."""
    found = []
    mocks.set_mocks(mocked or WellArchitectedMocks(), preview=preview)

    def run():
        resource = program()
        return pulumi.Output.all(*(getattr(resource, name) for name in names)).apply(found.extend)

    mocks.test(run)()
    return found


def share(shared_with="444455556666", lens_alias=EXAMPLE_LENS_ARN, name="security", opts=None, **given):
    return wa.LensShare(name, opts, lens_alias=lens_alias, shared_with=shared_with, **given)


def lens(opts=None, **given):
    return wa.Lens("security", opts, **{"document": DOCUMENT, "lens_version": "1.0.0", **given})


@pytest.mark.parametrize(
    ("shared_with", "given", "status"),
    [
        ("444455556666", {}, "PENDING"),
        ("arn:aws:iam::444455556666:user/reviewer", {}, "PENDING"),
        ("444455556666", {"wait_for_acceptance": True}, "ACCEPTED"),
        (ORGANIZATION, {}, "ASSOCIATED"),
        ("ou-abcd-11111111", {"wait_for_acceptance": True}, "ASSOCIATED"),
    ],
)
def test_a_share_has_the_status_that_its_create_would_end_with(shared_with, given, status):
    assert [status] == values(lambda: share(shared_with, **given), "status")


def test_a_share_has_every_output_of_a_real_one():
    share_id = "1bddb7d33a49b5d0bca45bb1ff569944"
    assert [
        f"{EXAMPLE_LENS_ARN},{share_id}", EXAMPLE_LENS_ARN, "444455556666", share_id, "PENDING", "", "us-east-1", False,
        False, ["EXPIRED", "REVOKED", "FAILED"],
    ] == values(
        share, "id", "lens_alias", "shared_with", "share_id", "status", "status_message", "region", "adopt_existing",
        "wait_for_acceptance", "resend_on",
    )  # fmt: skip


def test_an_organization_has_one_share_whatever_its_spelling():
    arn = f"arn:aws:organizations::111122223333:organization/{ORGANIZATION}"
    assert values(lambda: share(ORGANIZATION), "share_id") == values(lambda: share(arn), "share_id")


def test_a_secret_lens_stays_out_of_the_id_and_its_output_stays_secret():
    made, secret = [], []

    async def are_secret():
        secret.extend([await output.is_secret() for output in (made[0].lens_alias, made[0].shared_with)])

    def program():
        made.append(share(lens_alias=pulumi.Output.secret(EXAMPLE_LENS_ARN)))
        return pulumi.Output.all(made[0].id, made[0].share_id, are_secret()).apply(made.extend)

    mocks.set_mocks(WellArchitectedMocks())
    mocks.test(program)()

    assert made[1] == made[2]
    assert [True, False] == secret


def test_a_lens_has_every_output_of_a_real_one():
    arn = lens_arn(NAME, account="111122223333", region="us-east-1")
    assert [
        arn, arn, "1.0.0", NAME, "111122223333", "PUBLISHED", ["1.0.0"], {"team": "platform"}, {"team": "platform"},
        "us-east-1", False,
    ] == values(
        lambda: lens(tags={"team": "platform"}), "id", "arn", "lens_version", "name", "owner", "status", "versions",
        "tags", "tags_all", "region", "adopt_existing",
    )  # fmt: skip


def test_a_lens_has_the_hash_of_its_document_as_published_and_as_exported():
    published, exported = values(lens, "document_sha256", "exported_sha256")

    assert 64 == len(published)
    assert published == exported


@pytest.mark.parametrize(
    ("declare", "region"),
    [
        (lambda: lens(region="eu-west-1"), "eu-west-1"),
        (lambda: lens(pulumi.ResourceOptions(provider=wa.Provider("p", region="eu-central-1"))), "eu-central-1"),
        (lens, "us-gov-west-1"),
    ],
    ids=["the resource's", "the provider's", "the mocks'"],
)
def test_the_region_of_a_lens_is_the_nearest_that_is_given(declare, region):
    assert [region] == values(declare, "region", mocked=WellArchitectedMocks(region="us-gov-west-1"))


def test_default_tags_of_the_provider_are_added():
    def program():
        provider = wa.Provider("tagging", default_tags={"tags": {"team": "platform"}})
        return lens(pulumi.ResourceOptions(provider=provider), tags={"stage": "test"})

    assert [{"team": "platform", "stage": "test"}] == values(program, "tags_all")


def test_a_lens_can_be_shared_in_the_same_program():
    owner, region = values(lambda: share(lens_alias=lens().arn), "lens_alias", "region")

    assert lens_arn(NAME, account="111122223333", region="us-east-1") == owner
    assert "us-east-1" == region


BAD = {
    "a number": (lambda: share(444455556666), r"Property shared_with has a problem: 444455556666 is a number"),
    "no status": (lambda: share(resend_on=["GONE"]), r"LensShare 'security': Property resend_on .*'GONE' is not"),
    "own account": (lambda: share("111122223333"), r"is the account that owns the lens"),
    "two": (lambda: share("4444", resend_on="x"), r"shared_with has .* Property resend_on has"),
    "no version": (lambda: lens(lens_version="1-0"), r"Lens 'security': Property lens_version has a problem"),
    "no document": (lambda: lens(document="{"), r"The document of the lens is not accepted\. .* line 1, column 2"),
    "no region": (lambda: lens(region="here"), r"Property region has a problem: 'here' is not a Region"),
    "no setting": (lambda: settings(organization_sharing_status="ON"), r"GlobalSettings .*'ON' is not a status"),
    "no action": (lambda: accepter(action="MAYBE"), r"LensShareAccepter .*'MAYBE' is not an action"),
    "no ID": (lambda: wa.LensShare.get("security", "here"), r"'here' is not the ID of a lens share"),
}


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize(("program", "told"), BAD.values(), ids=BAD)
def test_a_malformed_input_is_refused_as_at_the_terminal(program, told, preview):
    with pytest.raises(InvalidInputError, match=told):
        values(program, preview=preview)


def test_a_malformed_secret_is_refused_without_its_value():
    with pytest.raises(InvalidInputError, match="The secret input shared_with is not accepted") as refusal:
        values(lambda: share(pulumi.Output.secret("4444")))
    assert "4444" not in str(refusal.value).replace("444455556666", "")


def test_a_refusal_is_not_logged_again_for_each_output_that_nobody_reads(caplog):
    with pytest.raises(InvalidInputError):
        values(lambda: share("4444"))
    gc.collect()

    assert [] == caplog.records


def test_an_asynchronous_test_meets_the_refusal_too():
    async def program():
        mocks.set_mocks(WellArchitectedMocks())
        await share("4444").share_id.future()

    with pytest.raises(InvalidInputError, match="shared_with"):
        run_in_new_loop(program())


def test_a_malformed_setting_of_the_provider_is_refused():
    with pytest.raises(ConfigurationError, match="aws:maxRetries"):
        values(lambda: share(opts=pulumi.ResourceOptions(provider=wa.Provider("platform", max_retries=0))))


def test_a_preview_knows_the_inputs_and_no_outputs():
    assert [EXAMPLE_LENS_ARN, False] == values(share, "lens_alias", "adopt_existing", preview=True)
    assert [] == values(share, "share_id", preview=True)
    assert [] == values(share, "id", preview=True)


def test_a_preview_accepts_an_input_that_is_not_known_yet():
    assert ["444455556666"] == values(lambda: share(lens_alias=lens().arn), "shared_with", preview=True)


def test_a_lookup_finds_the_share_with_a_principal():
    def program():
        share(name="made")
        return wa.LensShare.get("found", f"{EXAMPLE_LENS_ARN},444455556666")

    assert [values(share, "share_id")[0], "444455556666", "PENDING"] == values(
        program, "share_id", "shared_with", "status"
    )


def test_a_lookup_by_its_id_finds_a_share_of_the_program():
    mocked = WellArchitectedMocks()
    (id_,) = values(lambda: share(ORGANIZATION), "id", mocked=mocked)

    assert [ORGANIZATION, "ASSOCIATED"] == values(
        lambda: wa.LensShare.get("found", id_), "shared_with", "status", mocked=mocked
    )


def test_a_lookup_of_a_lens_finds_that_of_the_program_or_makes_one_up():
    mocked = WellArchitectedMocks()
    (arn,) = values(lambda: lens(lens_version="2.0"), "arn", mocked=mocked)

    assert [NAME, "2.0"] == values(lambda: wa.Lens.get("found", arn), "name", "lens_version", mocked=mocked)
    assert ["Example lens", "1.0.0", EXAMPLE_LENS_ARN] == values(
        lambda: wa.Lens.get("found", EXAMPLE_LENS_ARN), "name", "lens_version", "arn", mocked=mocked
    )


class Theirs(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return "from-theirs", {**args.inputs, "made_by": "theirs"}

    def call(self, args):
        return {"token": args.token}


class Other(pulumi.CustomResource):
    made_by: pulumi.Output[str]

    def __init__(self):
        super().__init__("other:index:Other", "other", {"made_by": None, "size": 1})


def test_resources_of_other_packages_get_the_answers_of_the_users_own_mocks():
    assert ["from-theirs", "theirs"] == values(Other, "id", "made_by", mocked=WellArchitectedMocks(Theirs()))


class Dynamic(pulumi.dynamic.Resource):
    made_by: pulumi.Output[str]

    def __init__(self):
        super().__init__(pulumi.dynamic.ResourceProvider(), "dynamic", {"made_by": None})


def test_a_dynamic_resource_of_the_users_own_gets_the_answers_of_their_mocks():
    assert ["from-theirs", "theirs"] == values(Dynamic, "id", "made_by", mocked=WellArchitectedMocks(Theirs()))


def test_without_other_mocks_a_resource_of_another_package_has_its_inputs():
    assert ["other_id"] == values(Other, "id")


@pytest.mark.parametrize(("others", "answer"), [(None, {}), (Theirs(), {"token": "aws:index/getRegion:getRegion"})])
def test_calls_get_the_answers_of_the_users_own_mocks(others, answer):
    answers = []
    mocks.set_mocks(WellArchitectedMocks(others))

    mocks.test(lambda: pulumi.runtime.invoke_output("aws:index/getRegion:getRegion", {}).apply(answers.append))()

    assert [answer] == answers


def test_transforms_of_the_stack_reach_the_users_own_mocks():
    class Transformed(Theirs):
        def __init__(self):
            self.registered = []

        def register_transform(self, transform):
            self.registered.append(transform)

        def register_invoke_transform(self, transform):
            self.registered.append(transform)

    others = Transformed()
    mocked = WellArchitectedMocks(others)
    mocked.register_transform(print)
    mocked.register_invoke_transform(repr)

    assert [print, repr] == others.registered


def test_a_warning_of_a_real_run_is_logged(caplog):
    values(lambda: lens(document={**DOCUMENT, "schemaVersion": "2020-01-01"}))

    assert ["pulumi_wellarchitected.testing"] == [record.name for record in caplog.records]
    assert "2020-01-01" in caplog.text


def accepter(**given):
    return wa.LensShareAccepter("security", **{"lens_alias": EXAMPLE_LENS_ARN, **given})


def test_an_accepter_accepts_for_the_account_that_the_lens_is_shared_with():
    def program():
        made = lens()
        invitation = share("777788889999", lens_alias=made.arn).share_id
        return accepter(lens_alias=made.arn, share_invitation_id=invitation)

    share_id = values(lambda: share("777788889999", lens_alias=lens().arn), "share_id")[0]
    assert ["ACCEPTED", "777788889999", share_id, NAME, "1.0.0", "111122223333"] == values(
        program, "status", "account_id", "share_invitation_id", "lens_name", "lens_version", "owner"
    )


def test_an_accepter_of_an_unknown_invitation_accepts_for_an_example():
    assert [f"{EXAMPLE_LENS_ARN},444455556666", "ACCEPTED", "Example lens", "ACCEPT", False] == values(
        accepter, "id", "status", "lens_name", "action", "reject_on_destroy"
    )


def test_an_accepter_that_rejects_has_rejected():
    assert ["REJECTED"] == values(lambda: accepter(action="REJECT"), "status")


def test_a_lookup_finds_an_accepted_lens():
    assert ["777788889999", "ACCEPTED"] == values(
        lambda: wa.LensShareAccepter.get("found", f"{EXAMPLE_LENS_ARN},777788889999"), "account_id", "status"
    )


def settings(**given):
    return wa.GlobalSettings("settings", **{"organization_sharing_status": "ENABLED", **given})


def test_global_settings_are_as_the_program_sets_them():
    assert ["111122223333/us-east-1", "ENABLED", None, "us-east-1", "111122223333"] == values(
        settings, "id", "organization_sharing_status", "discovery_integration_status", "region", "account_id"
    )


def test_one_mock_serves_programs_that_name_the_region_and_programs_that_do_not():
    mocked = WellArchitectedMocks()
    for given in ({}, {"region": "us-east-1"}):
        program = partial(settings, **given)
        assert ["111122223333/us-east-1"] == values(program, "id", mocked=mocked)


def test_a_lookup_finds_the_global_settings_of_a_new_account():
    assert ["444455556666", "DISABLED", "DISABLED"] == values(
        lambda: wa.GlobalSettings.get("found", "444455556666/eu-west-1"),
        "account_id", "organization_sharing_status", "discovery_integration_status",
    )  # fmt: skip


def profile_share(shared_with="444455556666"):
    return wa.ProfileShare("security", profile_arn=EXAMPLE_PROFILE_ARN, shared_with=shared_with)


def template_share(shared_with="444455556666"):
    return wa.TemplateShare("security", template_arn=EXAMPLE_TEMPLATE_ARN, shared_with=shared_with)


def workload_share(shared_with="444455556666"):
    return wa.WorkloadShare(
        "security", workload_arn=EXAMPLE_WORKLOAD_ARN, shared_with=shared_with, permission_type="CONTRIBUTOR"
    )


@pytest.mark.parametrize("declare", [profile_share, template_share, workload_share])
def test_a_share_of_any_kind_is_pending_or_associated(declare):
    assert ["PENDING"] == values(declare, "status")
    assert ["ASSOCIATED"] == values(lambda: declare(ORGANIZATION), "status")


def test_a_share_of_a_workload_permits_what_the_program_says():
    assert ["CONTRIBUTOR", "0123456789abcdef0123456789abcdef"] == values(
        workload_share, "permission_type", "workload_id"
    )


def test_a_lookup_of_a_share_of_a_workload_makes_up_its_permission():
    assert ["444455556666", "READONLY"] == values(
        lambda: wa.WorkloadShare.get("found", f"{EXAMPLE_WORKLOAD_ARN},444455556666"), "shared_with", "permission_type"
    )


def shares_exclusive(*principals):
    return wa.LensSharesExclusive(
        "security", lens_alias=EXAMPLE_LENS_ARN, principals=principals or ["777788889999", "444455556666"]
    )


def test_a_list_of_shares_has_everybody_by_principal():
    by_principal = {"444455556666": "PENDING", ORGANIZATION: "ASSOCIATED"}
    declare = partial(shares_exclusive, ORGANIZATION, "444455556666")
    assert [EXAMPLE_LENS_ARN, sorted(by_principal), by_principal] == values(declare, "id", "principals", "statuses")


def test_a_list_with_one_principal_twice_is_refused_as_in_a_real_run():
    with pytest.raises(InvalidInputError, match="'444455556666' is in the list twice"):
        values(partial(shares_exclusive, "444455556666", "444455556666"), "id")


def test_a_lookup_of_a_list_makes_up_one_share():
    assert [["444455556666"]] == values(lambda: wa.LensSharesExclusive.get("found", EXAMPLE_LENS_ARN), "principals")


DECLARED = {
    "global_settings": settings,
    "lens": lens,
    "lens_share": share,
    "lens_share_accepter": accepter,
    "lens_shares_exclusive": shares_exclusive,
    "profile_share": profile_share,
    "template_share": template_share,
    "workload_share": workload_share,
}


def test_what_the_mocks_cannot_answer_does_not_reach_aws():
    service = Service(Memory("111122223333", "us-east-1"), EngineLines(), {})

    with pytest.raises(NotImplementedError):
        Process.default_region(service)


@pytest.mark.parametrize("name", dynamic.__all__)
def test_every_output_in_the_schema_of_every_resource_has_a_value(name):
    schema = getattr(dynamic, name).verbs.schema

    found = values(DECLARED[name], *schema.outputs)

    assert len(schema.outputs) == len(found)
    assert None not in found


def test_a_program_that_imports_the_package_does_not_pay_for_the_mocks():
    assert "pulumi_wellarchitected.testing" not in loaded_by("import pulumi_wellarchitected")


def test_the_mocks_do_not_pay_for_boto3():
    assert set() == {"boto3", "botocore"} & loaded_by("import pulumi_wellarchitected.testing")
