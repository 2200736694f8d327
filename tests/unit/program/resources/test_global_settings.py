"""GlobalSettings as a program uses it, under Pulumi's own mocks: what it sends to the engine and what it refuses."""

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic

GIVEN = {"organization_sharing_status": "ENABLED"}
ALL = {**GIVEN, "discovery_integration_status": "DISABLED", "region": "us-east-1", "disable_on_destroy": True}
ID = "111122223333/us-east-1"


class Recorder(mocks.Mocks):
    """Answers as the provider would, and keeps what the program declared."""

    def __init__(self):
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        return args.resource_id or ID, {**args.inputs, "account_id": "111122223333"}

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
    "keywords": lambda opts: wa.GlobalSettings("settings", opts=opts, **ALL),
    "keywords, options by position": lambda opts: wa.GlobalSettings("settings", opts, **ALL),
    "an object": lambda opts: wa.GlobalSettings("settings", wa.GlobalSettingsArgs(**ALL), opts),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_the_constructor_sends_the_same(form):
    resource = declared(lambda: form(None))

    assert ("settings", ALL) == (resource.name, without_provider(resource.inputs))
    assert "pulumi-python:dynamic/wellarchitected:GlobalSettings" == resource.typ
    assert serialize_provider(dynamic.global_settings) == resource.inputs["__provider"]


def test_an_input_that_is_not_given_is_not_sent():
    assert GIVEN == without_provider(declared(lambda: wa.GlobalSettings("settings", **GIVEN)).inputs)


@pytest.mark.parametrize("name", [*ALL, "account_id"])
@pytest.mark.parametrize("given", [GIVEN, ALL], ids=["defaults", "all inputs"])
def test_every_output_can_be_used(name, given):
    values = []
    run(lambda: getattr(wa.GlobalSettings("settings", **given), name).apply(values.append))

    defaults = {"discovery_integration_status": None, "region": "us-east-1", "disable_on_destroy": False}
    assert [{**defaults, **given, "account_id": "111122223333"}[name]] == values


def test_a_setting_that_is_not_managed_is_known_in_a_preview():
    values = []
    run(
        lambda: wa.GlobalSettings("settings", **GIVEN).discovery_integration_status.apply(values.append),
        preview=True,
    )
    assert [None] == values


def test_a_secret_status_is_named():
    secret = pulumi.Output.secret("ENABLED")
    resource = declared(lambda: wa.GlobalSettings("settings", organization_sharing_status=secret))

    assert ["organization_sharing_status"] == resource.inputs["secret_inputs"]


def test_get_looks_up_by_id_and_gives_no_inputs():
    resource = declared(lambda: wa.GlobalSettings.get("existing", ID))

    assert (ID, {}) == (resource.resource_id, without_provider(resource.inputs))


def test_two_resources_for_one_region_of_a_provider_are_refused():
    def program():
        wa.GlobalSettings("first", organization_sharing_status="ENABLED")
        wa.GlobalSettings("second", discovery_integration_status="ENABLED")

    with pytest.raises(pulumi.RunError, match=r"'second' declares the same global settings as 'first'. An account has"):
        run(program)


def test_two_regions_and_two_providers_are_different():
    def program():
        wa.GlobalSettings("here", **GIVEN)
        wa.GlobalSettings("there", region="eu-west-1", **GIVEN)
        member = wa.Provider("member", profile="member")
        wa.GlobalSettings("theirs", pulumi.ResourceOptions(provider=member), **GIVEN)

    assert ["here", "there", "theirs"] == [each.name for each in run(program)]


def test_import_is_refused():
    options = pulumi.ResourceOptions(import_=ID)
    with pytest.raises(pulumi.RunError, match="a setting that is as wanted already is left as it is"):
        run(lambda: wa.GlobalSettings("settings", options, **GIVEN))
