"""LensShare as a program uses it, under Pulumi's own mocks: what it sends to the engine, and what it refuses."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN

GIVEN = {"lens_alias": EXAMPLE_LENS_ARN, "shared_with": "444455556666"}
ID = f"{EXAMPLE_LENS_ARN},89abcdef0123456789abcdef01234567"


class Recorder(mocks.Mocks):
    """Answers as the provider would, and keeps what the program declared."""

    def __init__(self):
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        answered = {"share_id": "89abcdef0123456789abcdef01234567", "status": "PENDING", "region": "us-east-1"}
        return args.resource_id or ID, {**args.inputs, **answered, "status_message": ""}

    def call(self, _args):
        return {}


@pytest.fixture
def declared():
    """Run a program, and hand out the one resource that it declared."""

    def run(program):
        recorder = Recorder()
        mocks.set_mocks(recorder, preview=False)
        mocks.test(program)()
        (resource,) = recorder.resources
        return resource

    return run


def seen_options(program_with_options):
    """The options that the resource was registered with, as a transformation sees them."""
    seen = []
    transformation = pulumi.ResourceOptions(transformations=[lambda args: seen.append(args.opts)])
    mocks.set_mocks(Recorder(), preview=False)
    mocks.test(lambda: program_with_options(transformation))()
    return seen[0]


def below_components(*types):
    """A share of one name with one principal below each of some components."""
    for type_ in types:
        parent = pulumi.ComponentResource(type_, "component")
        options = pulumi.ResourceOptions(parent=parent)
        wa.LensShare("share", options, lens_alias=EXAMPLE_LENS_ARN, shared_with="777788889999")


def without_provider(inputs):
    return {name: value for name, value in inputs.items() if name != "__provider"}


FORMS = {
    "keywords": lambda opts: wa.LensShare("security", opts=opts, **GIVEN),
    "keywords, options by position": lambda opts: wa.LensShare("security", opts, **GIVEN),
    "an object": lambda opts: wa.LensShare("security", wa.LensShareArgs(**GIVEN), opts=opts),
    "an object, options by position": lambda opts: wa.LensShare("security", wa.LensShareArgs(**GIVEN), opts),
    "an object by its keyword": lambda opts: wa.LensShare("security", args=wa.LensShareArgs(**GIVEN), opts=opts),
    "the name by its keyword": lambda opts: wa.LensShare(resource_name="security", opts=opts, **GIVEN),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_the_constructor_sends_the_same(declared, form):
    resource = declared(lambda: form(None))

    assert ("security", GIVEN) == (resource.name, without_provider(resource.inputs))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_the_constructor_takes_options(form):
    options = seen_options(
        lambda seeing: form(pulumi.ResourceOptions.merge(seeing, pulumi.ResourceOptions(protect=True)))
    )

    assert options.protect


def test_the_type_is_the_one_that_stands_in_users_state(declared):
    resource = declared(lambda: wa.LensShare("security", **GIVEN))

    assert "pulumi-python:dynamic/wellarchitected:LensShare" == resource.typ


def test_the_provider_travels_as_a_reference_in_clear(declared):
    resource = declared(lambda: wa.LensShare("security", **GIVEN))

    assert serialize_provider(dynamic.lens_share) == resource.inputs["__provider"]


def test_an_input_that_is_not_given_is_not_sent(declared):
    resource = declared(lambda: wa.LensShare("security", adopt_existing=None, **GIVEN))

    assert GIVEN == without_provider(resource.inputs)


def test_every_input_is_sent_as_it_is_given(declared):
    given = {**GIVEN, "adopt_existing": True, "wait_for_acceptance": False, "resend_on": ["REJECTED"]}

    assert given == without_provider(declared(lambda: wa.LensShare("security", **given)).inputs)


def test_an_input_may_be_the_output_of_another_resource(declared):
    resource = declared(
        lambda: wa.LensShare("security", **GIVEN | {"lens_alias": pulumi.Output.from_input("made later")})
    )

    assert "made later" == resource.inputs["lens_alias"]


def test_custom_timeouts_travel_as_an_input_since_the_engine_keeps_the_option_to_itself(declared):
    timeouts = pulumi.CustomTimeouts(create="10m", update="20m", delete="30m")
    resource = declared(lambda: wa.LensShare("security", pulumi.ResourceOptions(custom_timeouts=timeouts), **GIVEN))

    assert {"create": "10m", "delete": "30m"} == resource.inputs["timeouts"]


def test_custom_timeouts_that_name_neither_create_nor_delete_are_not_sent(declared):
    options = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(update="20m"))

    assert GIVEN == without_provider(declared(lambda: wa.LensShare("security", options, **GIVEN)).inputs)


@pytest.mark.parametrize(
    "name",
    ["lens_alias", "shared_with", "adopt_existing", "wait_for_acceptance", "resend_on", "share_id", "status",
     "status_message", "region"],
)  # fmt: skip
def test_every_output_that_is_documented_can_be_used(declared, name):
    values = []

    def program():
        share = wa.LensShare("security", adopt_existing=True, wait_for_acceptance=True, resend_on=["FAILED"], **GIVEN)
        return getattr(share, name).apply(values.append)

    declared(program)

    assert values != [None]
    assert 1 == len(values)


def test_a_replacement_that_the_engine_forces_deletes_first_too():
    options = seen_options(lambda seeing: wa.LensShare("security", seeing, **GIVEN))

    assert options.delete_before_replace is True


def test_the_options_of_the_caller_are_not_changed(declared):
    options = pulumi.ResourceOptions(protect=True)

    declared(lambda: wa.LensShare("security", options, **GIVEN))

    assert options.delete_before_replace is None


def test_import_is_refused_with_the_way_out():
    with pytest.raises(pulumi.RunError, match=r"LensShare 'security': .* Remove import_, and set adopt_existing=True"):
        wa.LensShare("security", pulumi.ResourceOptions(import_=ID), **GIVEN)


def test_create_before_delete_is_refused_with_the_reason():
    with pytest.raises(
        pulumi.RunError, match=r"LensShare 'security': delete_before_replace=False .* Remove the option"
    ):
        wa.LensShare("security", pulumi.ResourceOptions(delete_before_replace=False), **GIVEN)


def test_delete_before_replace_that_is_asked_for_is_no_error():
    asked_for = pulumi.ResourceOptions(delete_before_replace=True)

    options = seen_options(
        lambda seeing: wa.LensShare("security", pulumi.ResourceOptions.merge(seeing, asked_for), **GIVEN)
    )

    assert options.delete_before_replace is True


def test_subclassing_is_refused_with_the_way_out():
    with pytest.raises(TypeError, match=r"SecurityShare cannot be a subclass .* pulumi\.ComponentResource"):

        class SecurityShare(wa.LensShare):
            pass


@pytest.mark.parametrize("missing", GIVEN)
def test_a_required_input_that_is_missing_is_a_type_error_which_names_it(missing):
    with pytest.raises(TypeError, match=missing):
        wa.LensShare("security", **{name: value for name, value in GIVEN.items() if name != missing})


def test_an_input_that_there_is_not_is_a_type_error_which_names_it():
    with pytest.raises(TypeError, match="share_with"):
        wa.LensShare("security", share_with="444455556666", **GIVEN)


def test_inputs_beside_the_object_that_holds_them_are_a_type_error():
    with pytest.raises(TypeError, match="shared_with"):
        wa.LensShare("security", wa.LensShareArgs(**GIVEN), shared_with="777788889999")


@pytest.mark.parametrize("args", [GIVEN, EXAMPLE_LENS_ARN])
def test_anything_but_arguments_in_their_place_is_a_type_error_which_says_what_is_accepted(args):
    with pytest.raises(TypeError, match="LensShareArgs"):
        wa.LensShare("security", args)


def test_get_looks_up_by_id_and_gives_no_inputs(declared):
    resource = declared(lambda: wa.LensShare.get("existing", ID))

    assert (ID, "existing", {}) == (resource.resource_id, resource.name, without_provider(resource.inputs))


@pytest.mark.parametrize("in_one_object", [False, True])
def test_a_lookup_by_the_option_id_leaves_the_inputs_out(declared, in_one_object):
    given = {"lens_alias": EXAMPLE_LENS_ARN, "shared_with": "444455556666"}
    options = pulumi.ResourceOptions(id=ID)

    resource = declared(
        lambda: (
            wa.LensShare("existing", wa.LensShareArgs(**given), options)
            if in_one_object
            else wa.LensShare("existing", options, **given)
        )
    )

    assert (ID, {}) == (resource.resource_id, without_provider(resource.inputs))


def test_a_second_share_of_the_same_name_below_another_component_is_refused_too():
    mocks.set_mocks(Recorder(), preview=False)

    with pytest.raises(
        pulumi.RunError, match=r"'test:index:B\$share' declares the same share as 'test:index:A\$share'"
    ):
        mocks.test(lambda: below_components("test:index:A", "test:index:B"))()


ORGANIZATION = "o-exampleorgid"
ORGANIZATION_ARN = f"arn:aws:organizations::111122223333:organization/{ORGANIZATION}"


def both(*options):
    """Share with an organization twice, by its ID and by its ARN."""
    for name, principal, opts in zip(["by-id", "by-arn"], [ORGANIZATION, ORGANIZATION_ARN], options, strict=True):
        wa.LensShare(name, opts, lens_alias=EXAMPLE_LENS_ARN, shared_with=principal)


def test_two_spellings_of_one_principal_are_one_share_and_refused():
    mocks.set_mocks(Recorder(), preview=False)

    with pytest.raises(pulumi.RunError, match="'by-arn' declares the same share as 'by-id'"):
        mocks.test(lambda: both(None, None))()


@pytest.mark.parametrize("ignored", ["*", "lens_alias", "shared_with"])
def test_a_share_that_ignores_its_own_inputs_may_stand_beside_the_one_that_owns_them(ignored):
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=False)

    mocks.test(lambda: both(None, pulumi.ResourceOptions(ignore_changes=[ignored])))()

    assert {"by-id", "by-arn"} == {resource.name for resource in recorder.resources}  # registered in any order


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize(
    ("name", "default"),
    [("adopt_existing", False), ("wait_for_acceptance", False), ("resend_on", ["EXPIRED", "REVOKED", "FAILED"]),
     ("status_message", ""), ("region", "us-east-1")],
)  # fmt: skip
def test_an_output_that_the_state_leaves_out_resolves_in_a_preview_too(name, default, preview):
    values = []

    class LeanState(Recorder):
        def new_resource(self, args):
            return ID, {**args.inputs, "share_id": "89abcdef0123456789abcdef01234567", "status": "PENDING"}

    mocks.set_mocks(LeanState(), preview=preview)
    mocks.test(lambda: getattr(wa.LensShare("security", **GIVEN), name).apply(values.append))()

    assert [default] == values


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize(("state", "expected"), [({"adopt_existing": True}, True), ({}, False)])
def test_an_input_that_is_ignored_has_the_value_of_the_state(state, expected, preview):
    values = []

    class State(Recorder):
        def new_resource(self, args):
            return ID, {**args.inputs, **state}

    def program():
        options = pulumi.ResourceOptions(ignore_changes=["adopt_existing"])
        return wa.LensShare("security", options, **GIVEN).adopt_existing.apply(values.append)

    mocks.set_mocks(State(), preview=preview)
    mocks.test(program)()

    assert [expected] == values


def test_a_status_message_is_unknown_while_the_status_is():
    values = []
    mocks.set_mocks(
        type("Unanswered", (Recorder,), {"new_resource": lambda _, args: ("", args.inputs)})(), preview=True
    )

    mocks.test(lambda: wa.LensShare("security", **GIVEN).status_message.apply(values.append))()

    assert [] == values


def test_get_reads_every_output(declared):
    values = []

    declared(lambda: wa.LensShare.get("existing", ID).share_id.apply(values.append))

    assert ["89abcdef0123456789abcdef01234567"] == values


def test_get_keeps_the_other_options():
    options = seen_options(lambda seeing: wa.LensShare.get("existing", ID, seeing))

    assert ID == options.id


def test_custom_timeouts_of_a_transformation_are_not_seen_as_the_reference_says(declared):
    def longer(args):
        more = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="10m"))
        return pulumi.ResourceTransformationResult(args.props, pulumi.ResourceOptions.merge(args.opts, more))

    opts = pulumi.ResourceOptions(transformations=[longer])
    resource = declared(lambda: wa.LensShare("security", opts, **GIVEN))

    assert "timeouts" not in resource.inputs
