"""LensShareAccepter as a program uses it, under Pulumi's own mocks: what it sends to the engine and what it refuses."""

import inspect

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN

GIVEN = {"lens_alias": EXAMPLE_LENS_ARN}
SHARE_ID = "89abcdef0123456789abcdef01234567"
ALL = {**GIVEN, "share_invitation_id": SHARE_ID, "action": "REJECT", "reject_on_destroy": True}
ID = f"{EXAMPLE_LENS_ARN},444455556666"
ANSWERED = {
    "share_invitation_id": SHARE_ID,
    "status": "ACCEPTED",
    "account_id": "444455556666",
    "lens_name": "Security",
    "lens_version": "1.0",
    "owner": "111122223333",
}


class Recorder(mocks.Mocks):
    """Answers as the provider would, and keeps what the program declared."""

    def __init__(self):
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        return args.resource_id or ID, {**ANSWERED, **args.inputs}

    def call(self, _args):
        return {}


def run(program, preview=False):  # noqa: FBT002 - as set_mocks() has it
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=preview)
    mocks.test(program)()
    return [each for each in recorder.resources if not each.typ.startswith("pulumi:")]


def declared(program):
    """The one resource that a program declares."""
    (resource,) = run(program)
    return resource


def without_provider(inputs):
    return {name: value for name, value in inputs.items() if name != "__provider"}


FORMS = {
    "keywords": lambda opts: wa.LensShareAccepter("security", opts=opts, **ALL),
    "keywords, options by position": lambda opts: wa.LensShareAccepter("security", opts, **ALL),
    "an object": lambda opts: wa.LensShareAccepter("security", wa.LensShareAccepterArgs(**ALL), opts),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_the_constructor_sends_the_same(form):
    resource = declared(lambda: form(None))

    assert ("security", ALL) == (resource.name, without_provider(resource.inputs))
    assert "pulumi-python:dynamic/wellarchitected:LensShareAccepter" == resource.typ
    assert serialize_provider(dynamic.lens_share_accepter) == resource.inputs["__provider"]


def test_an_input_that_is_not_given_is_not_sent():
    assert GIVEN == without_provider(declared(lambda: wa.LensShareAccepter("security", **GIVEN)).inputs)


@pytest.mark.parametrize("name", [*ALL, *ANSWERED])
@pytest.mark.parametrize("given", [GIVEN, ALL], ids=["defaults", "all inputs"])
def test_every_output_that_is_documented_can_be_used(name, given):
    values = []
    run(lambda: getattr(wa.LensShareAccepter("security", **given), name).apply(values.append))

    expected = {**ANSWERED, "action": "ACCEPT", "reject_on_destroy": False, **given}
    assert [expected[name]] == values


def test_inputs_may_be_outputs():
    given = {**GIVEN, "share_invitation_id": SHARE_ID}
    outputs = {name: pulumi.Output.from_input(value) for name, value in given.items()}

    assert given == without_provider(declared(lambda: wa.LensShareAccepter("security", **outputs)).inputs)


def test_secret_inputs_are_named():
    secret = {name: pulumi.Output.secret(value) for name, value in {**GIVEN, "share_invitation_id": SHARE_ID}.items()}
    resource = declared(lambda: wa.LensShareAccepter("security", **secret))

    assert ["lens_alias", "share_invitation_id"] == resource.inputs["secret_inputs"]


def test_a_secret_invitation_alone_is_named():
    secret = pulumi.Output.secret(SHARE_ID)
    resource = declared(lambda: wa.LensShareAccepter("security", share_invitation_id=secret, **GIVEN))

    assert ["share_invitation_id"] == resource.inputs["secret_inputs"]


def test_custom_timeouts_travel_as_an_input():
    timeouts = pulumi.CustomTimeouts(create="10m", update="20m", delete="30m")
    options = pulumi.ResourceOptions(custom_timeouts=timeouts)
    resource = declared(lambda: wa.LensShareAccepter("security", options, **GIVEN))

    assert {"create": "10m", "update": "20m", "delete": "30m"} == resource.inputs["timeouts"]


def test_get_looks_up_by_id_and_gives_no_inputs():
    resource = declared(lambda: wa.LensShareAccepter.get("existing", ID))

    assert (ID, {}) == (resource.resource_id, without_provider(resource.inputs))


def test_a_second_acceptance_of_a_lens_by_one_provider_is_refused():
    def twice():
        provider = wa.Provider("consumer", region="us-east-1")
        for name in ("one", "two"):
            wa.LensShareAccepter(name, pulumi.ResourceOptions(provider=provider), **GIVEN)

    with pytest.raises(
        pulumi.RunError,
        match=r"LensShareAccepter 'two' declares the same acceptance as 'one'\. An account accepts a lens once, ",
    ):
        run(twice)


def test_two_providers_may_accept_one_lens():
    def in_two_accounts():
        for name in ("one", "two"):
            options = pulumi.ResourceOptions(provider=wa.Provider(name, region="us-east-1"))
            wa.LensShareAccepter(name, options, **GIVEN)

    assert {"one", "two"} == {each.name for each in run(in_two_accounts)}


def test_a_share_and_its_accepter_are_two_things():
    lens = EXAMPLE_LENS_ARN.replace("us-east-1", "us-east-2")

    def both():
        wa.LensShare("share", lens_alias=lens, shared_with="444455556666")
        wa.LensShareAccepter("accepter", lens_alias=lens)

    assert {"share", "accepter"} == {each.name for each in run(both)}


def test_import_is_refused_with_the_way_out():
    with pytest.raises(pulumi.RunError, match="Remove import_, and declare the resource without it: a lens that is"):
        wa.LensShareAccepter("security", pulumi.ResourceOptions(import_=ID), **GIVEN)


@pytest.mark.parametrize("first", [True, False])
def test_either_order_of_a_replacement_may_be_asked_for(first):
    options = pulumi.ResourceOptions(delete_before_replace=first)

    assert "security" == declared(lambda: wa.LensShareAccepter("security", options, **GIVEN)).name


def test_a_required_input_that_is_missing_is_a_type_error_which_names_it():
    with pytest.raises(TypeError, match="lens_alias"):
        wa.LensShareAccepter("security")


def test_annotations_are_types_and_not_strings_that_pulumi_would_evaluate_for_each_resource():
    annotations = inspect.get_annotations(wa.LensShareAccepter)

    assert not [name for name, annotation in annotations.items() if isinstance(annotation, str)]
