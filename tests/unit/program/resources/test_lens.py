"""Lens as a program uses it, under Pulumi's own mocks: what it sends to the engine, and what it refuses."""

import json
import pathlib

import pulumi
import pulumi_wellarchitected as wa
import pytest
from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime import mocks
from pulumi_wellarchitected import dynamic
from pulumi_wellarchitected.arns import EXAMPLE_LENS_ARN
from tests.unit.lenses.documents import DOCUMENT, compact

GIVEN = {"document": compact(DOCUMENT), "lens_version": "1.0.0"}
ALL = {**GIVEN, "is_major_version": True, "adopt_existing": True, "region": "us-east-1", "tags": {"team": "platform"}}
ANSWERED = {
    "name": DOCUMENT["name"],
    "description": DOCUMENT["description"],
    "owner": "111122223333",
    "status": "PUBLISHED",
    "versions": ["1.0.0"],
    "document_sha256": "a" * 64,
    "exported_sha256": "b" * 64,
    "tags_all": {"team": "platform", "stage": "prod"},
}


class Recorder(mocks.Mocks):
    """Answers as the provider would, and keeps what the program declared."""

    def __init__(self):
        self.resources = []

    def new_resource(self, args):
        self.resources.append(args)
        return args.resource_id or EXAMPLE_LENS_ARN, {"lens_version": "1.0.0", **args.inputs, **ANSWERED}

    def call(self, _args):
        return {}


def run(program, preview=False):  # noqa: FBT002 - as set_mocks() has it
    """What a program declares."""
    recorder = Recorder()
    mocks.set_mocks(recorder, preview=preview)
    mocks.test(program)()
    return [each for each in recorder.resources if not each.typ.startswith("pulumi:")]


def refusal(program):
    with pytest.raises(pulumi.RunError) as refused:
        run(program)
    return str(refused.value)


def without_provider(inputs):
    return {name: value for name, value in inputs.items() if name != "__provider"}


FORMS = {
    "keywords": lambda opts: wa.Lens("security", opts=opts, **ALL),
    "keywords, options by position": lambda opts: wa.Lens("security", opts, **ALL),
    "an object": lambda opts: wa.Lens("security", wa.LensArgs(**ALL), opts),
    "an object by its keyword": lambda opts: wa.Lens("security", args=wa.LensArgs(**ALL), opts=opts),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_the_constructor_sends_the_same(form):
    (resource,) = run(lambda: form(None))

    assert ("security", ALL) == (resource.name, without_provider(resource.inputs))


def test_the_type_and_the_provider_are_those_that_stand_in_users_state():
    (resource,) = run(lambda: wa.Lens("security", **GIVEN))

    assert "pulumi-python:dynamic/wellarchitected:Lens" == resource.typ
    assert serialize_provider(dynamic.lens) == resource.inputs["__provider"]


def test_an_input_that_is_not_given_is_not_sent():
    (resource,) = run(lambda: wa.Lens("security", **GIVEN))

    assert GIVEN == without_provider(resource.inputs)


@pytest.mark.parametrize("is_later", [False, True])
def test_the_engine_gets_the_document_as_compact_text(tmp_path, is_later):
    file = tmp_path / "lens.json"
    file.write_text(json.dumps(DOCUMENT, indent=4))
    for document in (DOCUMENT, file, pulumi.FileAsset(str(file)), pulumi.StringAsset(file.read_text())):
        (resource,) = run(
            lambda given=document: wa.Lens(
                "security", document=pulumi.Output.from_input(given) if is_later else given, lens_version="1.0.0"
            )
        )
        assert compact(DOCUMENT) == resource.inputs["document"]


def test_a_file_that_is_not_there_is_refused_before_anything_is_sent(tmp_path):
    missing = tmp_path / "lens.json"

    assert f"Lens 'security': There is no file {missing}." == refusal(
        lambda: wa.Lens("security", document=pathlib.Path(missing), lens_version="1.0.0")
    )


def test_secret_inputs_are_named():
    secret = {name: pulumi.Output.secret(value) for name, value in GIVEN.items()}
    (resource,) = run(lambda: wa.Lens("security", **secret))

    assert ["document", "lens_version"] == resource.inputs["secret_inputs"]


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("given", [GIVEN, ALL], ids=["defaults", "all inputs"])
def test_every_output_that_is_documented_can_be_used(given, preview):
    defaults = {"is_major_version": False, "adopt_existing": False, "region": "us-east-1", "tags": {}}
    expected = {**defaults, **ANSWERED, **given, "arn": EXAMPLE_LENS_ARN}
    del expected["document"]
    seen = {}

    def program():
        lens = wa.Lens("security", **given)
        for name in expected:
            getattr(lens, name).apply(lambda value, name=name: seen.update({name: value}))

    run(program, preview=preview)
    assert expected == seen


def test_a_preview_knows_the_arn_of_a_lens_that_exists_and_nothing_else_of_its_edit():
    """In the preview of an update the engine knows the ID and the inputs."""
    seen = []

    def program():
        lens = wa.Lens("security", **GIVEN)
        for output in (lens.arn, lens.region, lens.status):
            output.apply(seen.append)

    recorder = Recorder()
    recorder.new_resource = lambda args: (EXAMPLE_LENS_ARN, args.inputs)
    mocks.set_mocks(recorder, preview=True)
    mocks.test(program)()
    assert [EXAMPLE_LENS_ARN, "us-east-1"] == seen


@pytest.mark.parametrize("preview", [False, True])
def test_get_sends_an_arn_and_knows_it_in_a_preview(preview):
    seen = []

    def program():
        lens = wa.Lens.get("existing", EXAMPLE_LENS_ARN)
        for output in (lens.arn, lens.region, lens.lens_version, lens.owner):
            output.apply(seen.append)

    (resource,) = run(program, preview=preview)
    assert (EXAMPLE_LENS_ARN, {}) == (resource.resource_id, without_provider(resource.inputs))
    assert {EXAMPLE_LENS_ARN, "us-east-1", "1.0.0", "111122223333"} == set(seen)


def test_import_is_refused_with_the_way_out():
    opts = pulumi.ResourceOptions(import_=EXAMPLE_LENS_ARN)

    assert "import-file LENS_ARN --lens" in refusal(lambda: wa.Lens("security", opts, **GIVEN))


def test_custom_timeouts_travel_as_an_input():
    timeouts = {"create": "10m", "update": "11m", "delete": "12m"}
    opts = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(**timeouts))
    (resource,) = run(lambda: wa.Lens("security", opts, **GIVEN))

    assert timeouts == resource.inputs["timeouts"]


def lens(name, document_name, **more):
    wa.Lens(name, document={**DOCUMENT, "name": document_name}, lens_version="1.0.0", **more)


def test_a_second_lens_of_the_same_name_is_refused_whatever_its_spelling():
    def program():
        lens("one", "Twice 1")
        lens("two", "TWICE-1")

    assert (
        "Lens 'two' declares the same lens as 'one'. AWS takes the name of a lens once in an account and Region. "
        "Remove one of the two."
    ) == refusal(program)


def test_lenses_of_other_names_regions_and_providers_may_stand_side_by_side():
    def program():
        lens("one", "Twice 2")
        lens("two", "Twice 3")
        lens("three", "Twice 2", region="eu-west-1")
        lens("four", "Twice 2", opts=pulumi.ResourceOptions(provider=wa.Provider("other")))

    assert {"one", "two", "three", "four"} == {resource.name for resource in run(program)}
