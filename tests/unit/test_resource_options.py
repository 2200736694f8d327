"""Options that a share cannot honour are refused when it is declared, wherever they come from."""

import pulumi
import pytest
from pulumi_wellarchitected import resource_options

pytestmark = pytest.mark.usefixtures("_mocks")


class Nothing(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return args.name, {}

    def call(self, _args):
        return {}


@pytest.fixture
def _mocks():
    pulumi.runtime.set_mocks(Nothing())


def aws_provider():
    return pulumi.ProviderResource("aws", "elsewhere", {})


def python_provider():
    return pulumi.ProviderResource("pulumi-python", "ours", {})


class Component(pulumi.ComponentResource):
    def __init__(self, opts):
        super().__init__("test:index:Component", "component", {}, opts)


OPTIONS = {
    "provider": lambda: pulumi.ResourceOptions(provider=aws_provider()),
    "providers": lambda: pulumi.ResourceOptions(providers=[aws_provider()]),
    "providers-map": lambda: pulumi.ResourceOptions(providers={"aws": aws_provider()}),
    "parent": lambda: pulumi.ResourceOptions(parent=Component(pulumi.ResourceOptions(providers=[aws_provider()]))),
    "grandparent": lambda: pulumi.ResourceOptions(
        parent=Component(pulumi.ResourceOptions(parent=Component(pulumi.ResourceOptions(providers=[aws_provider()]))))
    ),
}


@pytest.mark.parametrize("opts", OPTIONS.values(), ids=OPTIONS.keys())
def test_an_aws_provider_is_refused_wherever_it_is_given(opts):
    with pytest.raises(pulumi.RunError, match="could share from another account"):
        resource_options.refuse("share", opts())


def test_a_provider_of_the_right_package_goes_before_the_parents_aws_provider():
    parent = Component(pulumi.ResourceOptions(providers=[aws_provider()]))
    resource_options.refuse("share", pulumi.ResourceOptions(parent=parent, provider=python_provider()))


def test_no_provider_at_all_is_the_stacks_configuration():
    resource_options.refuse("share", pulumi.ResourceOptions(parent=Component(pulumi.ResourceOptions())))
