"""Which provider a share gets, and the options that are refused when it is declared, wherever they come from."""

import pulumi
import pytest
from pulumi_wellarchitected import Provider
from pulumi_wellarchitected.program import options as resource_options

pytestmark = pytest.mark.usefixtures("_mocks")


class Nothing(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return args.name, args.inputs

    def call(self, _args):
        return {}


@pytest.fixture
def _mocks():
    pulumi.runtime.set_mocks(Nothing())


def aws_provider(name="elsewhere"):
    return pulumi.ProviderResource("aws", name, {})


class Component(pulumi.ComponentResource):
    def __init__(self, opts):
        super().__init__("test:index:Component", "component", {}, opts)


def provider_of(**options):
    opts = pulumi.ResourceOptions(**options)
    resource_options.validate("LensShare 'share'", opts, "", deletes_before_replacing=True)
    return resource_options.with_provider(opts).provider


def below(**options):
    return Component(pulumi.ResourceOptions(**options))


PLACES = {
    "provider": lambda given: {"provider": given},
    "providers": lambda given: {"providers": [given]},
    "providers-map": lambda given: {"providers": {given.package: given}},
    "parent": lambda given: {"parent": below(providers=[given])},
    "parent-provider": lambda given: {"parent": below(provider=given)},
    "grandparent": lambda given: {"parent": below(parent=below(providers=[given]))},
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_an_aws_provider_is_turned_into_ours_wherever_it_is_given(place):
    given = aws_provider()

    assert Provider.from_aws(given) is provider_of(**place(given))


def test_a_provider_of_ours_is_left_where_pulumi_finds_it_itself():
    opts = pulumi.ResourceOptions(providers=[Provider("ours")])

    assert opts is resource_options.with_provider(opts)


def test_the_shares_own_provider_goes_before_the_parents():
    given = aws_provider()

    assert Provider.from_aws(given) is provider_of(provider=given, parent=below(providers=[Provider("ours")]))


def test_the_shares_own_providers_go_before_the_parents():
    given = aws_provider()

    assert Provider.from_aws(given) is provider_of(providers=[given], parent=below(providers=[Provider("ours")]))


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_in_one_place_ours_goes_before_the_aws_provider(order):
    both = [aws_provider(), Provider("ours")][::order]

    assert provider_of(providers=both) is None
    assert provider_of(parent=below(providers=both)) is None


def test_the_nearest_parents_aws_provider_is_taken():
    near = aws_provider("near")
    parent = below(parent=below(providers=[aws_provider("far")]), providers=[near])

    assert Provider.from_aws(near) is provider_of(parent=parent)


def test_no_provider_at_all_is_the_stacks_configuration():
    assert provider_of(parent=below()) is None


def test_a_resource_below_the_share_still_gets_the_aws_provider():
    given = aws_provider()

    opts = resource_options.with_provider(pulumi.ResourceOptions(provider=given))

    assert {"aws": given} == opts.providers


def test_the_provider_of_another_package_is_refused():
    with pytest.raises(pulumi.RunError, match="LensShare 'share': A provider for 'random' cannot manage"):
        provider_of(provider=pulumi.ProviderResource("random", "random", {}))


def test_the_providers_of_other_packages_are_of_no_concern():
    assert provider_of(providers=[pulumi.ProviderResource("random", "random", {})]) is None


def refuse_added_provider(resource, **options):
    """The check, which waits for nothing."""
    with pytest.raises(StopIteration) as done:
        resource_options.find_protection("LensShare 'share'", resource, pulumi.ResourceOptions(**options)).send(None)
    return done.value.value


@pytest.mark.parametrize("options", ["none", "another", "parents"])
def test_an_aws_provider_that_a_transformation_adds_is_refused(options):
    before = {
        "none": {},
        "another": {"provider": Provider("ours"), "providers": [aws_provider("another")]},
        "parents": {"parent": below(providers=[aws_provider("another")])},
    }
    added = below(providers=[aws_provider(), Provider("ours")])

    with pytest.raises(pulumi.RunError, match=r"LensShare 'share': a transformation gives it an aws\.Provider"):
        refuse_added_provider(added, **before[options])


def test_an_aws_provider_whose_replacement_a_transformation_takes_away_is_refused():
    given = aws_provider()

    with pytest.raises(pulumi.RunError, match=r"LensShare 'share': a transformation gives it an aws\.Provider"):
        refuse_added_provider(below(providers=[given]), providers=[given])


def test_an_aws_provider_that_was_there_and_is_ours_by_now_is_no_error():
    given = aws_provider()

    refuse_added_provider(below(providers=[given, Provider.from_aws(given)]), providers=[given])
    refuse_added_provider(below())
