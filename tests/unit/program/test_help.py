"""What help() and inspect show of the resources."""

import inspect
import pydoc
from dataclasses import fields

import pulumi_wellarchitected as wa
import pytest
from pulumi_wellarchitected.plugin.schema.accepter import LENS_SHARE_ACCEPTER
from pulumi_wellarchitected.plugin.schema.global_settings import GLOBAL_SETTINGS
from pulumi_wellarchitected.plugin.schema.lens import LENS
from pulumi_wellarchitected.plugin.schema.share import LENS_SHARE

RESOURCES = {
    wa.GlobalSettings: wa.GlobalSettingsArgs,
    wa.Lens: wa.LensArgs,
    wa.LensShare: wa.LensShareArgs,
    wa.LensShareAccepter: wa.LensShareAccepterArgs,
    wa.SharedLens: wa.SharedLensArgs,
}
named = pytest.mark.parametrize(("resource", "args"), RESOURCES.items(), ids=lambda each: each.__name__)


def test_the_signature_of_a_share_is_the_form_with_keywords():
    assert (
        "(resource_name: 'str', opts: 'pulumi.ResourceOptions | None' = None, *, "
        "lens_alias: 'pulumi.Input[str]', shared_with: 'pulumi.Input[str]', "
        "adopt_existing: 'pulumi.Input[bool | None]' = None, wait_for_acceptance: 'pulumi.Input[bool | None]' = None, "
        "resend_on: 'pulumi.Input[Sequence[pulumi.Input[DeadStatus]] | None]' = None) -> None"
    ) == str(inspect.signature(wa.LensShare))


@pytest.mark.parametrize(
    ("resource", "args"), [*RESOURCES.items(), (wa.Provider, wa.ProviderArgs)], ids=lambda each: each.__name__
)
def test_the_signature_has_every_argument_and_no_private_name(resource, args):
    shown = inspect.signature(resource).parameters

    assert ["resource_name", "opts", *(field.name for field in fields(args))] == list(shown)
    assert [] == [name for name, each in shown.items() if "_" == each.annotation[0] or "[_" in each.annotation]


@named
def test_help_begins_with_the_signature_and_describes_every_input(resource, args):
    text = pydoc.plain(pydoc.render_doc(resource))

    first_lines = text.partition(resource.__doc__.splitlines()[0])[0]  # newer Pythons take a line for each argument
    assert f"{resource.__name__}(resource_name:'str',opts:" in "".join(first_lines.replace("|", "").split())
    assert [] == [field.name for field in fields(args) if f" {field.name}: " not in resource.__doc__]


@pytest.mark.parametrize(
    ("resource", "schema"),
    [
        (wa.GlobalSettings, GLOBAL_SETTINGS),
        (wa.Lens, LENS),
        (wa.LensShare, LENS_SHARE),
        (wa.LensShareAccepter, LENS_SHARE_ACCEPTER),
    ],
)
def test_help_describes_every_output(resource, schema):
    text = pydoc.plain(pydoc.render_doc(resource))
    outputs = [*schema.outputs, *(each.name for each in schema.inputs if each.documented)]

    described = [name for name in outputs if f" |  {name}\n |      {first_line(resource, name)}" in text]
    assert described == [name for name in outputs if name != "document"]  # it is no output


def first_line(resource, name):
    output = inspect.getattr_static(resource, name, None)
    return output.__doc__.splitlines()[0] if output else "nothing describes it"


@named
def test_the_class_of_a_resource_annotates_nothing_that_pulumi_would_evaluate_for_each_instance(resource, args):
    assert {} == inspect.get_annotations(resource)
