"""wa.Provider.from_aws: the provider that is made from an aws.Provider."""

import gc
import weakref

import pulumi
import pulumi_aws as aws
import pulumi_wellarchitected as wa
import pytest
from pulumi.runtime import mocks
from pulumi_wellarchitected.aws import Settings
from pulumi_wellarchitected.aws.settings.tags import IgnoredTags, Tags
from tests.unit.program.declared_providers import ROLE, Recorder, declared, in_clear, is_secret


def test_an_aws_provider_hands_over_its_inputs_as_the_configuration_has_them():
    made = declared(
        lambda: wa.Provider.from_aws(
            aws.Provider("theirs", region="us-east-1", access_key="key", assume_roles=[{"role_arn": ROLE}])
        )
    )

    handed_over = made["pulumi-python"].inputs["aws:provider"]

    assert in_clear(made["aws"].inputs) == in_clear(handed_over)
    assert is_secret(handed_over)
    assert "theirs" == made["pulumi-python"].name


@pytest.mark.parametrize(
    "ignored",
    [
        aws.ProviderIgnoreTagsArgs(keys=["Scanned"], key_prefixes=["k8s/"]),
        {"keys": ["Scanned"], "key_prefixes": ["k8s/"]},
    ],
    ids=["arguments", "dictionary"],
)
def test_the_tags_of_an_aws_provider_arrive_with_their_own_keys(ignored):
    default = aws.ProviderDefaultTagsArgs(tags={"cost_center": "a_b"})
    made = declared(lambda: wa.Provider.from_aws(aws.Provider("theirs", default_tags=default, ignore_tags=ignored)))

    settings = Settings.from_config(in_clear(made["pulumi-python"].inputs))

    assert Tags({"cost_center": "a_b"}, IgnoredTags(("Scanned",), ("k8s/",))) == settings.tags


def test_an_aws_provider_becomes_one_provider_however_often_and_from_wherever_it_is_asked():
    made = []

    def program():
        theirs = aws.Provider("theirs", region="us-east-1")
        made.extend(wa.Provider.from_aws(theirs) for _ in range(3))
        made.append(wa.Provider.from_aws(aws.Provider("another", region="us-east-1")))

    declared(program)

    assert [True, True, True, False] == [each is made[0] for each in made]


def test_what_is_made_of_an_aws_provider_goes_with_it():
    mocks.set_mocks(Recorder())

    def program():
        theirs = aws.Provider("theirs", region="us-east-1")
        return weakref.ref(theirs), weakref.ref(wa.Provider.from_aws(theirs))

    refs = []
    mocks.test(lambda: refs.extend(program()))()
    mocks.set_mocks(Recorder())
    gc.collect()

    assert [None, None] == [ref() for ref in refs]


@pytest.mark.parametrize("package", ["random", "pulumi-python"])
def test_only_an_aws_provider_can_be_made_one_of_ours(package):
    mocks.set_mocks(Recorder())

    with pytest.raises(pulumi.RunError, match=f"expects an aws.Provider, not one for '{package}'"):
        wa.Provider.from_aws(pulumi.ProviderResource(package, "other", {}))


def test_an_aws_provider_of_another_program_is_refused_with_the_way_out():
    reference = pulumi.resource.DependencyProviderResource("urn:pulumi:test::project::pulumi:providers:aws::theirs::id")

    with pytest.raises(
        pulumi.RunError, match=r"declared by another program.* Declare a pulumi_wellarchitected\.Provider"
    ):
        wa.Provider.from_aws(reference)
