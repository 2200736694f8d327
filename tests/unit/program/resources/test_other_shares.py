"""ProfileShare, TemplateShare and WorkloadShare as a program uses them: what they send to the engine, and refuse.

They share their code with LensShare, for which test_lens_share.py tests the rest.
"""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import EXAMPLE_PROFILE_ARN, EXAMPLE_TEMPLATE_ARN, EXAMPLE_WORKLOAD_ARN
from pulumi_wellarchitected.testing import WellArchitectedMocks
from tests.unit.program.resources.test_lens_share import Recorder, without_provider

ACCOUNT = "444455556666"
PROFILE = (wa.ProfileShare, wa.ProfileShareArgs, {"profile_arn": EXAMPLE_PROFILE_ARN, "shared_with": ACCOUNT})
TEMPLATE = (wa.TemplateShare, wa.TemplateShareArgs, {"template_arn": EXAMPLE_TEMPLATE_ARN, "shared_with": ACCOUNT})
WORKLOAD = (
    wa.WorkloadShare,
    wa.WorkloadShareArgs,
    {"workload_arn": EXAMPLE_WORKLOAD_ARN, "shared_with": ACCOUNT, "permission_type": "READONLY"},
)
SINGLETONS = {
    "ProfileShare": dynamic.profile_share,
    "TemplateShare": dynamic.template_share,
    "WorkloadShare": dynamic.workload_share,
}

every_kind = pytest.mark.parametrize(
    ("kind", "args", "given"), [PROFILE, TEMPLATE, WORKLOAD], ids=["profile", "template", "workload"]
)


def declared(program):
    """The one resource that a program declares."""
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=False)
    mocks.test(program)()
    (resource,) = recorder.resources
    return resource


@every_kind
def test_both_forms_of_the_constructor_send_the_same(kind, args, given):
    with_keywords = declared(lambda: kind("security", **given))
    with_object = declared(lambda: kind("security", args(**given)))

    assert given == without_provider(with_keywords.inputs) == without_provider(with_object.inputs)


@every_kind
def test_the_type_and_the_provider_are_those_that_stand_in_users_states(kind, args, given):
    resource = declared(lambda: kind("security", **given))

    assert f"pulumi-python:dynamic/wellarchitected:{kind.__name__}" == resource.typ
    assert serialize_provider(SINGLETONS[kind.__name__]) == resource.inputs["__provider"]
    assert f"{kind.__name__}Args" == args.__name__


@every_kind
def test_get_looks_up_by_id_and_gives_no_inputs(kind, args, given):
    arn = next(iter(given.values()))

    resource = declared(lambda: kind.get("existing", f"{arn},{ACCOUNT}"))

    assert (f"{arn},{ACCOUNT}", {}) == (resource.resource_id, without_provider(resource.inputs))
    assert args.__name__ not in resource.inputs


@every_kind
def test_a_second_share_of_the_same_thing_with_the_same_principal_is_refused(kind, args, given):
    def program():
        kind("first", **given)
        kind("second", args(**given))

    mocks.set_mocks(WellArchitectedMocks(), preview=False)
    with pytest.raises(pulumi.RunError, match=f"{kind.__name__} 'second' declares the same share as 'first'"):
        mocks.test(program)()


@every_kind
def test_a_subclass_is_refused_with_the_way_out(kind, args, given):
    with pytest.raises(TypeError, match=f"cannot be a subclass of {kind.__name__}"):
        type("Mine", (kind,), {**given, "args": args})


@every_kind
@pytest.mark.parametrize("missing", ["shared_with", "first"])
def test_a_required_input_that_is_missing_is_a_type_error_which_names_it(kind, args, given, missing):
    name = next(iter(given)) if missing == "first" else missing
    rest = {each: value for each, value in given.items() if each != name}

    with pytest.raises(TypeError, match=name):
        kind("security", **rest)
    with pytest.raises(TypeError, match=name):
        args(**rest)


def test_a_workload_share_needs_a_permission():
    with pytest.raises(TypeError, match="permission_type"):
        wa.WorkloadShare("security", workload_arn=EXAMPLE_WORKLOAD_ARN, shared_with=ACCOUNT)


@every_kind
def test_custom_timeouts_of_an_update_are_sent_only_where_an_update_makes_a_call(kind, args, given):
    options = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(update="1m"))

    sent = declared(lambda: kind("security", args(**given), options)).inputs

    assert ({"update": "1m"} if kind is wa.WorkloadShare else None) == sent.get("timeouts")


@every_kind
def test_the_outputs_of_every_share_are_there(kind, args, given):
    found = []

    def program():
        share = kind("security", args(**given))
        outputs = (getattr(share, next(iter(given))), share.region, share.status, share.status_message, share.sent_at)
        return pulumi.Output.all(*outputs).apply(found.extend)

    mocks.set_mocks(WellArchitectedMocks(), preview=False)
    mocks.test(program)()
    assert [next(iter(given.values())), "us-east-1", "PENDING", "", "2026-01-01T00:00:00Z"] == found
