"""SharedLens as a program uses it: which shares it declares and what it refuses, with the mocks for users."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
import yaml
from pulumi.runtime import mocks
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from pulumi_wellarchitected.errors import InvalidInputError
from pulumi_wellarchitected.testing import WellArchitectedMocks
from tests.unit.lenses.documents import DOCUMENT

OWNER = "111122223333"
PAYMENTS, SEARCH = "444455556666", "777788889999"
ORGANIZATION = "o-exampleorgid"
ORGANIZATION_ARN = f"arn:aws:organizations::{OWNER}:organization/{ORGANIZATION}"
SHARE_TYPE = "pulumi-python:dynamic/wellarchitected:LensShare"


class Recorder(WellArchitectedMocks):
    """Answers as a real run, and keeps what the program declared."""

    def __init__(self):
        super().__init__()
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        return super().new_resource(args)


def shared(principals, opts=None, **given):
    return wa.SharedLens("security", opts, **{"lens_alias": EXAMPLE_LENS_ARN, "principals": principals, **given})


def run(program, preview=False):  # noqa: FBT002 - as set_mocks() has it
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=preview)
    mocks.test(program)()
    return recorder.resources


def declared(principals, **given):
    """The principals of the shares, by resource name."""
    resources = run(lambda: shared(principals, **given))
    return {each.name: each.inputs["shared_with"] for each in resources if SHARE_TYPE == each.typ}


def values(principals, *names, **given):
    found = []
    run(lambda: pulumi.Output.all(*(getattr(shared(principals, **given), name) for name in names)).apply(found.extend))
    return found


def test_the_type_is_the_one_that_stands_in_users_state():
    assert ["wellarchitected:index:SharedLens"] == [each.typ for each in run(lambda: shared([]))]


def test_a_share_of_a_mapping_is_named_for_its_key():
    assert {"security-payments": PAYMENTS, "security-all": ORGANIZATION} == declared(
        {"payments": PAYMENTS, "all": ORGANIZATION}
    )


@pytest.mark.parametrize("collection", [list, tuple, set, dict.fromkeys], ids=["list", "tuple", "set", "keys"])
def test_a_share_of_a_list_is_named_for_its_principal(collection):
    principals = collection([PAYMENTS, SEARCH])
    assert {f"security-{PAYMENTS}": PAYMENTS, f"security-{SEARCH}": SEARCH} == declared(
        principals.keys() if isinstance(principals, dict) else principals
    )


def test_the_order_of_a_list_changes_no_name():
    assert declared([PAYMENTS, ORGANIZATION]) == declared([ORGANIZATION, PAYMENTS])


def test_both_spellings_of_an_organization_have_one_name():
    assert [f"security-{ORGANIZATION}"] == [*declared([ORGANIZATION])] == [*declared([ORGANIZATION_ARN])]


def test_three_hundred_principals_become_three_hundred_shares():
    accounts = [f"{number:012}" for number in range(300)]
    assert {f"security-{account}": account for account in accounts} == declared(accounts)


@pytest.mark.parametrize("none", [[], {}, set()], ids=["list", "mapping", "set"])
def test_nobody_is_a_component_without_shares(none):
    assert [{}, {}, []] == values(none, "share_ids", "statuses", "not_accepted")


def test_an_output_may_be_a_value_of_a_mapping():
    assert {"security-payments": PAYMENTS} == declared({"payments": pulumi.Output.from_input(PAYMENTS)})


def test_the_outputs_are_by_key():
    share_ids, statuses, not_accepted = values(
        {"payments": PAYMENTS, "all": ORGANIZATION}, "share_ids", "statuses", "not_accepted"
    )
    assert ["payments", "all"] == list(share_ids)
    assert {"payments": "PENDING", "all": "ASSOCIATED"} == statuses
    assert ["payments"] == not_accepted


@pytest.mark.parametrize(
    ("status", "listed"),
    [("PENDING", True), ("EXPIRED", True), ("REJECTED", True), ("FAILED", True), ("REVOKED", True),
     ("ACCEPTED", False), ("ASSOCIATED", False), ("ASSOCIATING", False), ("UNHEARD_OF", False)],
)  # fmt: skip
def test_not_accepted_lists_what_gives_no_access(status, listed):
    class Answering(WellArchitectedMocks):
        def new_resource(self, args):
            resource_id, outputs = super().new_resource(args)
            return resource_id, outputs | {"status": status} if SHARE_TYPE == args.typ else outputs

    found = []
    mocks.set_mocks(Answering())
    mocks.test(lambda: shared({"payments": PAYMENTS}).not_accepted.apply(found.extend))()
    assert (["payments"] if listed else []) == found


def test_the_shares_can_be_used_by_key():
    found = []
    run(lambda: shared({"payments": PAYMENTS}).shares["payments"].shared_with.apply(found.append))
    assert [PAYMENTS] == found


def test_every_share_gets_the_inputs_and_the_timeouts_of_the_component():
    options = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m"))
    _, first, second = run(
        lambda: shared([PAYMENTS, SEARCH], options, adopt_existing=True, wait_for_acceptance=True, resend_on=[])
    )
    for each in (first, second):
        assert (EXAMPLE_LENS_ARN, True, True, []) == (
            each.inputs["lens_alias"], each.inputs["adopt_existing"], each.inputs["wait_for_acceptance"],
            each.inputs["resend_on"],
        )  # fmt: skip
        assert {"create": "10m"} == each.inputs["timeouts"]


def test_an_awaitable_lens_reaches_every_share():
    async def lens():
        return EXAMPLE_LENS_ARN

    shares = [each for each in run(lambda: shared([PAYMENTS, SEARCH], lens_alias=lens())) if SHARE_TYPE == each.typ]
    assert [EXAMPLE_LENS_ARN] * 2 == [each.inputs["lens_alias"] for each in shares]


def test_a_lens_of_the_same_program_may_be_unknown_in_a_preview():
    lens = {"document": DOCUMENT, "lens_version": "1.0.0"}
    resources = run(lambda: shared([PAYMENTS], lens_alias=wa.Lens("made", **lens).arn), preview=True)
    assert f"security-{PAYMENTS}" in {each.name for each in resources}


def test_a_transformation_of_the_component_sees_the_shares():
    seen = []
    options = pulumi.ResourceOptions(transformations=[lambda args: seen.append(args.name)])
    run(lambda: shared([PAYMENTS], options))
    assert ["security", f"security-{PAYMENTS}"] == seen


def test_the_arguments_can_be_one_object():
    args = wa.SharedLensArgs(lens_alias=EXAMPLE_LENS_ARN, principals=[PAYMENTS])
    assert [f"security-{PAYMENTS}"] == [
        each.name for each in run(lambda: wa.SharedLens("security", args)) if SHARE_TYPE == each.typ
    ]


@pytest.mark.parametrize("owner", [OWNER, f"arn:aws:iam::{OWNER}:user/reviewer"])
def test_the_owner_is_left_out_when_asked_for(owner):
    assert {f"security-{PAYMENTS}": PAYMENTS} == declared([owner, PAYMENTS], skip_owner=True)


async def given_later():
    return [PAYMENTS]


def lens_later():
    return pulumi.Output.from_input(EXAMPLE_LENS_ARN)


REFUSED = {
    "an output": (lambda: shared(pulumi.Output.from_input([PAYMENTS])), r"get_organization\(\) instead of get_org"),
    "an output in a list": (lambda: shared([pulumi.Output.from_input(PAYMENTS)]), "has to be known when the program"),
    "a text": (lambda: shared(PAYMENTS), f"principals is '{PAYMENTS}'. Give a list"),
    "nothing": (lambda: shared(None), "principals is None. Give a list"),
    "twice": (lambda: shared([PAYMENTS, PAYMENTS]), f"twice: '{PAYMENTS}' and '{PAYMENTS}'"),
    "two spellings": (
        lambda: shared([ORGANIZATION, ORGANIZATION_ARN]),
        f"twice: '{ORGANIZATION}' and '{ORGANIZATION_ARN}'",
    ),
    "two keys": (
        lambda: shared({"all": ORGANIZATION, "everybody": ORGANIZATION_ARN}),
        f"'{ORGANIZATION}' under two keys: 'all' and 'everybody'",
    ),
    "a number as key": (lambda: shared(yaml.safe_load(f"{PAYMENTS}: '{PAYMENTS}'")), f"{PAYMENTS} .*not text. Quote"),
    "the owner": (lambda: shared([OWNER]), f"'{OWNER}' of account {OWNER}, which owns .*Set skip_owner=True"),
    "no known owner": (lambda: shared([OWNER], lens_alias=lens_later(), skip_owner=True), "the ARN of the lens as tex"),
    "an old place": (lambda: shared([PAYMENTS], aliased_from="stack"), "aliased_from is 'stack'. Give 'root'"),
    "an old key": (lambda: shared([PAYMENTS], old_names={"gone": "old"}), "principals does not have: 'gone'"),
}


@pytest.mark.parametrize(("program", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_supported_is_refused_before_anything_is_declared(program, told):
    with pytest.raises(pulumi.RunError, match=f"SharedLens 'security': .*{told}"):
        run(program)


def test_an_awaitable_list_is_refused():
    awaitable = given_later()
    with pytest.raises(pulumi.RunError, match="has to be known when the program runs"):
        run(lambda: shared(awaitable))
    awaitable.close()


@pytest.mark.parametrize("unquoted", [PAYMENTS, "012345671234", "000000000012"])
@pytest.mark.parametrize("form", ["- {}", "payments: {}"], ids=["list", "mapping"])
def test_an_account_that_yaml_reads_as_a_number_is_refused(form, unquoted):
    with pytest.raises(InvalidInputError, match="is a number, which loses leading zeros"):
        run(lambda: shared(yaml.safe_load(form.format(unquoted))))


def test_an_account_that_yaml_reads_as_text_is_accepted():
    assert {"security-payments": "012345678901"} == declared(yaml.safe_load("payments: 012345678901"))


def test_a_malformed_principal_and_a_malformed_lens_are_refused_as_for_a_share():
    with pytest.raises(InvalidInputError, match="'4444' is not a principal"):
        run(lambda: shared(["4444"]))
    with pytest.raises(InvalidInputError, match="lens_alias"):
        run(lambda: shared([PAYMENTS], lens_alias="here", skip_owner=True))


def test_two_components_cannot_share_one_lens_with_one_principal():
    def program():
        shared([PAYMENTS])
        wa.SharedLens("again", lens_alias=EXAMPLE_LENS_ARN, principals=[PAYMENTS])

    with pytest.raises(pulumi.RunError, match=f"again-{PAYMENTS}' declares the same share as .*security-{PAYMENTS}"):
        run(program)
